"""Processes that enqueue, for the tests to run beside real workers: `greenroom manage write WHAT TIMES`."""

from __future__ import annotations

import time
from argparse import ArgumentParser

from django.core.management.base import BaseCommand
from django.db import transaction

from greenroom.core.jobs import enqueue
from greenroom.core.models import Job
from tests.kills.effects import jobs
from tests.kills.effects.models import Order, Tally


class Command(BaseCommand):
    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("what", choices=["orders", "same", "hold", "arrive"])
        parser.add_argument("times", type=int)

    def handle(self, *, what: str, times: int, **_options: object) -> None:
        getattr(self, what)(times)

    def orders(self, times: int) -> None:
        """Transactions that write a row and enqueue a job, every fourth of them rolled back."""
        Tally.objects.create()
        for number in range(times):
            with transaction.atomic():
                Order.objects.create(number=number)
                enqueue(jobs.apply, number=number)
                transaction.set_rollback(number % 4 == 3)

    def same(self, times: int) -> None:
        """The same key again and again."""
        for _ in range(times):
            enqueue(jobs.apply, key="the same", number=0)

    def hold(self, times: int) -> None:
        """Jobs that never end."""
        for _ in range(times):
            enqueue(jobs.hold)

    def arrive(self, times: int) -> None:
        """Jobs one by one, each once the one before has ended."""
        unfinished = Job.objects.filter(name="effects.arrive", state__in=["waiting", "running"])
        for number in range(times):
            time.sleep(0.11 + number % 7 * 0.03)  # in step with no polling
            enqueue(jobs.arrive)
            while unfinished.exists():
                time.sleep(0.01)
