"""Reading a number."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from greenroom.skills.evidence import cut
from greenroom.skills.read_answer.counting import Counted, counted
from greenroom.skills.read_answer.schema import AnswerRead, Number
from greenroom.skills.read_answer.vocabulary import Vocabulary, plain

_DAYS = {"year": 365.0, "month": 365 / 12, "week": 7.0, "fortnight": 14.0, "day": 1.0}
_HOURS = {"hour": 1.0, "minute": 1 / 60}
_SCALES = (_DAYS, _HOURS)
_WORD = re.compile(r"[^\W\d_]+")
_SIGNS = {"$": "USD", "£": "GBP", "€": "EUR", "%": "%"}
_WIDEST = 1.5


def read_number(
    text: str, flat: str, question: str, shape: Number, speech: Vocabulary, as_of: date
) -> AnswerRead | None:
    """The number that `text` says, in the unit wanted; None where it says none, or several."""
    wanted = wanted_unit(shape.unit, question, speech)
    since = _since(text, flat, wanted, speech, as_of)
    if since is not None:
        return since
    said = [quantity for quantity in _fitting(counted(flat, speech), wanted) if _is_amount(quantity, wanted)]
    if not said:
        return _none_at_all(text, flat, speech, shape)
    joined = _single(_without_aside(said, flat, speech), flat, speech)
    if joined is None:
        return None
    low, high, sure, start, end = joined
    if _is_less(flat, start, speech) and not _is_limit(flat, start, question, speech):
        low, high, sure = 0.0, low, 0.6
        if high > 1:
            return None
    if not _within(low, shape):
        return None
    return AnswerRead(
        reading="answered",
        value=round(low, 2),
        up_to=None if high is None else round(high, 2),
        span=cut(text, start, end),
        confidence=sure,
    )


def wanted_unit(unit: str, question: str, speech: Vocabulary) -> str:
    """The unit the number is wanted in: the shape's own, else the first one the question names, "" for any."""
    for words in (unit, question):
        for sign, name in _SIGNS.items():
            if sign in words:
                return name
        for word in _WORD.findall(plain(words)):
            found = speech.units.get(word, "").split(" ")[-1] or _english().get(word, "")
            if found:
                return found
        if unit:
            break
    return ""


def _english() -> dict[str, str]:
    """Units as a recruiter may write them, whatever the interview's language."""
    return {
        "years": "year",
        "year": "year",
        "months": "month",
        "weeks": "week",
        "days": "day",
        "hours": "hour",
    }


def _fitting(said: Sequence[Counted], wanted: str) -> list[Counted]:
    """The quantities in the unit wanted, or turned into it; else those without a unit."""
    if not wanted:
        return list(said)
    turned = [
        Counted(quantity.value * factor, wanted, quantity.start, quantity.end)
        for quantity in said
        if (factor := factor_of(quantity.unit, wanted)) is not None
    ]
    bare = [quantity for quantity in said if not quantity.unit]
    if turned and bare:
        ends = {quantity.start for quantity in turned}
        bare = [quantity for quantity in bare if any(0 < start - quantity.end <= 12 for start in ends)]
        return sorted([*turned, *bare], key=lambda quantity: quantity.start)
    return turned or bare


def _is_amount(quantity: Counted, wanted: str) -> bool:
    """Whether a number may be an amount: nobody has worked for 100 years, so 2019 is a year itself."""
    return wanted != "year" or quantity.value < 100


def factor_of(unit: str, wanted: str) -> float | None:
    """What a number of one unit is multiplied by to be in another; None where there is no such number."""
    if unit == wanted:
        return 1.0
    for scale in _SCALES:
        if unit in scale and wanted in scale:
            return scale[unit] / scale[wanted]
    return None


def _single(
    said: list[Counted], flat: str, speech: Vocabulary
) -> tuple[float, float | None, float, int, int] | None:
    """(value, upper end, confidence, start, end) of what was said; None where it is more than one thing."""
    first, last = said[0], said[-1]
    if len(said) == 1:
        vague = re.match(r"\s*(?:\+|plus)", flat[first.end :]) is not None
        return first.value, None, 0.85 if vague else 0.95, first.start, last.end
    if speech.says("correction", flat[said[-2].end : last.start]):
        return last.value, None, 0.8, last.start, last.end
    if len(said) > 2:
        return None
    if first.value == last.value:
        return first.value, None, 0.85, first.start, first.end
    between = flat[first.end : last.start].strip()
    parts_of_one = first.unit and last.unit and first.value > last.value and last.value < 1
    if parts_of_one and re.fullmatch(r"\W*(?:and|und|et|y|e|و)?\W*", between):
        return first.value + last.value, None, 0.9, first.start, last.end
    if speech["between"].fullmatch(between) is None or not first.value < last.value:
        return None
    if last.value > max(first.value * _WIDEST, first.value + 1):
        return None
    return first.value, last.value, 0.6, first.start, last.end


def _without_aside(said: list[Counted], flat: str, speech: Vocabulary) -> list[Counted]:
    """The first number alone where the second counts something else in another clause: "Forty, I have 2 kids"."""
    if len(said) != 2:
        return said
    first, last = said
    between = flat[first.end : last.start]
    clause = re.search(r"[.,;!\n]\W*[^\W\d_]+ ", between)
    counts = re.match(r" [^\W\d_]{3,}", flat[last.end :])
    if last.unit or not (clause and counts) or any(letter.isalnum() for letter in flat[: first.start]):
        return said
    words = re.sub(r"[-–/]", "", between)
    turned = any(speech.says(name, words) for name in ("unsure", "few", "correction", "between"))
    return said if turned else [first]


def _is_less(flat: str, start: int, speech: Vocabulary) -> bool:
    before = flat[max(0, start - 20) : start]
    if any(not before[match.end() :].strip() for match in speech["at_least"].finditer(before)):
        return False
    return any(not before[match.end() :].strip() for match in speech["less"].finditer(before))


def _is_limit(flat: str, start: int, question: str, speech: Vocabulary) -> bool:
    """Whether "up to" names all that one can do: asked how much that is, the limit is the answer."""
    before = flat[max(0, start - 20) : start].rstrip()
    ends = any(match.end() == len(before) for match in speech["limit"].finditer(before))
    return ends and speech.says("can_asked", plain(question))


def _since(text: str, flat: str, wanted: str, speech: Vocabulary, as_of: date) -> AnswerRead | None:
    """Years since a year that is named."""
    if wanted not in ("", "year"):
        return None
    for found in speech["since"].finditer(flat):
        year = re.match(r"\s*((?:19|20)\d\d)(?!\d)", flat[found.end() :])
        if year and int(year[1]) <= as_of.year:
            span = cut(text, found.start(), found.end() + year.end())
            value = float(as_of.year - int(year[1]))
            return AnswerRead(reading="answered", value=value, span=span, confidence=0.75)
    return None


def _none_at_all(text: str, flat: str, speech: Vocabulary, shape: Number) -> AnswerRead | None:
    found = speech["none"].search(flat)
    if found is None or speech.says("few", flat) or not _within(0.0, shape):
        return None
    return AnswerRead(reading="answered", value=0.0, span=cut(text, *found.span()), confidence=0.8)


def _within(value: float, shape: Number) -> bool:
    low, high = shape.slider_min, shape.slider_max
    return (low is None or value >= low) and (high is None or value <= high)
