"""What a language model's tokens cost, by the prices that whoever runs the installation has set."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

SETTING = "GREENROOM_MODEL_PRICES"
UNIT = 1_000_000
"""Micros in a unit of the currency; a price is for as many tokens."""


class BadPrices(ValueError):
    """The setting cannot be read. The message is fit to be shown to an administrator."""


@dataclass(frozen=True)
class Price:
    """Units of the workspace's currency for a million tokens that go in, and that come out."""

    taken: Decimal
    given: Decimal


@dataclass(frozen=True)
class Used:
    """Tokens one model has read and written. model: "a, b" where a piece of work asked two."""

    model: str
    taken: int
    given: int


def prices_in(text: str) -> dict[str, Price]:
    """ "small=0.15/0.60, large=2.5/10" by model. Raises BadPrices."""
    return dict(_price(each.strip()) for each in text.split(",") if each.strip())


def _price(written: str) -> tuple[str, Price]:
    model, is_given, amounts = written.rpartition("=")
    taken, has_both, given = amounts.partition("/")
    try:
        price = Price(Decimal(taken.strip()), Decimal(given.strip()))
    except InvalidOperation as wrong:
        raise BadPrices(_why(written)) from wrong
    usable = all(amount.is_finite() and amount >= 0 for amount in (price.taken, price.given))
    if not (is_given and has_both and model.strip() and usable):
        raise BadPrices(_why(written))
    return model.strip(), price


def _why(written: str) -> str:
    return f"{SETTING}: “{written}” is no price. Write model=in/out for a million tokens, such as small=0.15/0.60."


def cost(used: Iterable[Used], prices: Mapping[str, Price]) -> int | None:
    """Micros of what was used, rounded once; None where any of it has no price."""
    total = Decimal(0)
    for each in used:
        price = prices.get(each.model)
        if price is None:
            return None
        total += price.taken * each.taken + price.given * each.given
    return round(total)  # a price is for UNIT tokens, and a unit of the currency is UNIT micros
