"""Voice workers that answer, and the calls they hold."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.db.models import Count, Q, QuerySet, Sum

from greenroom.conversations.models import Call, VoiceWorker
from greenroom.core import clock

PASSED_OVER_AFTER = timedelta(seconds=10)
"""Without a heartbeat."""


@dataclass(frozen=True)
class Lines:
    """workers: that answer and let somebody in. active, most: calls on them."""

    workers: int
    active: int
    most: int

    @property
    def free(self) -> int:
        return max(0, self.most - self.active)


def alive() -> QuerySet[VoiceWorker]:
    """Workers whose heart beats and that are not on their way out."""
    return VoiceWorker.objects.filter(heartbeat_at__gt=clock.now() - PASSED_OVER_AFTER, draining=False)


def lines() -> Lines:
    """What there is to call. One statement; no workers is an answer."""
    found = alive().aggregate(workers=Count("id"), active=Sum("active"), most=Sum("most"))
    return Lines(found["workers"], found["active"] or 0, found["most"] or 0)


def live(attempt_id: UUID) -> Call | None:
    """The call this attempt is held over now."""
    return Call.objects.filter(attempt_id=attempt_id, ended_at=None).first()


def of(attempt_id: UUID) -> list[Call]:
    """Every call of an attempt that somebody joined, in order."""
    return list(Call.objects.filter(attempt_id=attempt_id, joined_at__isnull=False).order_by("began_at"))


def cut_ins(attempt_id: UUID) -> tuple[int, int]:
    """How often the interviewer spoke into an answer that went on, and of how many turns."""
    found = Call.objects.filter(attempt_id=attempt_id, joined_at__isnull=False)
    sums = found.aggregate(cut_ins=Sum("cut_ins"), turns=Sum("turns"))
    return sums["cut_ins"] or 0, sums["turns"] or 0


def stale() -> QuerySet[Call]:
    """Live calls whose worker is gone, of every workspace in scope."""
    gone = Q(worker=None) | Q(worker__heartbeat_at__lte=clock.now() - PASSED_OVER_AFTER)
    return Call.objects.filter(gone, ended_at=None)
