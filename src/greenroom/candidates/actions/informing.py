"""Candidates hear what became of what they asked of their data."""

from __future__ import annotations

from uuid import UUID

from greenroom.candidates.models import Candidate
from greenroom.compliance.models import DataRequest
from greenroom.outreach.actions import messaging
from greenroom.outreach.holdings import LAST_WORD


def tell_of_erasure(*, candidate_id: UUID) -> None:
    """The last message to somebody; what is erased waits until it has left."""
    _write(LAST_WORD, candidate_id=candidate_id, about_id=candidate_id)


def tell_of_answer(*, data_request_id: UUID) -> None:
    """What became of a request that was settled, with the reason that was given."""
    request = DataRequest.objects.get(id=data_request_id)
    kind = "data_refused" if request.state == DataRequest.State.REFUSED else "data_done"
    _write(kind, candidate_id=request.subject_id, about_id=request.id, reason=request.reason)


def _write(kind: str, *, candidate_id: UUID, about_id: UUID, **more: str) -> None:
    """Once about each; nothing where the candidate is gone."""
    candidate = Candidate.objects.filter(id=candidate_id).first()
    if candidate is None:
        return
    recipient = messaging.Recipient(
        email=candidate.email, language=candidate.language, zone=candidate.time_zone
    )
    messaging.write(
        messaging.Draft(
            kind=kind,
            recipient=recipient,
            variables={"candidate_name": candidate.name, **more},
            about_id=about_id,
        )
    )
