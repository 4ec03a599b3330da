"""How many replies by text message the built-in engine reads as they were meant.

`phrasings.txt` was written before it was first counted and shapes nothing: what is tuned is tuned on the golden cases
of `skills/read_answer`. A reply counts as right when its reading is, and, where it is an answer, its value.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from greenroom.skills.contract import run
from greenroom.skills.read_answer import SKILL
from greenroom.skills.read_answer.schema import AnswerRead, AnswerToRead, Number, YesNo
from tests.bench.figures import Figure

FILE = Path(__file__).with_name("phrasings.txt")
AS_OF = date(2026, 3, 10)
GOAL = 0.95
_ASK = re.compile(
    r"\[(?P<language>\w\w)\] (?P<name>\w+) = (?P<kind>yes_no|number)(?: \((?P<unit>.+?)\))? (?P<text>.+)"
)


@dataclass(frozen=True)
class Phrasing:
    """meant: "yes", "no", "unclear", "question", "stop", or a number as it is written."""

    question: AnswerToRead
    meant: str

    @property
    def is_right(self) -> bool:
        return reading(run(SKILL, self.question).output) == self.meant


def measure() -> list[Figure]:
    """The share that is read right: of all, and of each reading."""
    right: dict[str, list[bool]] = defaultdict(list)
    for phrasing in phrasings():
        is_right = phrasing.is_right
        kind = "number" if phrasing.meant[0].isdigit() else phrasing.meant
        right["all"].append(is_right)
        right[kind].append(is_right)
    return [_figure(kind, found) for kind, found in right.items()]


def _figure(kind: str, right: list[bool]) -> Figure:
    share = sum(right) / len(right)
    goal = GOAL if kind == "all" else None
    name = "Replies read as they were meant" + ("" if kind == "all" else f": {kind}")
    return Figure("Text messages", name, "", [share], goal=goal, more_is_better=True, of=len(right))


def reading(read: AnswerRead) -> str:
    """What was read, in the words of the file."""
    if read.reading != "answered":
        return read.reading
    if isinstance(read.value, bool):
        return "yes" if read.value else "no"
    return f"{read.value:g}" if isinstance(read.value, float | int) else str(read.value)


def phrasings() -> Iterator[Phrasing]:
    """Every reply of the file, with its question."""
    asks: dict[str, AnswerToRead] = {}
    for line in FILE.read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        asked = _ASK.fullmatch(line)
        if asked:
            asks[asked["name"]] = _ask(asked)
            continue
        name, meant, words = line.split(" ", 2)
        yield Phrasing(asks[name].model_copy(update={"words": words}), meant)


def _ask(asked: re.Match[str]) -> AnswerToRead:
    shape = YesNo() if asked["kind"] == "yes_no" else Number(unit=asked["unit"] or "")
    return AnswerToRead(
        question=asked["text"], shape=shape, words="?", language=asked["language"], as_of=AS_OF
    )
