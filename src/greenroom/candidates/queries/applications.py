"""Reading applications."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Prefetch

from greenroom.accounts.models import Member
from greenroom.candidates.models import Application, Attempt
from greenroom.core.errors import NotFound
from greenroom.interviewers.models import Interviewer
from greenroom.interviewers.queries.interviewers import standing_stages

REMEMBERED = "applications"
"""Session key: by interviewer, the application whose candidate a browser has proven to be."""


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
    found = Application.objects.filter(id=wanted, interviewer=interviewer).select_related("candidate").first()
    if found is None:
        raise NotFound
    found.interviewer, found.workspace = interviewer, interviewer.workspace
    return found


def get_test(application_ids: Iterable[str], slug: str) -> Application:
    """The newest of these applications that is a test of the interviewer of this name, whatever its status.

    Raises NotFound where there is none.
    """
    wanted = [UUID(each) for each in application_ids]
    found = (
        Application.objects.filter(id__in=wanted, is_test=True, interviewer__slug=slug)
        .select_related("candidate", "interviewer__workspace")
        .prefetch_related(Prefetch("interviewer__stages", queryset=standing_stages()))
        .order_by("-created_at")
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
