from __future__ import annotations

import time
from datetime import timedelta

from django.db import transaction
from django.db.models import F

from greenroom.core import clock
from greenroom.core.jobs import Retry, every, job
from tests.kills.effects.models import Effect, Run, Tally


@job("effects.apply", retry=Retry(times=5, first=timedelta(seconds=0.1), factor=1))
def apply(*, number: int) -> None:
    """Take a little time on both sides of the effect, so that a kill meets every part of it."""
    time.sleep(0.01)
    with transaction.atomic():
        if not Effect.objects.filter(number=number).exists():
            Effect.objects.create(number=number)
            Tally.objects.update(count=F("count") + 1)
    time.sleep(0.01)


@job("effects.hold")
def hold() -> None:
    """Begin, and never end."""
    Run.objects.create(name="hold", at=clock.now())
    time.sleep(3600)


@job("effects.arrive")
def arrive() -> None:
    """Say when this job was picked up."""
    Run.objects.create(name="arrive", at=clock.now())


@every(timedelta(seconds=1))
@job("effects.tick")
def tick() -> None:
    Run.objects.create(name="tick", at=clock.now())
