"""Links to scorecards, and what was said through them."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from greenroom.accounts.models import Member
from greenroom.core import clock, scope
from greenroom.core.errors import NotFound
from greenroom.reports.models import Remark, Share
from greenroom.reports.rules.tokens import hashed


class Over(Exception):
    """The link was good once."""


def get_for(member: Member, share_id: UUID) -> Share:
    """A link of the member's workspace. Raises NotFound."""
    rows = Share.objects.select_related("application__interviewer", "application__candidate")
    found: Share | None = rows.filter(id=share_id, workspace_id=member.workspace_id).first()
    if found is None:
        raise NotFound
    return found


def of_application(application_id: UUID) -> list[Share]:
    """All links that were made, newest first, with who made them."""
    rows = Share.objects.filter(application_id=application_id).select_related("made_by__user")
    return list(rows.prefetch_related("remarks__score__question"))


def remarks_on(application_id: UUID) -> list[Remark]:
    """What stands of all that was said through its links; one statement."""
    return standing(Remark.objects.filter(share__application_id=application_id))


def find(token: str) -> Share:
    """The link behind a token. Raises NotFound where there never was one, and Over where it holds no more."""
    with scope.everything("whoever has the link is nobody of ours; the link says whose it is"):
        found: Share | None = (
            Share.objects.filter(token_hash=hashed(token))
            .select_related("made_by__user", "application__interviewer__workspace")
            .first()
        )
        if found is None:
            raise NotFound
        if not holds(found):
            raise Over
        return found


def holds(share: Share) -> bool:
    return share.revoked_at is None and share.made_by_id is not None and share.ends_at > clock.now()


def standing(remarks: Iterable[Remark]) -> list[Remark]:
    """The newest remark of each name on each score, oldest first."""
    newest = {(one.score_id, one.name.casefold()): one for one in remarks}
    return list(newest.values())
