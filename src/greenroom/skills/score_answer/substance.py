"""What an answer tells of: a situation, something the speaker did, what came of it, figures, detail."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from greenroom.skills.lexical import quantities, terms
from greenroom.skills.lexical.phrases import Phrases
from greenroom.skills.score_answer.reading import Reading, Unit
from greenroom.skills.score_answer.topic import Topic

_FILE = Path(__file__).parent / "data" / "markers.toml"
_TELLING, _ENOUGH_TOLD = 0.7, 2
_DETAIL_ENOUGH = 10.0
_TOLD = {"situation": 0.2, "action": 0.35, "result": 0.3, "number": 0.15}
_SAID = {"action": 0.4, "result": 0.2, "number": 0.15}


@dataclass(frozen=True)
class Substance:
    """The first stretch that holds each part, None where there is none. detail: 0 to 1."""

    situation: Unit | None
    action: Unit | None
    result: Unit | None
    number: Unit | None
    detail: float

    def parts(self) -> tuple[str, ...]:
        return tuple(name for name in _TOLD if getattr(self, name) is not None)

    def units(self) -> list[Unit]:
        return [unit for name in ("action", "result", "number") if (unit := getattr(self, name)) is not None]

    def share(self, *, told: bool) -> float:
        """0 to 1. told: the question asks for something that happened, so all parts of a story count."""
        if told:
            return sum(worth for name, worth in _TOLD.items() if getattr(self, name) is not None)
        worth = sum(worth for name, worth in _SAID.items() if getattr(self, name) is not None)
        return worth + 0.25 * self.detail


def substance_of(reading: Reading, topic: Topic, speech: Phrases, *, told: bool) -> Substance:
    """The substance of the stretches that count. Habits are actions, except where a story is asked for."""
    kept = reading.kept
    fresh = {t.stem for t in reading.said if t.weight >= 0.9 and t.stem not in topic.question}
    return Substance(
        situation=_first(kept, speech.situation),
        action=_first(kept, speech.action) or (None if told else _first(kept, speech.habit)),
        result=next((unit for unit in kept if _tells_a_result(unit, reading.language, topic, speech)), None),
        number=_first_number(reading, topic),
        detail=min(1.0, len(fresh) / _DETAIL_ENOUGH),
    )


def _first(units: Sequence[Unit], pattern: re.Pattern[str]) -> Unit | None:
    return next((unit for unit in units if pattern.search(unit.flat)), None)


def _tells_a_result(unit: Unit, language: str, topic: Topic, speech: Phrases) -> bool:
    """Whether a stretch says what came of it, and not only that something did."""
    if not speech.result.search(unit.flat):
        return False
    marker = _markers().get(language)
    rest = marker.sub(" ", unit.flat) if marker else unit.flat
    if marker is None or speech.result.search(rest):
        return True
    telling = [t for t in terms(rest, language) if t.weight >= _TELLING and t.stem not in topic.question]
    return len(telling) >= _ENOUGH_TOLD


@lru_cache(maxsize=1)
def _markers() -> dict[str, re.Pattern[str]]:
    given = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    return {language: re.compile(pattern) for language, pattern in given.items()}


def _first_number(reading: Reading, topic: Topic) -> Unit | None:
    for unit in reading.kept:
        for said in quantities(reading.text[unit.start : unit.end], reading.language):
            written = reading.text[unit.start + said.start : unit.start + said.end]
            if (said.unit or said.value > 2) and not any(word in topic.question for word in written.split()):
                return unit
    return None
