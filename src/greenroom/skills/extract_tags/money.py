"""The pay a candidate expects."""

from __future__ import annotations

import re

from greenroom.skills.extract_tags.hearing import Heard
from greenroom.skills.extract_tags.schema import TagHeard
from greenroom.skills.lexical import Quantity

_PERIODS = (("per_hour", "an hour"), ("per_day", "a day"), ("per_month", "a month"), ("per_year", "a year"))
_CURRENCY = re.compile(r"[A-Z]{3}")
_RANGE = re.compile(r"\s*(?:-|–|to|and|or|a|y|o|à|et|ou|bis|und|e)\s*[$£€₹]?\s*", re.IGNORECASE)


def expected_pay(heard: Heard) -> TagHeard | None:
    """The amount named as wished for, with its currency and period where they are said."""
    name = "expected_pay"
    told = heard.cues.says(name, heard.plain)
    if not (told or heard.asked(name)) or (
        heard.cues.says(f"{name}_not", heard.plain) and not heard.asked(name)
    ):
        return None
    amounts = [q for q in heard.quantities() if _is_money(q, heard)]
    if not amounts:
        return None
    first = amounts[0]
    last = _upper_end(first, amounts, heard)
    if heard.denies(first.start, last.end):
        return None
    currency = first.unit if _CURRENCY.fullmatch(first.unit) else last.unit
    if not _CURRENCY.fullmatch(currency):
        currency = ""
    end, period = _period(heard, last.end)
    value = (
        _amount(first.value) if first is last else f"{_amount(_scaled(first, last))} to {_amount(last.value)}"
    )
    words = " ".join(part for part in (currency, value, period) if part)
    return heard.tag(name, words, first.start, end, 0.9 if currency else 0.6)


def _is_money(quantity: Quantity, heard: Heard) -> bool:
    if _CURRENCY.fullmatch(quantity.unit):
        return True
    return (
        quantity.unit == ""
        and quantity.value >= 8
        and (quantity.value >= 1000 or heard.asked("expected_pay"))
    )


def _upper_end(first: Quantity, amounts: list[Quantity], heard: Heard) -> Quantity:
    for other in amounts[1:]:
        if _RANGE.fullmatch(heard.text[first.end : other.start]) and other.value >= _scaled(first, other):
            return other
    every = [q for q in heard.quantities() if q.start > first.end]
    return every[0] if every and _RANGE.fullmatch(heard.text[first.end : every[0].start]) else first


def _scaled(first: Quantity, last: Quantity) -> float:
    """ "30 to 35k" begins at 30,000."""
    return first.value * 1000 if last.value >= 1000 and first.value < last.value / 100 else first.value


def _amount(value: float) -> str:
    return f"{value:,.0f}" if value == int(value) else f"{value:,.2f}"


def _period(heard: Heard, after: int) -> tuple[int, str]:
    """Where the amount with its period ends, and the period in English."""
    for cue, words in _PERIODS:
        found = heard.cues.pattern(cue).search(heard.plain, after)
        if found and found.start() - after <= 25:
            return found.end(), words
    for cue, words in _PERIODS:
        if heard.cues.pattern(cue).search(heard.plain):
            return after, words
    return after, ""
