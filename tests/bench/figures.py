"""A measured figure: its samples, what it is compared with, and whether it meets its goal."""

from __future__ import annotations

import json
import time
from collections.abc import Iterable
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from statistics import median, quantiles
from typing import Any, Literal

Judged = Literal["median", "p95", "worst"]


@dataclass(frozen=True)
class Floor:
    """What a figure is compared with, measured in the same run and in the same unit."""

    name: str
    samples: list[float]

    @property
    def median(self) -> float:
        return median(self.samples)


@dataclass(frozen=True)
class Figure:
    """One line of the table.

    unit: "" for a plain number. judged: which statistic of the samples has to meet the goal. known: a reference
    from elsewhere, in words. spread: instead of the least and the greatest sample, where the samples are a summary.
    """

    section: str
    name: str
    unit: str
    samples: list[float]
    goal: float | None = None
    judged: Judged = "median"
    more_is_better: bool = False
    floor: Floor | None = None
    known: str = ""
    spread: str = ""
    of: int = 0

    @property
    def median(self) -> float:
        return median(self.samples)

    @property
    def p95(self) -> float:
        return (
            self.samples[0]
            if len(self.samples) == 1
            else quantiles(self.samples, n=20, method="inclusive")[-1]
        )

    @property
    def value(self) -> float:
        """The statistic that is judged."""
        if self.judged == "median":
            return self.median
        return self.p95 if self.judged == "p95" else max(self.samples)

    @property
    def ratio(self) -> float | None:
        """The median against that of the floor."""
        return self.median / self.floor.median if self.floor and self.floor.median else None

    @property
    def met(self) -> bool | None:
        if self.goal is None:
            return None
        return self.value >= self.goal if self.more_is_better else self.value <= self.goal


@dataclass
class Watch:
    """Times blocks of code in milliseconds."""

    samples: list[float] = field(default_factory=list)

    @contextmanager
    def running(self) -> Any:
        began = time.perf_counter()
        yield
        self.samples.append((time.perf_counter() - began) * 1000)


def to_json(figures: Iterable[Figure]) -> str:
    return json.dumps([asdict(figure) for figure in figures])


def from_json(text: str) -> list[Figure]:
    def figure(given: dict[str, Any]) -> Figure:
        floor = given.pop("floor")
        return Figure(**given, floor=Floor(**floor) if floor else None)

    return [figure(given) for given in json.loads(text)]
