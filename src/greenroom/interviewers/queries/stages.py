"""Reading the stages of an interviewer."""

from __future__ import annotations

from uuid import UUID

from greenroom.accounts.models import Member
from greenroom.core.errors import NotFound
from greenroom.interviewers.models import Interviewer, Question, Stage


def get_stage_for(member: Member, slug: str, stage_id: UUID) -> Stage:
    """A stage, removed ones included, with its interviewer. Raises NotFound to a stranger, and by another's slug."""
    found: Stage | None = (
        Stage.objects.filter(id=stage_id, interviewer__slug=slug, workspace_id=member.workspace_id)
        .select_related("interviewer")
        .first()
    )
    if found is None:
        raise NotFound
    return found


def removed(interviewer: Interviewer, stage_id: str) -> Stage | None:
    """The removed stage of this id, None where it stands, is another's, or the id is none."""
    try:
        wanted = UUID(stage_id)
    except ValueError:
        return None
    found: Stage | None = (
        Stage.objects.filter(id=wanted, interviewer=interviewer).exclude(removed_at=None).first()
    )
    return found


def dealbreakers(stage: Stage) -> list[str]:
    """The words of its live questions that are dealbreakers, in order."""
    live = Question.objects.filter(stage=stage, removed_at=None, current__is_dealbreaker=True)
    return list(live.order_by("position", "id").values_list("current__text", flat=True))
