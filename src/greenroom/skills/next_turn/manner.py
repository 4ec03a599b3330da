"""What of a wished-for way of talking the built-in engine can follow: warm or formal words, and brevity."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal

from greenroom.skills.next_turn.speech import folded

Tone = Literal["", "warm", "formal"]
_TONES: tuple[Tone, ...] = ("warm", "formal")
_FILE = Path(__file__).parent / "manner.toml"
_BEFORE = r"(?:\W+\w+){0,2}\W*$"
"""How far before a pattern a refusal still means it."""


@dataclass(frozen=True)
class Manner:
    """tone: "" for neither. is_brief: short words, and nothing said that need not be."""

    tone: Tone = ""
    is_brief: bool = False


@lru_cache(maxsize=256)
def manner(instructions: str, persona: str) -> Manner:
    """How to talk. What the instructions say wins over the persona's own manner; the tone named first wins.

    Words that no pattern knows change nothing.
    """
    texts = [folded(instructions), folded(persona)]
    neither: Tone = ""
    tone = next((found for found in map(_tone, texts) if found), neither)
    brief = next((found for found in (_says("brief", text) for text in texts) if found is not None), False)
    return Manner(tone, brief)


def _tone(text: str) -> Tone:
    wanted = [(at, tone) for tone in _TONES for at in _wanted(tone, text)[:1]]
    return min(wanted)[1] if wanted else ""


def _says(name: str, text: str) -> bool | None:
    """Whether a text wants it; None where it does not speak of it."""
    if _wanted(name, text):
        return True
    return False if _patterns()[name].search(text) else None


def _wanted(name: str, text: str) -> list[int]:
    """Where a text asks for it, and does not refuse it."""
    found = _patterns()[name].finditer(text)
    refused = _patterns()["refused"]
    return [each.start() for each in found if not refused.search(_clause(text[: each.start()]))]


def _clause(before: str) -> str:
    return re.split(r"[.,;:!?\n]", before)[-1]


@lru_cache(maxsize=1)
def _patterns() -> dict[str, re.Pattern[str]]:
    data = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    found = {
        name: re.compile(rf"\b(?:{'|'.join(patterns)})\b")
        for name, patterns in data.items()
        if name != "refused"
    }
    return {**found, "refused": re.compile(rf"\b{data['refused']}{_BEFORE}")}
