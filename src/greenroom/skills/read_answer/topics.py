"""Facts that answer a question of their topic: "I take the bus" says that there is no car.

words/topics.toml holds them: what a question of the topic says, and which replies to it are a yes or a no.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from greenroom.skills.read_answer.signals import Signal
from greenroom.skills.read_answer.vocabulary import Vocabulary, either, plain

_FILE = Path(__file__).parent / "words" / "topics.toml"
_SURE = 0.75


@dataclass(frozen=True)
class Topic:
    """asked: found in a question of the topic. yes, no, unclear: found in the words of a reply."""

    asked: re.Pattern[str]
    yes: re.Pattern[str]
    no: re.Pattern[str]
    unclear: re.Pattern[str]


def by_topic(flat: str, question: str, speech: Vocabulary) -> list[Signal]:
    """What a reply's facts say to the question, in the order said; a fact only wished for says no yes."""
    found: list[Signal] = []
    wished = speech.says("wished", flat)
    for topic in topics_of(question, speech):
        for yes, pattern in ((False, topic.no), (True, topic.yes)):
            found += [
                Signal(yes, *match.span(), _SURE) for match in pattern.finditer(flat) if not (yes and wished)
            ]
    return sorted(found, key=lambda signal: signal.start)


def is_left_open(flat: str, question: str, speech: Vocabulary) -> bool:
    """Whether a reply speaks of the topic and leaves the question open: days are fine, asked about nights."""
    return any(topic.unclear.search(flat) for topic in topics_of(question, speech))


def topics_of(question: str, speech: Vocabulary) -> Sequence[Topic]:
    """The topics that a question is about."""
    flat = plain(question)
    return [topic for topic in _topics(speech.language) if topic.asked.search(flat)]


@lru_cache(maxsize=16)
def _topics(language: str) -> tuple[Topic, ...]:
    rows: list[dict[str, Any]] = tomllib.loads(_FILE.read_text(encoding="utf-8"))[language]
    return tuple(
        Topic(*(either(row.get(name, [])) for name in ("asked", "yes", "no", "unclear"))) for row in rows
    )
