"""A member walks through an interviewer as a candidate would. Nothing of it counts."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from greenroom.accounts.models import Member
from greenroom.accounts.permissions import require
from greenroom.accounts.rules.roles import Permission
from greenroom.candidates import events
from greenroom.candidates.actions.applications import refresh
from greenroom.candidates.models import Application, Candidate
from greenroom.core import clock
from greenroom.core.errors import Refused
from greenroom.core.events import emit
from greenroom.core.ids import new_id
from greenroom.interviewers.models import Interviewer
from greenroom.interviewers.queries.interviewers import standing_stages

NOWHERE = "preview.invalid"
"""Where the addresses of such candidates lie: no mail can ever reach one."""


@transaction.atomic
def begin_test(interviewer: Interviewer, *, by: Member) -> Application:
    """A new application of the member, marked as a test, proven and at the first step; of a draft as well."""
    require(by, Permission.EDIT_INTERVIEWERS)
    if not standing_stages().filter(interviewer=interviewer).exists():
        raise Refused(_("Add a stage first: there is nothing to walk through yet."))
    candidate = Candidate.objects.create(
        workspace_id=interviewer.workspace_id,
        name=by.user.name or _("Test candidate"),
        email=f"{new_id().hex}@{NOWHERE}",
        language=interviewer.language,
    )
    application: Application = Application.objects.create(
        workspace_id=interviewer.workspace_id,
        candidate=candidate,
        interviewer=interviewer,
        is_test=True,
        verified_at=clock.now(),
    )
    emit(
        events.TestBegun(application_id=application.id, interviewer_id=interviewer.id),
        by=by.actor,
    )
    return refresh(application)


@transaction.atomic
def forget(*, interviewer_id: UUID) -> None:
    """Remove every test of an interviewer, with all that was said in it."""
    tests = Application.objects.filter(interviewer_id=interviewer_id, is_test=True)
    candidates = list(tests.values_list("candidate_id", flat=True))
    tests.delete()
    Candidate.objects.filter(id__in=candidates).delete()
