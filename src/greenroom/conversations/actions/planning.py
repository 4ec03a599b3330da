"""What an interview is begun with."""

from __future__ import annotations

from greenroom.candidates.models import Attempt, AttemptQuestion
from greenroom.candidates.queries import accommodations
from greenroom.conversations import engine
from greenroom.conversations.actions import resume_asks
from greenroom.conversations.queries import facts
from greenroom.conversations.queries.held import held
from greenroom.guidance.queries import personas
from greenroom.interviewers.models import QuestionVersion
from greenroom.skills.desk import judge
from greenroom.skills.models.contract import ModelFailure
from greenroom.skills.summarize.schema import TextToShorten, ToldInShort


def plan(attempt: Attempt) -> engine.Plan:
    """As it stands now: a language model may be asked for it, so call it outside a transaction."""
    interviewer = attempt.stage.interviewer
    engines = interviewer.workspace.engines

    def shortened(text: str) -> str:
        given = TextToShorten(text=text, sentences=2, language=interviewer.language)
        try:
            short: ToldInShort = judge("summarize", given, engines=engines).output
        except ModelFailure:  # nobody waits for a greeting: its own first words say it, too
            return facts.in_two_sentences(text)
        return short.summary

    wanted = held(attempt.config)
    stretch = accommodations.of(attempt.application.candidate_id).time
    speaks = personas.speaker(interviewer.workspace_id, interviewer.persona_id)
    asked = AttemptQuestion.objects.filter(attempt=attempt).select_related("version").order_by("position")
    return engine.Plan(
        role=interviewer.title,
        company=interviewer.workspace.name,
        language=interviewer.language,
        candidate=attempt.application.candidate.name,
        persona=speaks.name,
        manner=speaks.manner,
        instructions=facts.style(interviewer, attempt.config),
        questions=resume_asks.woven(attempt, [_planned(row.version) for row in asked]),
        told=facts.told_before(interviewer, attempt.config, shorten=shortened),
        facts=facts.approved(interviewer, attempt.config),
        intro=wanted.intro,
        outro=wanted.outro,
        least_seconds=wanted.least,
        most_seconds=None if wanted.most is None else round(wanted.most * stretch),
        multilingual=wanted.multilingual,
    )


def _planned(version: QuestionVersion) -> engine.PlannedQuestion:
    """A question whose answer has a shape is asked again once, and only where the answer was not clear."""
    return engine.PlannedQuestion(
        id=str(version.id),
        text=version.text,
        key_points=() if version.expects else tuple(version.key_points),
        min_follow_ups=0 if version.expects else version.min_follow_ups,
        max_follow_ups=1 if version.expects else version.max_follow_ups,
        expects=version.expects,
    )
