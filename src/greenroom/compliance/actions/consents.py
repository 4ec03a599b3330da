"""Writing down what somebody agreed to."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from greenroom.accounts.models import Workspace
from greenroom.compliance.models import Consent
from greenroom.compliance.rules import notice
from greenroom.core import clock


@transaction.atomic
def give(*, workspace: Workspace, subject_id: UUID, language: str) -> Consent:
    """Keep the wording of the notice that was shown and agreed to, in the language it was shown in.

    The same words agreed to again, as by a form that is sent twice at once, are one agreement.
    """
    given: tuple[Consent, bool] = Consent.objects.get_or_create(
        workspace=workspace,
        subject_id=subject_id,
        purpose="interview",
        version=notice.version(workspace.keep_days),
        language=language,
        withdrawn_at=None,
        defaults={"wording": "\n".join([*notice.points(workspace.keep_days), str(notice.AGREEMENT)])},
    )
    return given[0]


@transaction.atomic
def withdraw(*, subject_id: UUID) -> None:
    """Note that somebody took their agreement back."""
    Consent.objects.filter(subject_id=subject_id, withdrawn_at=None).update(withdrawn_at=clock.now())
