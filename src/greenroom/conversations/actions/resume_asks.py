"""Questions about a candidate's own resume, woven into an interview: marked as such, and never scored."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from greenroom.candidates.models import Attempt
from greenroom.conversations.engine.plan import PlannedQuestion
from greenroom.media.models import Resume
from greenroom.skills.desk import judge
from greenroom.skills.models.contract import ModelFailure
from greenroom.skills.resume_questions.schema import ResumeQuestions, ResumeToAskAbout

SOURCE = "resume"
"""What turns are marked with that put such a question."""
COUNT = 2
MOST_FOLLOW_UPS = 1


def woven(attempt: Attempt, planned: Sequence[PlannedQuestion]) -> tuple[PlannedQuestion, ...]:
    """The planned questions with those about the resume: early ones after the first, so that everybody begins alike,
    late ones at the end. As planned where the stage asks none, or no resume was given."""
    if not attempt.config.get("resume_questions"):
        return tuple(planned)
    resume = _resume(attempt)
    found = _asked(attempt, resume, planned).questions if resume is not None else []
    early = [_put(each.text) for each in found if each.timing == "upfront"]
    late = [_put(each.text) for each in found if each.timing == "deferred"]
    return (*planned[:1], *early, *planned[1:], *late)


def _put(text: str) -> PlannedQuestion:
    return PlannedQuestion(id="", text=text, max_follow_ups=MOST_FOLLOW_UPS, source=SOURCE)


def _resume(attempt: Attempt) -> Resume | None:
    """The newest that this candidate sent on the way here."""
    sent = Attempt.objects.filter(
        application_id=attempt.application_id, resume__isnull=False, submitted_at__isnull=False
    )
    newest = sent.select_related("resume").order_by("-submitted_at").first()
    return newest.resume if newest else None


def _asked(attempt: Attempt, resume: Resume, planned: Sequence[PlannedQuestion]) -> ResumeQuestions:
    interviewer = attempt.stage.interviewer
    facts: dict[str, Any] = resume.parsed
    given = ResumeToAskAbout(
        role=interviewer.title,
        text=resume.text,
        duties=[str(each["text"]) for each in facts.get("work", []) if each.get("text")],
        skills=[str(each) for each in facts.get("skills", [])],
        requirements=[str(each["text"]) for each in interviewer.requirements],
        asked=[question.text for question in planned],
        count=COUNT,
        language=interviewer.language,
    )
    try:
        made: ResumeQuestions = judge("resume_questions", given, engines=interviewer.workspace.engines).output
    except ModelFailure:  # the interview is whole without them, and nobody waits for them
        return ResumeQuestions(questions=[])
    return made
