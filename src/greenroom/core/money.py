"""Amounts of money: whole millionths of a currency unit ("micros"), as people type and read them."""

from __future__ import annotations

import re
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from functools import lru_cache

from babel import Locale, UnknownLocaleError
from babel.core import get_global
from babel.numbers import format_currency, get_currency_name, get_territory_currencies
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from greenroom.core.errors import Refused

UNIT = 1_000_000
MOST = 1_000_000_000 * UNIT

_SIZES = {"": 1, "k": 1_000, "m": 1_000_000}
_TYPED = re.compile(r"(?P<number>[0-9][0-9.,]*|[.,][0-9]+)(?P<size>[km]?)", re.IGNORECASE)
_GROUPED = re.compile(r"[1-9][0-9]{0,2}(,[0-9]{3})+(\.[0-9]+)?")
_PLAIN = re.compile(r"[0-9]*(\.[0-9]+)?\.?")
_THOUSANDS_OR_PARTS = re.compile(r"[1-9][0-9]{0,2}\.[0-9]{3}")
_AROUND = re.compile(r"[\s'’_\u00a0\u202f]|[$€£¥₹₩₽₺₪₫₴₦฿]|(?<![A-Za-z])[A-Z]{3}(?![A-Za-z])")
_CENT = Decimal("0.01")
_STEPS = ((1_000_000_000, "B"), (1_000_000, "M"), (1_000, "k"))
_PATTERN_DIGITS = re.compile(r"[#0,.]+")


def parse(typed: str, *, field: str = "") -> int:
    """Micros from what a person typed: "1,000", "1k", "$1.5k", "0.005". Raises Refused beside the field.

    What could be read in two ways is not guessed at: "1.000" and "1,50" are refused, each with what to write.
    """
    plain = _AROUND.sub("", typed.strip())
    read = _TYPED.fullmatch(plain)
    if read is None:
        raise Refused(_("Write an amount, such as 250 or 1.5k."), field=field)
    amount = _number(read["number"], field) * _SIZES[read["size"].lower()]
    micros = int((amount * UNIT).to_integral_value(ROUND_HALF_UP))
    if micros > MOST:
        raise Refused(_("This is more than can be kept. Write a smaller amount."), field=field)
    return micros


def _number(written: str, field: str) -> Decimal:
    if _GROUPED.fullmatch(written):
        return Decimal(written.replace(",", ""))
    if _PLAIN.fullmatch(written) and not _THOUSANDS_OR_PARTS.fullmatch(written):
        return Decimal(f"0{written}".rstrip("."))
    *whole, last = re.split(r"[.,]", written)
    parted = f"{''.join(whole) or '0'}.{last:0<4}" if len(last) == 3 else f"{''.join(whole) or '0'}.{last}"
    meant = [written.replace(",", "").replace(".", "")] if len(last) == 3 else []
    meant += [parted] if len(whole) == 1 or len(last) != 3 else []
    raise Refused(
        _("This can be read in more than one way. Write %(amounts)s.") % {"amounts": _(" or ").join(meant)},
        field=field,
    )


def compact(micros: int, currency: str, language: str = "") -> str:
    """Short enough for a table: "$3", "$0.40", "$1k", "$12.3k". Three digits, rounded down."""
    value, locale = Decimal(micros) / UNIT, _locale(language)
    if 0 < value < _CENT:
        return f"<{_written(_CENT, currency, locale, '0.00')}"
    size, mark = next(((size, mark) for size, mark in _STEPS if value >= size), (1, ""))
    short = _three_digits(value / size)
    digits = f"0.##'{mark}'" if mark else "0.00" if short % 1 else "0"
    return _written(short, currency, locale, digits)


def _three_digits(value: Decimal) -> Decimal:
    places = 0 if value >= 100 else 1 if value >= 10 else 2
    return value.quantize(Decimal(1).scaleb(-places), ROUND_DOWN)


def _written(value: Decimal, currency: str, locale: str, digits: str) -> str:
    return format_currency(value, currency, _pattern(locale, digits), locale, currency_digits=False)


@lru_cache(maxsize=128)
def _pattern(locale: str, digits: str) -> str:
    """The language's own pattern of an amount, with these digits in the place of its own."""
    usual = Locale.parse(locale).currency_formats["standard"].pattern.partition(";")[0]
    return _PATTERN_DIGITS.sub(lambda _found: digits, usual, count=1)


def full(micros: int, currency: str, language: str = "", *, exact: bool = False) -> str:
    """With the currency and its usual digits: "$1,000.00". exact: with all the digits there are."""
    value = Decimal(micros) / UNIT
    return format_currency(value, currency, locale=_locale(language), decimal_quantization=not exact)


def plain(micros: int) -> str:
    """As it is typed, so that `parse` reads it back: digits, and a point where one is needed."""
    written = f"{(Decimal(micros) / UNIT).normalize():f}"
    return f"{written}0" if _THOUSANDS_OR_PARTS.fullmatch(written) else written


@lru_cache(maxsize=16)
def currencies(language: str = "") -> tuple[tuple[str, str], ...]:
    """The currencies in use today: code and name, by code."""
    codes = {code for territory in get_global("territory_currencies") for code in _tender(territory)}
    locale = _locale(language)
    return tuple((code, f"{code} · {get_currency_name(code, locale=locale)}") for code in sorted(codes))


def _tender(territory: str) -> list[str]:
    return list(get_territory_currencies(territory))


@lru_cache(maxsize=32)
def _known(language: str) -> str:
    try:
        return str(Locale.parse(language, sep="-"))
    except (UnknownLocaleError, ValueError):
        return "en"


def _locale(language: str) -> str:
    return _known(language or get_language() or "en")
