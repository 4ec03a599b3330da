"""How far two raters agree, as a page shows it: every figure with the sum that it comes from."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from greenroom.evaluation.models import CalibrationAnswer
from greenroom.evaluation.queries.calibration import RunCard, SittingCard, Standing, held
from greenroom.evaluation.rules.calibrating import SHOWN, Held, moved
from greenroom.skills.evals.agreement import LEVELS, Share

NONE = "–"
SHADES = 3
ALIKE = 0.1
"""Below this mean difference neither is called stricter."""
BAND_WORDS = {
    "low": gettext_lazy("Low, 1 and 2"),
    "middle": gettext_lazy("Middle, 3"),
    "high": gettext_lazy("High, 4 and 5"),
}


@dataclass(frozen=True)
class Figure:
    """A figure of a pair of raters, and how it is worked out."""

    name: str
    value: str
    formula: str


@dataclass(frozen=True)
class Row:
    """Two raters in a table. few: there are too few answers for any figure. url: leads to their particulars."""

    label: str
    n: int
    kappa: str
    exact: str
    adjacent: str
    difference: str
    few: bool
    url: str = ""
    is_shown: bool = False


@dataclass(frozen=True)
class Cell:
    """How many answers got this pair of levels. shade: 0 for none to 3 for the most."""

    count: int
    shade: int
    same: bool


@dataclass(frozen=True)
class Line:
    """One answer. number: its place in the sample; apart: how far the marks are from each other, None without both."""

    answer: CalibrationAnswer
    number: int
    machine: float | None
    person: float | None

    @property
    def apart(self) -> float | None:
        return None if self.machine is None or self.person is None else self.person - self.machine

    @property
    def difference(self) -> str:
        return NONE if self.apart is None else signed(self.apart, SHOWN)


@dataclass(frozen=True)
class Move:
    """What a run has changed for one person's figures: each as before and now."""

    label: str
    n: int
    few: bool
    kappa: tuple[str, str]
    exact: tuple[str, str]
    adjacent: tuple[str, str]
    difference: tuple[str, str]


def row(label: str, found: Held, *, url: str = "", is_shown: bool = False) -> Row:
    return Row(
        label=label,
        n=found.n,
        kappa=_kappa(found),
        exact=percent(found.found.overall.exact if found.found else None),
        adjacent=percent(found.found.overall.adjacent if found.found else None),
        difference=_difference(found),
        few=found.found is None,
        url=url,
        is_shown=is_shown,
    )


def figures(found: Held) -> list[Figure]:
    """Of a pair with enough answers; none of another."""
    if found.found is None:
        return []
    overall, n = found.found.overall, found.n
    return [
        Figure(_("Weighted kappa"), _kappa(found), _kappa_sum(found)),
        Figure(_("Exact"), percent(overall.exact), _share_sum(overall.exact, overall)),
        Figure(_("Within 1"), percent(overall.adjacent), _share_sum(overall.adjacent, overall)),
        Figure(
            _("Mean difference"),
            _difference(found),
            f"{signed((found.found.difference or 0.0) * n, SHOWN)} ÷ {n} = {_difference(found)}",
        ),
    ]


def stricter(found: Held) -> str:
    """Who gives less, in a sentence."""
    difference = found.found.difference if found.found else None
    if difference is None:
        return ""
    if abs(difference) < ALIKE:
        return _("Neither is stricter than the other.")
    return _("The machine is stricter.") if difference > 0 else _("The person is stricter.")


def bands(found: Held) -> list[Row]:
    """By the band of the machine's level."""
    if found.found is None:
        return []
    return [
        Row(
            str(BAND_WORDS[name]), share.n, "", percent(share.exact), percent(share.adjacent), "", not share.n
        )
        for name, share in found.found.by_band.items()
    ]


def confusion(found: Held) -> list[tuple[int, list[Cell]]]:
    """A row for each of the machine's levels, with a cell for each of the person's."""
    if found.found is None:
        return []
    most = max(count for counts in found.found.confusion for count in counts)
    return [
        (
            level,
            [_cell(count, most, same=level == other) for other, count in zip(LEVELS, counts, strict=True)],
        )
        for level, counts in zip(LEVELS, found.found.confusion, strict=True)
    ]


def _cell(count: int, most: int, *, same: bool) -> Cell:
    return Cell(count, math.ceil(SHADES * count / most) if count else 0, same)


def lines(found: Standing, run: RunCard, card: SittingCard) -> list[Line]:
    """Every answer, the widest apart first, then those without both marks."""
    made = [
        Line(answer, number, run.marks.get(answer.id), card.marks.get(answer.id))
        for number, answer in enumerate(found.answers, 1)
    ]
    return sorted(made, key=lambda line: (line.apart is None, -abs(line.apart or 0.0), line.number))


def between(cards: Sequence[SittingCard]) -> list[Row]:
    """Each two people who have marked."""
    return [
        row(
            _("%(one)s and %(other)s") % {"one": one.sitting.author, "other": other.sitting.author},
            held(one.marks, other.marks),
        )
        for one, other in combinations(cards, 2)
    ]


def moves(before: RunCard, now: RunCard, cards: Iterable[SittingCard]) -> list[Move]:
    """Each person beside both runs, over the answers that both have marked."""
    both = before.marks.keys() & now.marks.keys()
    made = []
    for card in cards:
        mine = {key: mark for key, mark in card.marks.items() if key in both}
        was, found = row("", held(before.marks, mine)), row("", held(now.marks, mine))
        made.append(
            Move(
                label=card.sitting.author,
                n=found.n,
                few=found.few,
                kappa=(was.kappa, found.kappa),
                exact=(was.exact, found.exact),
                adjacent=(was.adjacent, found.adjacent),
                difference=(was.difference, found.difference),
            )
        )
    return made


def moved_marks(before: RunCard, now: RunCard) -> tuple[int, int]:
    """How many of the machine's marks are others now, of how many."""
    pairs = [(before.marks[key], mark) for key, mark in now.marks.items() if key in before.marks]
    return moved(pairs), len(pairs)


def made_by(run: RunCard) -> str:
    """What produced a run's marks: "built-in 3"."""
    return "; ".join(" ".join(filter(None, each)) for each in run.made_by)


def percent(share: float | None) -> str:
    return NONE if share is None else f"{100 * share:.0f}%"


def signed(value: float, digits: int) -> str:
    """With its sign, a minus that is one, and no sign of nothing."""
    rounded = round(value, digits) + 0.0
    return f"{rounded:+.{digits}f}".replace("-", "−") if rounded else f"{0:.{digits}f}"


def _kappa(found: Held) -> str:
    known = found.found is not None and found.found.kappa is not None
    return f"{found.found.kappa:.2f}".replace("-", "−") if known and found.found else NONE


def _kappa_sum(found: Held) -> str:
    if _kappa(found) == NONE:
        return _("all marks are one level, so chance alone would agree wholly")
    return f"1 − {found.seen:.2f} ÷ {found.by_chance:.2f} = {_kappa(found)}"


def _share_sum(share: float | None, overall: Share) -> str:
    return f"{round((share or 0.0) * overall.n)} ÷ {overall.n} = {percent(share)}"


def _difference(found: Held) -> str:
    known = found.found.difference if found.found else None
    return NONE if known is None else signed(known, 2)
