"""Writing down what somebody agreed to."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from uuid import UUID

from django.db import transaction

from greenroom.accounts.models import Workspace
from greenroom.compliance.models import Consent
from greenroom.compliance.rules import notice
from greenroom.core import clock

CapturePolicy = Callable[[UUID], bool]
_policies: list[CapturePolicy] = []


def register_capture(policy: CapturePolicy) -> None:
    """From now on the notice names the capture of pages in every workspace, by its id, that `policy` says yes to."""
    if policy not in _policies:
        _policies.append(policy)


def captures(workspace_id: UUID) -> bool:
    """Whether what happens on candidates' pages is recorded here, and so has to be named in the notice."""
    return any(policy(workspace_id) for policy in _policies)


@transaction.atomic
def give(*, workspace: Workspace, subject_id: UUID, language: str) -> Consent:
    """Keep the wording of the notice that was shown and agreed to, in the language it was shown in.

    The same words agreed to again, as by a form that is sent twice at once, are one agreement.
    """
    days, captured = workspace.keep_days, captures(workspace.id)
    points = notice.points(days, captures=captured)
    given: tuple[Consent, bool] = Consent.objects.get_or_create(
        workspace=workspace,
        subject_id=subject_id,
        purpose="interview",
        version=notice.version(days, captures=captured),
        language=language,
        withdrawn_at=None,
        defaults={"wording": "\n".join([*points, str(notice.AGREEMENT)])},
    )
    return given[0]


def agreed_to_capture(subject_id: UUID) -> bool:
    """Whether an agreement that stands was given to a notice that named the capture of pages."""
    return any(map(notice.names_capture, _standing(subject_id)))


def agreed_to_sound(subject_id: UUID) -> bool:
    """Whether one was given to a notice that named the recording of sound and picture."""
    return any(map(notice.names_sound, _standing(subject_id)))


def _standing(subject_id: UUID) -> Iterable[str]:
    """The versions of the notices that were agreed to and are not taken back."""
    given = Consent.objects.filter(subject_id=subject_id, purpose="interview", withdrawn_at=None)
    return given.values_list("version", flat=True)


@transaction.atomic
def withdraw(*, subject_id: UUID) -> None:
    """Note that somebody took their agreement back."""
    Consent.objects.filter(subject_id=subject_id, withdrawn_at=None).update(withdrawn_at=clock.now())
