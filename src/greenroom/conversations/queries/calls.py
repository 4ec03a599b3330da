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
FEWEST = 50
"""Answers from which on a rate of cut-ins says something."""


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


@dataclass(frozen=True)
class CutIns:
    """How often the interviewer spoke into an answer that went on, of how many turns in how many calls."""

    cut_ins: int
    turns: int
    calls: int

    @property
    def rate(self) -> float | None:
        """None where nobody has said anything."""
        return self.cut_ins / self.turns if self.turns else None

    @property
    def is_telling(self) -> bool:
        """Whether there are enough answers to speak of a rate."""
        return self.turns >= FEWEST


def cut_ins(**of: object) -> CutIns:
    """Over the calls that somebody joined, where that is so: `attempt_id=…`. Try-outs of the team do not count."""
    joined = Call.objects.filter(joined_at__isnull=False, attempt__application__is_test=False, **of)
    found = joined.aggregate(cut_ins=Sum("cut_ins"), turns=Sum("turns"), calls=Count("id"))
    return CutIns(found["cut_ins"] or 0, found["turns"] or 0, found["calls"])


def stale() -> QuerySet[Call]:
    """Live calls whose worker is gone, of every workspace in scope."""
    gone = Q(worker=None) | Q(worker__heartbeat_at__lte=clock.now() - PASSED_OVER_AFTER)
    return Call.objects.filter(gone, ended_at=None)
