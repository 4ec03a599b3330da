"""Reading applications."""

from __future__ import annotations

from uuid import UUID

from greenroom.accounts.models import Member
from greenroom.candidates.models import Application, Attempt
from greenroom.core.errors import NotFound
from greenroom.interviewers.models import Interviewer


def get_for(member: Member, application_id: UUID) -> Application:
    """The application with its candidate and interviewer. Raises NotFound to a stranger."""
    found = (
        Application.objects.filter(id=application_id, workspace_id=member.workspace_id)
        .select_related("candidate", "interviewer")
        .first()
    )
    if found is None:
        raise NotFound
    return found


def get_own(application_id: UUID | str, interviewer: Interviewer) -> Application:
    """A candidate's own application to this interviewer, with what their pages need.

    Raises NotFound when it is gone, of another interviewer, or no id at all.
    """
    try:
        wanted = UUID(str(application_id))
    except ValueError as wrong:
        raise NotFound from wrong
    found = (
        Application.objects.filter(id=wanted, interviewer=interviewer)
        .select_related("candidate", "interviewer__workspace")
        .first()
    )
    if found is None:
        raise NotFound
    return found


def attempts_of(application: Application) -> dict[UUID, Attempt]:
    """The newest attempt of each stage, by stage id."""
    rows = (
        Attempt.objects.filter(application=application).select_related("stage", "resume").order_by("number")
    )
    return {attempt.stage_id: attempt for attempt in rows}


def of_address(interviewer: Interviewer, email: str) -> Application | None:
    """The application of an e-mail address in this interviewer."""
    return (
        Application.objects.filter(interviewer=interviewer, candidate__email=email.strip().lower())
        .select_related("candidate", "interviewer__workspace")
        .first()
    )
