"""A key point turned into what somebody would say who lived it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from hashlib import sha256

from greenroom.skills.lexical.phrases import flatten
from greenroom.skills.play_candidate.speech import Kind, Speech

_EITHER = re.compile(r"^(?P<one>[^,;]{3,40}?)(?:\s*,)?\s+(?:or|oder|ou|o|أو)\s+[^,;]{3,60}$")
_FIGURES = {"few": (2, 7), "some": (11, 28), "many": (30, 90)}
_EDGES = " .;:,"


@dataclass(frozen=True)
class Figures:
    """Invented figures, the same every time for the same question."""

    seed: str

    def of(self, place: int) -> dict[str, int]:
        found = {}
        for at, (name, (low, high)) in enumerate(_FIGURES.items()):
            digest = sha256(f"{self.seed}|{place}|{at}".encode()).digest()
            found[name] = low + digest[0] % (high - low + 1)
        return found

    def pick(self, count: int) -> int:
        return sha256(self.seed.encode()).digest()[0] % count


def spoken(point: str, place: int, figures: Figures, speech: Speech, *, strong: bool) -> str:
    """A sentence or two in the first person; with detail where strong, in general where not."""
    flat = flatten(point)
    numbers = {name: str(value) for name, value in figures.of(place).items()}
    for kind in speech.kinds:
        if kind.find.search(flat):
            words = kind.strong if strong else kind.typical
            return _filled(words, _rest(point, kind), numbers)
    said = _one_of_two(point.strip(_EDGES))
    form = _form(said, speech)
    ways = speech.choices[form if strong else f"{form}_typical"]
    return _filled(ways[place % len(ways)], _lowered(said, speech.language), numbers)


def _rest(point: str, kind: Kind) -> str:
    return point.partition(kind.after)[2].strip(_EDGES) if kind.after else point


def _filled(words: str, point: str, numbers: dict[str, str]) -> str:
    for name, value in {"point": point, **numbers}.items():
        words = words.replace(f"{{{name}}}", value)
    return words[:1].upper() + words[1:]


def _one_of_two(point: str) -> str:
    """Nobody lived both of "a list or a plan": the first of two."""
    either = _EITHER.match(point)
    return either["one"].strip() if either and len(either["one"].split()) > 1 else point


def _form(point: str, speech: Speech) -> str:
    """The grammar of a key point, by its first word, or where a language puts the verb last by its last."""
    flat, leads = flatten(point), speech.leads
    for form in ("clause", "said", "past", "base"):
        if form in leads and leads[form].match(flat):
            return form
    if "article" in leads and leads["article"].match(flat) and "ends_past" not in leads:
        return "thing"
    main = re.split(r",|\s(?:und|oder|et|ou)\s", flat)[0].split()
    word = (main or [flat])[0 if speech.by_first else -1]
    for form in ("being", "past", "base"):
        if f"ends_{form}" in leads and leads[f"ends_{form}"].search(word) and _fits(form, flat):
            return form
    first = flat.split(" ", 1)[0]
    return "past" if speech.language == "en" and first.endswith("ed") and len(first) > 4 else "thing"


def _fits(form: str, flat: str) -> bool:
    """A noun in the plural ends like a verb: a verb has an object before it, or stands alone."""
    return form != "base" or not re.fullmatch(r"(?:die|der|das|ein|eine|mogliche|mehrere) \w+", flat)


def _lowered(point: str, language: str) -> str:
    """A point that begins in capitals, unless that is how its first word is written."""
    first = point.split(" ", 1)[0]
    if language == "de" or first.isupper() or not first:
        return point
    return point[:1].lower() + point[1:]
