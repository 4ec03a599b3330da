"""How long, how many and how well: the figures instructions give for a stage."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from greenroom.skills.plan_interviewer.focus import Focus
from greenroom.skills.plan_interviewer.mentions import Mention, is_denied, nearest
from greenroom.skills.plan_interviewer.wishes_text import Clause, Text
from greenroom.skills.plan_interviewer.workflow_words import said

NUMBERS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "twelve": 12, "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "sixty": 60,
    "zwei": 2, "drei": 3, "vier": 4, "funf": 5, "sechs": 6, "sieben": 7, "acht": 8, "neun": 9, "zehn": 10,
    "zwolf": 12, "funfzehn": 15, "zwanzig": 20, "dreisig": 30, "dreissig": 30,
    "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "sept": 7, "huit": 8, "neuf": 9, "dix": 10, "quinze": 15,
    "vingt": 20, "trente": 30,
    "dos": 2, "tres": 3, "cuatro": 4, "cinco": 5, "seis": 6, "siete": 7, "ocho": 8, "nueve": 9, "diez": 10,
    "quince": 15, "veinte": 20, "treinta": 30,
    "dois": 2, "duas": 2, "quatro": 4, "sete": 7, "oito": 8, "nove": 9, "dez": 10, "vinte": 20, "trinta": 30,
    "ثلاثه": 3, "ثلاث": 3, "اربعه": 4, "اربع": 4, "خمسه": 5, "خمس": 5, "سته": 6, "ست": 6, "سبعه": 7, "ثمانيه": 8,
    "عشره": 10, "عشر": 10, "عشرين": 20,
}  # fmt: skip
_N = rf"(?P<n>\d{{1,3}}|\b(?:{'|'.join(NUMBERS)})\b)"
_RANGE = r"(?:\s*(?:-|–|to|bis|a|ate|الي)\s*(?P<m>\d{1,3}))?"
_HALF_HOUR = re.compile(r"half an hour|halbe stunde|halbstundig\w*|demi-heure|media hora|meia hora|نصف ساعه")
_AT_LEAST = re.compile(r"at least|mindestens|au moins|al menos|pelo menos|علي الاقل")
_HOURS = re.compile(
    r"(?P<a>\d{1,2})(?::00)?\s*(?P<x>am|pm|uhr|h)?\s*(?:-|–|to|and|und|bis|et|a|y|e|ate|و)\s*"
    r"(?P<b>\d{1,2})(?::00)?\s*(?P<y>am|pm|uhr|h)?\b"
)
_ZONE = re.compile(r"\b[A-Z][A-Za-z]+/[A-Z][A-Za-z_]+\b")
MOST_MINUTES = 120
_FOCUSES: tuple[Focus, ...] = ("technical", "cultural", "behavioral")


@dataclass
class StageWish:
    """What is wished of one stage; None where nothing is. Minutes are whole, the score is of 100.

    focus: of the questions of an interview; the first that is named.
    """

    least_minutes: int | None = None
    most_minutes: int | None = None
    questions: int | None = None
    minimum_score: float | None = None
    modes: set[str] = field(default_factory=set)
    nudges: int | None = None
    nudge_hours: int | None = None
    quiet: tuple[int, int] | None = None
    zone: str = ""
    focus: Focus | None = None


def read_settings(text: Text, named: Sequence[Mention]) -> dict[str, StageWish]:
    """Kind to what is wished of it; "" holds what names no stage."""
    wishes: dict[str, StageWish] = {}
    for clause in text.clauses():
        for reader in (_minutes, _questions, _score, _modes, _focus):
            reader(text, clause, named, wishes)
        _nudges(text, clause, wishes)
    _quiet(text, wishes)
    return wishes


def _wish(
    wishes: dict[str, StageWish], span: tuple[int, int], clause: Clause, named: Sequence[Mention]
) -> StageWish:
    about = nearest(*span, clause, named)
    return wishes.setdefault(about.kind if about else "", StageWish())


def _found(pattern: str, text: Text, clause: Clause) -> re.Match[str] | None:
    return re.compile(pattern).search(text.folded, clause.start, clause.end)


def _value(number: str) -> int:
    return int(number) if number.isdigit() else NUMBERS[number]


def _minutes(text: Text, clause: Clause, named: Sequence[Mention], wishes: dict[str, StageWish]) -> None:
    half = _HALF_HOUR.search(text.folded, clause.start, clause.end)
    found = half or _found(rf"{_N}{_RANGE}[\s-]*(?:{said('minutes').pattern})", text, clause)
    if found is None:
        return
    wish = _wish(wishes, found.span(), clause, named)
    text.take(*found.span())
    if half:
        wish.most_minutes = 30
        return
    first, second = _value(found["n"]), found["m"]
    if second:
        wish.least_minutes, wish.most_minutes = first, min(MOST_MINUTES, int(second))
    elif _AT_LEAST.search(text.folded, clause.start, clause.end):
        wish.least_minutes = min(MOST_MINUTES, first)
    else:
        wish.most_minutes = min(MOST_MINUTES, first)


def _questions(text: Text, clause: Clause, named: Sequence[Mention], wishes: dict[str, StageWish]) -> None:
    found = _found(rf"{_N}\s+(?:\w+\s+){{0,2}}?(?:{said('questions').pattern})", text, clause)
    if found:
        _wish(wishes, found.span(), clause, named).questions = _value(found["n"])
        text.take(*found.span())


def _score(text: Text, clause: Clause, named: Sequence[Mention], wishes: dict[str, StageWish]) -> None:
    found = _found(rf"(?P<n>\d{{1,3}})\s*(?:{said('percent').pattern})", text, clause)
    if found and int(found["n"]) <= 100 and _found(said("below").pattern, text, clause):
        _wish(wishes, found.span(), clause, named).minimum_score = float(found["n"])
        text.take(clause.start, clause.end)


def _modes(text: Text, clause: Clause, named: Sequence[Mention], wishes: dict[str, StageWish]) -> None:
    for mention in named:
        if mention.clause == clause and mention.modes and mention.role != "not":
            wishes.setdefault(mention.kind, StageWish()).modes |= mention.modes
    found = said("multilingual").search(text.folded, clause.start, clause.end)
    if found:
        wishes.setdefault("web_interview", StageWish()).modes.add("multilingual")
        text.take(*found.span())


def _focus(text: Text, clause: Clause, named: Sequence[Mention], wishes: dict[str, StageWish]) -> None:  # noqa: ARG001  (as every reader)
    for focus in _FOCUSES:
        found = said(f"focus_{focus}").search(text.folded, clause.start, clause.end)
        if found and not is_denied(text, found.start()):
            wish = wishes.setdefault("web_interview", StageWish())
            wish.focus = wish.focus or focus
            text.take(*found.span())


def _nudges(text: Text, clause: Clause, wishes: dict[str, StageWish]) -> None:
    found = _found(
        rf"(?P<n>\d{{1,2}}|no|{'|'.join(NUMBERS)})\s+(?:{said('reminders').pattern})", text, clause
    )
    if found is None:
        return
    wish = wishes.setdefault("conversational_sms", StageWish())
    wish.nudges = 0 if found["n"] == "no" else min(10, _value(found["n"]))
    after = _found(rf"(?P<n>\d{{1,3}})\s*(?:{said('hours').pattern})", text, clause)
    if after:
        wish.nudge_hours = max(1, min(168, int(after["n"])))
    text.take(clause.start, clause.end)


def _quiet(text: Text, wishes: dict[str, StageWish]) -> None:
    for start, end in text.sentences():
        found = said("quiet").search(text.folded, start, end)
        hours = found and _HOURS.search(text.folded, found.end(), end)
        if not found or not hours:
            continue
        wish = wishes.setdefault("conversational_sms", StageWish())
        wish.quiet = (_hour(hours["a"], hours["x"]), _hour(hours["b"], hours["y"]))
        zone = _ZONE.search(text.raw, start, end)
        wish.zone = zone[0] if zone else ""
        text.take(start, end)


def _hour(number: str, half: str | None) -> int:
    hour = int(number) % 24
    if half == "pm" and hour < 12:
        return hour + 12
    return 0 if half == "am" and hour == 12 else hour
