"""Showing a scorecard to somebody without an account, and hearing what they think."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from greenroom.accounts.models import Member
from greenroom.accounts.permissions import require
from greenroom.accounts.rules.roles import Permission
from greenroom.candidates.models import Application
from greenroom.core import clock
from greenroom.core.errors import NotFound, Refused
from greenroom.core.events import emit
from greenroom.core.ids import new_token
from greenroom.core.text import clean
from greenroom.evaluation.models import QuestionScore
from greenroom.reports import events
from greenroom.reports.models import Remark, Share
from greenroom.reports.rules.options import Options
from greenroom.reports.rules.tokens import hashed

LONGEST_DAYS = 90
LONGEST_LABEL, LONGEST_REASON = 120, 2_000
MOST_REMARKS = 500  # through one link
NEWLY_SEEN = timedelta(hours=1)


@dataclass(frozen=True, kw_only=True)
class Shown:
    """What a link shows, and for how long. label: whom it is for."""

    options: Options
    days: int = 14
    label: str = ""
    with_recording: bool = False
    is_blind: bool = False
    audience: str = Share.Audience.MANAGER


@transaction.atomic
def share(application: Application, shown: Shown, *, by: Member) -> tuple[Share, str]:
    """A new link, and its token, which is never to be had again. Raises Refused for a time that is no time."""
    require(by, Permission.DECIDE)
    if not 1 <= shown.days <= LONGEST_DAYS:
        raise Refused(_("Between 1 and %(n)s days.") % {"n": LONGEST_DAYS}, field="days")
    if shown.is_blind and shown.with_recording:
        raise Refused(_("A voice or a face tells who somebody is: share blind without it."), field="is_blind")
    token = new_token()
    row: Share = Share.objects.create(
        workspace_id=by.workspace_id,
        application=application,
        made_by=by,
        audience=shown.audience,
        label=clean(shown.label).strip()[:LONGEST_LABEL],
        token_hash=hashed(token),
        options=shown.options.model_dump(),
        with_recording=shown.with_recording,
        is_blind=shown.is_blind,
        ends_at=clock.now() + timedelta(days=shown.days),
    )
    emit(
        events.ScorecardShared(
            share_id=row.id,
            application_id=application.id,
            audience=row.audience,
            ends_at=row.ends_at,
            with_recording=row.with_recording,
            is_blind=row.is_blind,
        ),
        by=by.actor,
    )
    return row, token


@transaction.atomic
def revoke(share: Share, *, by: Member) -> None:
    """From now on the link leads to a page that says it has ended. What was said through it stays."""
    require(by, Permission.DECIDE)
    if Share.objects.filter(id=share.id, revoked_at=None).update(revoked_at=clock.now()):
        emit(events.ShareRevoked(share_id=share.id, application_id=share.application_id), by=by.actor)


@transaction.atomic
def seen(share: Share) -> None:
    """Count that somebody opened it."""
    now = clock.now()
    if share.seen_at is None or now - share.seen_at > NEWLY_SEEN:
        emit(events.ShareViewed(share_id=share.id, application_id=share.application_id))
    Share.objects.filter(id=share.id).update(views=F("views") + 1, seen_at=now)


@dataclass(frozen=True, kw_only=True)
class Said:
    """name: as they gave it. mark: 1 to 5 and a reason, where they do not agree."""

    name: str
    agrees: bool
    mark: float | None = None
    reason: str = ""


@transaction.atomic
def remark(share: Share, score_id: UUID, said: Said) -> Remark:
    """Somebody with the link says what they think of one score; no score moves.

    Raises Refused for what is missing, and NotFound for a score of somebody else, or a link that is not to be
    answered through.
    """
    if share.audience != Share.Audience.MANAGER or not Options.model_validate(share.options).scores:
        raise NotFound
    name, reason = " ".join(clean(said.name).split()), clean(said.reason).strip()
    if not name:
        raise Refused(_("Say who you are."), field="name")
    if len(name) > LONGEST_LABEL or len(reason) > LONGEST_REASON:
        raise Refused(_("Please keep it shorter."), field="name" if len(name) > LONGEST_LABEL else "reason")
    if not said.agrees and (said.mark is None or not 1 <= said.mark <= 5):
        raise Refused(_("Give the score you would give, from 1 to 5."), field="mark")
    if not said.agrees and not reason:
        raise Refused(_("Say why."), field="reason")
    if Remark.objects.filter(share=share).count() >= MOST_REMARKS:
        raise Refused(_("Enough has been said through this link. Please write to whoever sent it."))
    row: Remark = Remark.objects.create(
        workspace_id=share.workspace_id,
        share=share,
        score=_score(share, score_id),
        name=name,
        agrees=said.agrees,
        mark=None if said.agrees else said.mark,
        reason=reason,
    )
    emit(
        events.RemarkMade(
            remark_id=row.id, share_id=share.id, application_id=share.application_id, agrees=row.agrees
        )
    )
    return row


def _score(share: Share, score_id: UUID) -> QuestionScore:
    mine = QuestionScore.objects.filter(evaluation__attempt__application_id=share.application_id)
    found: QuestionScore | None = mine.filter(id=score_id).first()
    if found is None:
        raise NotFound
    return found
