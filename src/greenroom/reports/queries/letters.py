"""Letters to candidates about their interview."""

from __future__ import annotations

from uuid import UUID

from greenroom.accounts.models import Member
from greenroom.candidates.queries import applications
from greenroom.core.errors import NotFound
from greenroom.evaluation.queries.cards import Scorecard, TurnCard
from greenroom.reports.models import Letter
from greenroom.skills.candidate_feedback.schema import AnswerToPraise, FeedbackToWrite, PointHeard

LANGUAGES = ("en", "es", "fr", "de", "pt", "ar")


def get_for(member: Member, letter_id: UUID) -> Letter:
    """A letter of the member's workspace, with whom it is for. Raises NotFound."""
    rows = Letter.objects.filter(id=letter_id, workspace_id=member.workspace_id)
    found: Letter | None = rows.select_related("application__candidate", "application__interviewer").first()
    if found is None:
        raise NotFound
    return found


def of_application(member: Member, application_id: UUID) -> tuple[Letter | None, list[Letter]]:
    """The draft, if there is one, and what was sent, newest first. Raises NotFound to a stranger."""
    application = applications.get_for(member, application_id)
    rows = list(Letter.objects.filter(application=application).select_related("share"))
    return next((row for row in rows if row.sent_at is None), None), [row for row in rows if row.sent_at]


def to_write(card: Scorecard) -> FeedbackToWrite:
    """What the skill is given: what was asked and what they said, and no score."""
    application = card.application
    spoken = application.candidate.language or application.interviewer.language[:2]
    return FeedbackToWrite(
        name=application.candidate.name,
        role=application.interviewer.title,
        company=application.interviewer.workspace.name,
        language=spoken if spoken in LANGUAGES else "en",
        answers=[answer for stage in card.stages for answer in _answers(stage.turns)],
    )


def _answers(turns: list[TurnCard]) -> list[AnswerToPraise]:
    """Each scored question with everything the candidate said until the next one."""
    found: list[AnswerToPraise] = []
    for turn in turns:
        text = "".join(piece.text for piece in turn.pieces)
        if turn.opens is not None:
            points = [PointHeard(point=one["point"], made=one["made"]) for one in turn.opens.points]
            found.append(
                AnswerToPraise(turn=turn.anchor, question=turn.opens.version.text, text="", points=points)
            )
        elif turn.speaker == "candidate" and found:
            last = found[-1]
            found[-1] = last.model_copy(update={"text": f"{last.text}\n{text}".strip()})
    return [answer for answer in found if answer.text]
