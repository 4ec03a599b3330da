"""What candidates are told whom a rule has stopped: a recruiter's words, never a score and never a model's reason."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.core.mail import send_mail
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from greenroom.candidates.actions.writing import link_of
from greenroom.candidates.models import Application, Attempt
from greenroom.candidates.queries import flows
from greenroom.candidates.rules.flow import State
from greenroom.core.http.limits import allow

PATIENCE = timedelta(minutes=2)
"""Results that come within this time may still help, and a person may let them on."""
ONCE = timedelta(days=30)


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
    if not _stands(application, attempt) or not allow("stopped", str(attempt.id), times=1, within=ONCE):
        return
    with translation.override(application.candidate.language):
        send_mail(
            subject=_("About your application"),
            message=_letter(attempt, role=application.interviewer.title, company=attempt.workspace.name),
            from_email=None,
            recipient_list=[application.candidate.email],
        )


def _stands(application: Application, attempt: Attempt) -> bool:
    return any(
        step.state is State.STOPPED and step.newest is not None and step.newest.id == attempt.id
        for step in flows.of(application)
    )


def _letter(attempt: Attempt, *, role: str, company: str) -> str:
    said = own_words(attempt) or _(
        "Thank you for what you sent for %(role)s. Something that %(company)s asks for in this role was not met, so "
        "the next step does not open by itself."
    ) % {"role": role, "company": company}
    more = _(
        "This follows from a rule that people there have set. A person there can look again: you may ask them to. "
        "Where you stand is always here:"
    )
    return f"{said}\n\n{more}\n{link_of(attempt.application)}"
