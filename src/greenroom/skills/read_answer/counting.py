"""Numbers as people write them: figures, words, halves, and the units that stand with them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from rapidfuzz.distance import Levenshtein

from greenroom.skills.lexical.quantities import figure
from greenroom.skills.read_answer.vocabulary import Vocabulary

_PIECE = re.compile(r"\d+(?:[.,]\d+)*|[½¼¾]|[^\W\d_]{1,2}'(?=\w)|[^\W\d_]+|[$£€]|[%]")
_FRACTIONS = {"½": 0.5, "¼": 0.25, "¾": 0.75}
_SIGNS = {"$": "USD", "£": "GBP", "€": "EUR", "%": "%"}
_JOINERS = {"fr": ("et",), "es": ("y",), "pt": ("e",), "en": ("and",), "de": ("und",)}
_GERMAN = re.compile(
    r"(?:(?P<one>\w+?)und)?(?P<ten>zwanzig|dreis?sig|vierzig|funfzig|sechzig|siebzig|achtzig|neunzig)"
)
_GERMAN_HALF = re.compile(r"(?P<whole>\w+?)(?:und)?einhalb(?:e[ns]?)?")
_MULTIPLIERS = (100, 1000, 1_000_000)


@dataclass(frozen=True)
class Counted:
    """A number, its unit ("" for none; see `lexical.quantities`) and where both stand. bare: an article only."""

    value: float
    unit: str
    start: int
    end: int
    bare: bool = False


@dataclass(frozen=True)
class _Part:
    text: str
    start: int
    end: int


def counted(flat: str, speech: Vocabulary) -> list[Counted]:
    """The quantities of levelled text, in order; an article counts as 1 only with a unit or all alone."""
    parts = [_Part(match.group(), *match.span()) for match in _PIECE.finditer(flat)]
    found: list[Counted] = []
    at = 0
    while at < len(parts):
        quantity, after = _quantity(parts, at, flat, speech)
        if quantity is not None and not (quantity.bare and len(parts) > 1):
            found.append(quantity)
        at = after
    return found


def _quantity(parts: list[_Part], at: int, flat: str, speech: Vocabulary) -> tuple[Counted | None, int]:
    unit = speech.units.get(parts[at].text, "")
    if " " in unit:  # a word for two of them, as Arabic has
        number, name = unit.split(" ", 1)
        return _with_half(
            Counted(float(number), name, parts[at].start, parts[at].end), parts, at + 1, flat, speech
        )
    value, after = _value(parts, at, speech)
    article = speech["article"].fullmatch(parts[at].text) is not None
    if value is None:
        if unit and _alone(parts, at, speech):
            start = parts[at - 1 if at and speech["one"].fullmatch(parts[at - 1].text) else at].start
            return _with_half(Counted(1, unit, start, parts[at].end), parts, at + 1, flat, speech)
        return None, at + 1
    found = Counted(value, "", parts[at].start, parts[after - 1].end, bare=article and after == at + 1)
    found, after = _with_half(found, parts, after, flat, speech)
    if at and parts[at - 1].text in _SIGNS:
        return replace(found, unit=_SIGNS[parts[at - 1].text], start=parts[at - 1].start, bare=False), after
    return _with_unit(found, parts, after, flat, speech)


def _alone(parts: list[_Part], at: int, speech: Vocabulary) -> bool:
    """Whether a unit may stand for one of it: after "a", or with a half on top."""
    before = parts[at - 1].text if at else ""
    if speech["one"].fullmatch(before):
        return True
    following = " ".join(part.text for part in parts[at + 1 : at + 4])
    return speech["half_more"].match(following) is not None or (len(parts) == 1 and speech.language == "ar")


def _with_unit(
    found: Counted, parts: list[_Part], after: int, flat: str, speech: Vocabulary
) -> tuple[Counted, int]:
    at = after
    while at < len(parts) and at < after + 3 and speech["of"].fullmatch(parts[at].text):
        at += 1
    if at >= len(parts) or re.search(r"[.;:!?,]", flat[found.end : parts[at].start]):
        return found, after
    unit = _SIGNS.get(parts[at].text) or _unit(parts[at].text, speech)
    if not unit:
        return found, after
    if " " in unit:  # decades
        each, unit = unit.split(" ", 1)
        found = replace(found, value=found.value * float(each))
    return _with_half(replace(found, unit=unit, end=parts[at].end, bare=False), parts, at + 1, flat, speech)


def _unit(word: str, speech: Vocabulary) -> str:
    known = speech.units.get(word)
    if known is not None or len(word) < 5:
        return known or ""
    near = [name for name in speech.units if len(name) >= 4 and Levenshtein.distance(word, name) == 1]
    units = {speech.units[name] for name in near}
    return units.pop() if len(units) == 1 else ""


def _with_half(
    found: Counted, parts: list[_Part], after: int, flat: str, speech: Vocabulary
) -> tuple[Counted, int]:
    lead = len(flat[found.end :]) - len(flat[found.end :].lstrip(" -"))
    match = speech["half_more"].match(flat, found.end + lead)
    if match is None:
        return found, after
    while after < len(parts) and parts[after].start < match.end():
        after += 1
    return replace(found, value=found.value + 0.5, end=match.end(), bare=False), after


def _value(parts: list[_Part], at: int, speech: Vocabulary) -> tuple[float | None, int]:
    value = _single(parts[at].text, speech)
    if value is None:
        return None, at + 1
    after = at + 1
    while after < len(parts):
        taken = _joined(value, parts, after, speech)
        if taken is None:
            break
        value, after = taken
    return value, after


def _joined(value: float, parts: list[_Part], at: int, speech: Vocabulary) -> tuple[float, int] | None:
    """A number and the piece that belongs to it: thirty-two, ein halbes, quatre-vingts, 35 k; None for none."""
    word = parts[at].text
    following = _single(word, speech)
    if following in _MULTIPLIERS:
        return value * following, at + 1
    grouped = following == 0.5 or speech["group"].fullmatch(word) is not None
    if following is not None and value == 1 and grouped:
        return following, at + 1
    if speech.language == "fr" and value == 4 and word in ("vingt", "vingts"):
        return 80, at + 1
    if speech.language == "ar":
        return _joined_arabic(value, word, at, speech)
    if word in _JOINERS[speech.language] and at + 1 < len(parts):
        following, at = _single(parts[at + 1].text, speech), at + 1
    top = 20 if speech.language == "fr" and value in (60, 80) else 10
    if following is None or parts[at].text.isdigit() or not _takes_units(value):
        return None
    whole = 0 < following < top and following == int(following)
    return (value + following, at + 1) if whole else None


def _joined_arabic(value: float, word: str, at: int, speech: Vocabulary) -> tuple[float, int] | None:
    if 0 < value < 10 and word in ("عشر", "عشره"):
        return value + 10, at + 1
    tens = speech.numbers.get(word[1:]) if word.startswith("و") else None
    if tens is not None and tens >= 20 and 0 < value < 10:
        return value + tens, at + 1
    return None


def _takes_units(value: float) -> bool:
    return (20 <= value < 100 and value % 10 == 0) or (value >= 100 and value % 100 == 0)


def _single(word: str, speech: Vocabulary) -> float | None:
    if word[:1].isdigit():
        return figure(word)
    if word in _FRACTIONS:
        return _FRACTIONS[word]
    known = speech.numbers.get(word)
    if known is not None:
        return known
    if speech.language == "de":
        return _german(word, speech)
    if speech.language == "ar" and word.startswith("و"):
        return speech.numbers.get(word[1:])
    return _misspelt(word, speech)


def _german(word: str, speech: Vocabulary) -> float | None:
    """Compounds: fünfundzwanzig, zweieinhalb."""
    half = _GERMAN_HALF.fullmatch(word)
    if half and half["whole"] in speech.numbers:
        return speech.numbers[half["whole"]] + 0.5
    tens = _GERMAN.fullmatch(word)
    if tens and (tens["one"] is None or tens["one"] in speech.numbers):
        return speech.numbers[tens["ten"]] + (speech.numbers[tens["one"]] if tens["one"] else 0)
    return _misspelt(word, speech)


def _misspelt(word: str, speech: Vocabulary) -> float | None:
    """A number word with letters swapped or, where it is long, one letter wrong, if only one number is as near."""
    if len(word) < 4 or word in speech.units:
        return None
    swapped = {number for name, number in speech.numbers.items() if _is_swapped(word, name)}
    if len(swapped) == 1:
        return swapped.pop()
    if len(word) < 5:
        return None
    near = {
        value
        for name, value in speech.numbers.items()
        if len(name) >= 5 and name[0] == word[0] and Levenshtein.distance(word, name, score_cutoff=1) == 1
    }
    return near.pop() if len(near) == 1 else None


def _is_swapped(word: str, name: str) -> bool:
    return len(word) == len(name) and word[0] == name[0] and sorted(word) == sorted(name)
