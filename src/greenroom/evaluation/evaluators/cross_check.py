"""Claims of the same person beside each other: resume and form against what was said. It has no way to reject."""

from __future__ import annotations

from uuid import UUID

from greenroom.candidates.models import Attempt
from greenroom.conversations.models import Turn
from greenroom.evaluation.contract import Claimed, Findings, Judge, Quote, nothing_to_judge
from greenroom.evaluation.evaluators.reading import as_said, candidate_turns, clearly_heard, held_on, quote
from greenroom.media.models import Resume
from greenroom.skills.cross_check.schema import Comparison, Conflict, StatementsToCompare

VERSION = "1"
NOTHING_WRITTEN, NOTHING_SAID = "nothing_written", "nothing_said"


def cross_check(attempt: Attempt, judge: Judge) -> Findings:
    """What does not line up, with both quotes. Nothing where one side is missing."""
    resume = _resume(attempt)
    written = _form(attempt)
    said = as_said(clearly_heard(candidate_turns(attempt.id)))
    why = NOTHING_WRITTEN if not (resume or written) else NOTHING_SAID if not said else ""
    if why:
        return Findings(judgements=[nothing_to_judge(VERSION)], about={"compared": 0, "why": why})
    given = StatementsToCompare(
        resume=resume.text if resume else "",
        written=as_said(written),
        said=said,
        language=attempt.stage.interviewer.language,
        as_of=held_on(attempt),
    )
    result = judge("cross_check", given)
    output: Comparison = result.output
    claims = [_claimed(each, resume.id if resume else None) for each in output.conflicts]
    return Findings(judgements=[result], claims=claims, about={"compared": output.compared})


def _resume(attempt: Attempt) -> Resume | None:
    """The newest resume of the application."""
    with_one = Attempt.objects.filter(application_id=attempt.application_id).exclude(resume=None)
    newest = with_one.select_related("resume").order_by("-created_at").first()
    return newest.resume if newest and newest.resume and newest.resume.text.strip() else None


def _form(attempt: Attempt) -> list[Turn]:
    """What was answered in the newest attempt at each form."""
    forms = Attempt.objects.filter(application_id=attempt.application_id, stage__kind="form")
    newest = {each.stage_id: each.id for each in forms.exclude(id=attempt.id).order_by("number")}
    return [
        turn for attempt_id in newest.values() for turn in candidate_turns(attempt_id) if turn.question_id
    ]


def _claimed(each: Conflict, resume_id: UUID | None) -> Claimed:
    first = each.first
    written = (
        quote(each.source, first)
        if each.source
        else Quote(first.start, first.end, first.text, resume_id=resume_id)
    )
    return Claimed(each.kind, each.severity, each.reason, written, quote(each.turn, each.second))
