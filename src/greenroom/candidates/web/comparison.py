"""Candidate vs. Average, drawn on the server so that it needs neither script nor a style attribute."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from greenroom.evaluation.queries.averages import Averages, nearest, worth_of
from greenroom.evaluation.queries.cards import Scorecard
from greenroom.evaluation.rules.comparing import MOST, Compared

WIDTH, HEIGHT = 400, 120
GAP = 2


@dataclass(frozen=True)
class Bar:
    x: float
    y: float
    width: float
    height: float
    mine: bool
    words: str
    count: int


@dataclass(frozen=True)
class Line:
    """A question beside its average. difference: "+0.8"; small: five bars for the marks 1 to 5."""

    number: int
    text: str
    stage: str
    mine: str
    mean: str
    difference: str
    higher_than: int
    n: int
    bars: Sequence[Bar]


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """n: others who were asked the same; bars: how many of them fall into each five points."""

    n: int
    higher_than: int | None
    mine: str
    mean: str
    mine_at: float
    mean_at: float
    highest: int
    bars: Sequence[Bar]
    lines: Sequence[Line]

    @property
    def is_possible(self) -> bool:
        return bool(self.bars or self.lines)


def comparison(card: Scorecard, averages: Averages) -> Comparison:
    overall = averages.overall
    return Comparison(
        n=averages.n,
        higher_than=overall.higher_than if overall else None,
        mine=f"{overall.mine:.0f}" if overall else "",
        mean=f"{overall.mean:.0f}" if overall else "",
        mine_at=_at(overall.mine) if overall else 0,
        mean_at=_at(overall.mean) if overall else 0,
        highest=max((each.count for each in overall.bins), default=0) if overall else 0,
        bars=_bars(overall) if overall else [],
        lines=_lines(card, averages),
    )


def _at(score: float) -> float:
    return round(WIDTH * score / MOST, 1)


def _bars(compared: Compared) -> list[Bar]:
    highest = max(each.count for each in compared.bins)
    width = WIDTH / len(compared.bins)
    return [
        Bar(
            x=round(at * width + GAP / 2, 1),
            y=round(HEIGHT - HEIGHT * each.count / highest, 1),
            width=round(width - GAP, 1),
            height=round(HEIGHT * each.count / highest, 1),
            mine=each.mine,
            words=f"{each.low}–{each.high}",
            count=each.count,
        )
        for at, each in enumerate(compared.bins)
    ]


def _lines(card: Scorecard, averages: Averages) -> list[Line]:
    lines = []
    for stage in card.stages:
        for question in stage.scored:
            found = averages.questions.get(question.version.id)
            mine = worth_of(question)
            if found is None or mine is None:
                continue
            marks = _marks(found.counts, mine=nearest(mine))
            lines.append(
                Line(
                    number=question.number,
                    text=question.version.topic or question.version.text,
                    stage=str(stage.stage.id),
                    mine=f"{mine:.1f}",
                    mean=f"{found.mean:.1f}",
                    difference=_signed(mine - found.mean),
                    higher_than=found.higher_than,
                    n=found.n,
                    bars=marks,
                )
            )
    return lines


def _signed(difference: float) -> str:
    rounded = round(difference, 1)
    return f"{rounded:+.1f}".replace("-", "−") if rounded else "±0"


def _marks(counts: Sequence[int], *, mine: int) -> list[Bar]:
    """Bars of at most 24 in height, 14 apart."""
    highest = max(counts) or 1
    return [
        Bar(
            x=(mark - 1) * 14,
            y=round(24 - 24 * count / highest, 1),
            width=12,
            height=round(24 * count / highest, 1),
            mine=mark == mine,
            words=_("mark %(n)s") % {"n": mark},
            count=count,
        )
        for mark, count in enumerate(counts, start=1)
    ]
