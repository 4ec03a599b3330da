"""A resume that the same person has sent in another interviewer of the workspace, given once more."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from greenroom.candidates.models import Attempt
from greenroom.core.errors import Refused
from greenroom.media.models import Resume


def earlier(attempt: Attempt) -> Attempt | None:
    """The newest attempt, elsewhere, that this person sent a resume with; None where there is none.

    Only of applications whose address was proven, and a member's tests only to a member's tests.
    """
    application = attempt.application
    found: Attempt | None = (
        Attempt.objects.filter(
            application__candidate_id=application.candidate_id,
            application__verified_at__isnull=False,
            application__is_test=application.is_test,
            resume__isnull=False,
            submitted_at__isnull=False,
        )
        .exclude(application_id=application.id)
        .select_related("resume__file", "application")
        .order_by("-submitted_at", "-id")
        .first()
    )
    return found


@transaction.atomic
def reuse(*, attempt: Attempt) -> Resume:
    """Give the earlier resume here, as it was read and put right. What is changed here stays here.

    Raises Refused where there is none, and once the step was done.
    """
    attempt = (
        Attempt.objects.select_for_update(of=("self",), no_key=True)
        .select_related("application")
        .get(id=attempt.id)
    )
    if attempt.status != Attempt.Status.OPEN:
        raise Refused(_("You have already done this step."))
    found = earlier(attempt)
    if found is None or found.resume is None:
        raise Refused(_("There is no earlier resume to use. Please send one."))
    sent = found.resume
    resume: Resume = Resume.objects.create(
        workspace_id=attempt.workspace_id,
        file=sent.file,
        text=sent.text,
        pages=sent.pages,
        hidden=sent.hidden,
        parsed=sent.parsed,
        engine=sent.engine,
    )
    attempt.resume = resume
    attempt.save(update_fields=["resume"])
    return resume
