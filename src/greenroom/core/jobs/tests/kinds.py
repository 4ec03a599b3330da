"""Job kinds of these tests. What they saw is in `seen`."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from greenroom.core import clock, scope
from greenroom.core.jobs import GiveUp, Retry, TryAgain, job, report_progress

PERSON = "jane@example.org"
seen: list[object] = []
meanwhile: list[Callable[[], None]] = []  # done by `counted` half-way


@job("tests.note")
def note(*, what: object) -> None:
    seen.append(what)


@job("tests.scope")
def note_scope() -> None:
    seen.append(scope.current())


@job("tests.fails", retry=Retry(times=3, first=timedelta(seconds=10), factor=3))
def fails() -> None:
    seen.append(clock.now())
    raise RuntimeError(PERSON)


@job("tests.busy", retry=Retry(times=2))
def busy(*, after: int | None) -> None:
    raise TryAgain("The endpoint is busy.", timedelta(seconds=after) if after is not None else None)


@job("tests.hopeless", retry=Retry(times=9))
def hopeless() -> None:
    raise GiveUp("The file is not a resume.")


@job("tests.counted", retry=Retry(times=3))
def counted(*, then_fail: bool = False) -> None:
    report_progress(1, 3)
    for step in meanwhile:
        step()
    report_progress(2, 3)
    if then_fail:
        raise RuntimeError
    seen.append("finished")


@job("tests.stubborn", retry=Retry(times=3))
def stubborn() -> None:
    for step in meanwhile:
        step()
    raise RuntimeError
