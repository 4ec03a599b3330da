"""Reads the transcript of an attempt: scores each answer, notes highlights, hears tags."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import Q

from greenroom.candidates.models import Attempt, AttemptQuestion
from greenroom.conversations.queries import turns as transcripts
from greenroom.conversations.rules.shapes import to_read
from greenroom.core import clock
from greenroom.evaluation.contract import Findings, Heard, Judge, Noted, Quote, Scored
from greenroom.evaluation.rules.joining import Joined, join
from greenroom.interviewers.models import QuestionVersion
from greenroom.interviewers.rules.expectations import Verdict, shape_of, verdict
from greenroom.skills.contract import Judgement
from greenroom.skills.evidence import Span
from greenroom.skills.extract_tags.schema import STANDARD_TAGS, TagsHeard, TagsToHear, WantedTag
from greenroom.skills.find_highlights.schema import Highlights, InterviewHeard, Said
from greenroom.skills.read_answer.schema import AnswerRead, AnswerToRead
from greenroom.skills.score_answer.schema import AnswerScore, AnswerToScore, Rubric

LABELS = {tag.name: tag.label for tag in STANDARD_TAGS}
LONGEST_LABEL = 80
HARD_TO_HEAR = "It was hard to hear, so it fails nobody."
MUST_FIRST = {"must": 0, "skill": 1, "responsibility": 2, "nice": 3}


def score_answers(attempt: Attempt, judge: Judge) -> Findings:
    """A score for each open question that was asked, and a verdict on each other, from all that was said to it."""
    answers = transcripts.answers(attempt.id)
    unsure = {turn.id for turn in transcripts.of(attempt.id) if transcripts.is_unsure(turn)}
    language = attempt.stage.interviewer.language
    asked = AttemptQuestion.objects.filter(attempt=attempt, asked=True).select_related("version")
    as_of = (attempt.submitted_at or clock.now()).date()
    judgements: list[Judgement[Any]] = []
    scores = []
    for row in asked.order_by("position"):
        version = row.version
        joined = join(answers.get(version.id, []))
        shape = to_read(version.expects)
        if shape is None:
            rubric = _rubric(version, judge.rubric(version), language)
            hard = [(start, end) for turn_id, start, end in joined.parts if turn_id in unsure]
            result = judge("score_answer", AnswerToScore(rubric=rubric, answer=joined.text, unsure=hard))
            scores.append(_scored(version.id, result.output, joined))
        else:
            given = AnswerToRead(
                question=version.text, shape=shape, words=joined.text, language=language, as_of=as_of
            )
            result = judge("read_answer", given)
            scores.append(_compared(version, result.output, joined, unsure))
        judgements.append(result)
    return Findings(judgements=judgements, scores=scores)


def _compared(version: QuestionVersion, read: AnswerRead, joined: Joined[UUID], unsure: set[UUID]) -> Scored:
    """Passed or failed by what was wanted; unknown where no answer could be read, which stops nobody.

    Words that were hard to hear fail nobody either.
    """
    shape = shape_of(version.expects)
    value = read.value if read.reading == "answered" else None
    found, why = verdict(shape, value), _understood(read, value)
    places = joined.lead_all_back([read.span] if read.span else [])
    if found == Verdict.FAILED and unsure & {turn_id for turn_id, _ in places}:
        found, why = Verdict.UNKNOWN, f"{why} {HARD_TO_HEAR}"
    return Scored(
        question_id=version.id,
        verdict=found,
        score=None,
        confidence=read.confidence,
        reason=why,
        quotes=[_quote(turn_id, span) for turn_id, span in places],
    )


def _understood(read: AnswerRead, value: Any) -> str:
    if read.reading == "refused":
        return "They did not want to say."
    if value is None:
        return "No clear answer was heard."
    words = {True: "yes", False: "no"}.get(value, "") if isinstance(value, bool) else ""
    if not words:
        words = (
            ", ".join(value)
            if isinstance(value, list)
            else f"{value:g}"
            if isinstance(value, float)
            else value
        )
    later = (
        f" They expect that to change{f' by {read.later.by}' if read.later.by else ''}." if read.later else ""
    )
    return f"Understood as: {words}.{later}"


def _rubric(asked: QuestionVersion, counts: QuestionVersion, language: str) -> Rubric:
    """The question as it was asked, and the rubric that counts for it."""
    return Rubric(
        question=asked.text, anchors=counts.anchors, key_points=counts.key_points, language=language
    )


def _scored(question_id: UUID, output: AnswerScore, joined: Joined[UUID]) -> Scored:
    return Scored(
        question_id=question_id,
        verdict=Verdict.UNKNOWN if output.verdict == "unheard" else output.verdict,
        score=output.score,
        confidence=output.confidence,
        reason=output.reason,
        points=[{"point": point.point, "made": point.span is not None} for point in output.points],
        quotes=[_quote(turn_id, span) for turn_id, span in joined.lead_all_back(output.evidence)],
    )


def _quote(turn_id: UUID, span: Span) -> Quote:
    return Quote(span.start, span.end, span.text, turn_id=turn_id)


def _said(attempt: Attempt) -> list[Said]:
    return [
        Said(turn=str(turn.id), question=turn.question.text if turn.question else "", text=turn.text)
        for turn in transcripts.of(attempt.id)
        if turn.speaker == turn.Speaker.CANDIDATE and turn.text.strip()
    ]


def note_highlights(attempt: Attempt, judge: Judge) -> Findings:
    """What speaks for the candidate, what is missing, and skills in a word, each with its quote."""
    interviewer = attempt.stage.interviewer
    ranked = sorted(interviewer.requirements, key=lambda found: MUST_FIRST.get(found["kind"], 9))
    given = InterviewHeard(
        role=interviewer.title,
        requirements=[found["text"] for found in ranked],
        language=interviewer.language,
        said=[said for said in _said(attempt) if said.question],  # goodbyes are no answers
    )
    result = judge("find_highlights", given)
    output: Highlights = result.output
    notes = [
        Noted(found.kind, found.text, found.severity, _quote(UUID(found.turn), found.span))
        for found in output.found
    ]
    return Findings(judgements=[result], notes=notes)


def hear_tags(attempt: Attempt, judge: Judge) -> Findings:
    """Facts that were said: such as every interview is listened to for, and those this one has as its tags."""
    own = _own_tags(attempt)
    labels = LABELS | {tag.name: tag.label for tag in own}
    given = TagsToHear(
        language=attempt.stage.interviewer.language, wanted=[*STANDARD_TAGS, *own], said=_said(attempt)
    )
    result = judge("extract_tags", given)
    output: TagsHeard = result.output
    tags = [
        Heard(
            tag.name,
            labels.get(tag.name, tag.name),
            tag.value,
            tag.confidence,
            _quote(UUID(tag.turn), tag.span),
        )
        for tag in output.tags
    ]
    return Findings(judgements=[result], tags=tags)


def _own_tags(attempt: Attempt) -> list[WantedTag]:
    """The tags of the stage as they were when the attempt began: later edits change nothing for it."""
    at = attempt.created_at
    rows = (
        QuestionVersion.objects.filter(
            question__stage_id=attempt.stage_id, modality=QuestionVersion.Modality.TAG, created_at__lte=at
        )
        .filter(Q(question__removed_at=None) | Q(question__removed_at__gt=at))
        .select_related("question")
        .order_by("question__position", "question_id", "number")
    )
    newest = {version.question_id: version for version in rows}
    return [
        WantedTag(name=f"own-{question_id.hex}", label=version.text[:LONGEST_LABEL], hint=_hint(version))
        for question_id, version in newest.items()
    ]


def _hint(version: QuestionVersion) -> str:
    options = version.expects.get("options") or []
    return ", ".join(filter(None, [version.instructions, " or ".join(options)]))
