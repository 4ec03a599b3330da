"""What candidates are told whom a rule has stopped: a recruiter's words, never a score and never a model's reason."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from greenroom.candidates.actions import writing
from greenroom.candidates.models import Application, Attempt
from greenroom.candidates.queries import flows
from greenroom.candidates.rules.flow import State
from greenroom.outreach.actions import messaging

PATIENCE = timedelta(minutes=2)
"""Results that come within this time may still help, and a person may let them on."""


def own_words(attempt: Attempt) -> str:
    """What the stage says to whom it stops, as it was when the attempt began; "" where it says nothing of its own."""
    return str(attempt.config.get("stopped_message", "")).strip()


@transaction.atomic
def tell(*, attempt_id: UUID) -> None:
    """Write to a candidate, once, that this attempt has stopped them; nothing where it does not, or not any more."""
    attempt = Attempt.objects.select_related(
        "application__candidate", "application__interviewer__workspace", "workspace"
    ).get(id=attempt_id)
    application = attempt.application
    if application.is_test or application.status != Application.Status.KNOCKED_OUT:
        return
    if _stands(application, attempt):
        said = own_words(attempt) or _neutral(attempt)
        messaging.write(writing.draft(application, "stopped", number=str(attempt.id), message=said))


def _stands(application: Application, attempt: Attempt) -> bool:
    return any(
        step.state is State.STOPPED and step.newest is not None and step.newest.id == attempt.id
        for step in flows.of(application)
    )


def _neutral(attempt: Attempt) -> str:
    """What is said in the candidate's language where the stage says nothing of its own."""
    application = attempt.application
    with translation.override(application.candidate.language):
        return _(
            "Thank you for what you sent for %(role)s. Something that %(company)s asks for in this role was not met,"
            " so the next step does not open by itself."
        ) % {"role": application.interviewer.title, "company": attempt.workspace.name}
