"""Numbers said in a text, in figures or words, with the unit that follows or precedes them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from greenroom.skills.lexical.packs import Pack, pack
from greenroom.skills.lexical.tokens import Token, tokenise

_SYMBOLS = {"$": "USD", "£": "GBP", "€": "EUR", "¥": "JPY", "₹": "INR", "%": "%", "R$": "BRL"}
_BETWEEN = re.compile(r"[\s\u00a0-]*$")
_FIGURE = re.compile(r"\d+(?:[.,]\d+)*")
_GROUPED = re.compile(r"\d{1,3}(?:[.,]\d{3})+")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number and its unit ("" where none is said). start, end: offsets of number and unit together."""

    value: float
    unit: str
    start: int
    end: int


def quantities(text: str, language: str) -> list[Quantity]:
    """The quantities of a text in order. Units are singular English words, "%" or ISO 4217 codes."""
    rules = pack(language)
    words = tokenise(text)
    found: list[Quantity] = []
    at = 0
    while at < len(words):
        value, after = _number(words, at, text, rules)
        if value is None:
            at += 1
            continue
        found.append(_with_unit(value, words, at, after, text, rules))
        at = after
    return found


def figure(written: str) -> float | None:
    """The value of a number in figures, whichever mark it uses for thousands and decimals."""
    if not _FIGURE.fullmatch(written):
        return None
    if _GROUPED.fullmatch(written):
        return float(re.sub(r"[.,]", "", written))
    mark = max(written.rfind("."), written.rfind(","))
    whole, part = (written, "0") if mark < 0 else (written[:mark], written[mark + 1 :])
    return float(f"{re.sub(r'[.,]', '', whole)}.{part}")


def _number(words: Sequence[Token], at: int, text: str, rules: Pack) -> tuple[float | None, int]:
    value = _value(words[at].norm, rules)
    if value is None:
        return None, at + 1
    after = at + 1
    while after < len(words) and _continues(words[after - 1], words[after], text):
        value = value * 1000 + float(words[after].norm)
        after += 1
    while after < len(words) and _BETWEEN.match(text[words[after - 1].end : words[after].start]):
        word = words[after].norm
        nextvalue = rules.numbers.get(word)
        if word in rules.multipliers:
            value *= rules.multipliers[word]
        elif nextvalue is not None and 0 < nextvalue < 10 <= value and value % 10 == 0:
            value += nextvalue
        else:
            break
        after += 1
    return value, after


def _continues(one: Token, other: Token, text: str) -> bool:
    """Whether two tokens are one figure with a space for thousands ("2 400")."""
    apart = text[one.end : other.start] in {" ", "\u00a0", "\u202f"}
    return (
        apart
        and one.norm.isdecimal()
        and len(one.norm) <= 3
        and re.fullmatch(r"\d{3}", other.norm) is not None
    )


def _value(norm: str, rules: Pack) -> float | None:
    return figure(norm) if norm[:1].isdigit() else rules.numbers.get(norm)


def _with_unit(value: float, words: Sequence[Token], at: int, after: int, text: str, rules: Pack) -> Quantity:
    start, end = words[at].start, words[after - 1].end
    if after < len(words) and _BETWEEN.match(text[end : words[after].start]):
        unit = rules.units.get(words[after].norm.removesuffix("'s"), "")
        if unit:
            return Quantity(value, unit, start, words[after].end)
    for symbol, unit in sorted(_SYMBOLS.items(), key=lambda item: -len(item[0])):
        before = text[:start].rstrip()
        if unit != "%" and before.endswith(symbol):
            return Quantity(value, unit, len(before) - len(symbol), end)
        if re.match(rf"\s?{re.escape(symbol)}", text[end:]):
            return Quantity(value, unit, start, end + text[end:].index(symbol) + len(symbol))
    return Quantity(value, "", start, end)
