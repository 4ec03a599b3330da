"""Candidates hear what became of what they asked of their data."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.core.mail import send_mail
from django.utils.translation import gettext as _
from django.utils.translation import override

from greenroom.candidates.models import Candidate
from greenroom.compliance.models import DataRequest
from greenroom.outreach.actions import outbox
from greenroom.outreach.holdings import LAST_WORD
from greenroom.outreach.rules.letters import Letter


def tell_of_erasure(*, candidate_id: UUID) -> None:
    """The last message to somebody; what is erased waits until it has left."""
    candidate = _known(candidate_id)
    if candidate is None:
        return
    with override(candidate.language):
        outbox.record(
            Letter(
                sender=settings.DEFAULT_FROM_EMAIL,
                recipient=candidate.email,
                subject=_("Your data is being erased"),
                body=_(
                    "As you asked, %(company)s is erasing everything it holds of you here, this message included."
                    " This cannot be undone. You need not do anything."
                )
                % {"company": candidate.workspace.name},
                kind=LAST_WORD,
            )
        )


def tell_of_answer(*, data_request_id: UUID) -> None:
    """What became of a request that was settled, with the reason that was given."""
    request = DataRequest.objects.get(id=data_request_id)
    candidate = _known(request.subject_id)
    if candidate is None:
        return
    with override(candidate.language):
        settled = (
            _("%(company)s has refused what you asked of your data.")
            if request.state == DataRequest.State.REFUSED
            else _("%(company)s has done what you asked of your data.")
        )
        body = settled % {"company": candidate.workspace.name}
        send_mail(
            subject=_("About your data"),
            message=f"{body}\n\n{request.reason}".strip(),
            from_email=None,
            recipient_list=[candidate.email],
        )


def _known(candidate_id: UUID) -> Candidate | None:
    found: Candidate | None = Candidate.objects.filter(id=candidate_id).select_related("workspace").first()
    return found
