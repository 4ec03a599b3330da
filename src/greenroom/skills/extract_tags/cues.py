"""The patterns of data/cues.toml, compiled once for each language."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

_FILE = Path(__file__).parent / "data" / "cues.toml"
_NEVER = re.compile(r"(?!)")


@dataclass(frozen=True)
class Cues:
    """How one language says the standard facts. Every pattern is for levelled text (`lexical.level`)."""

    given: Mapping[str, Any]

    def pattern(self, name: str) -> re.Pattern[str]:
        """The pattern called `name`, which never matches where the language has none."""
        return _compiled(_joined(self.given.get(name)))

    def says(self, name: str, text: str) -> bool:
        return self.pattern(name).search(text) is not None

    def asks(self, name: str, question: str) -> bool:
        """Whether a question asks for a tag."""
        return _compiled(self.given["asks"].get(name, "")).search(question) is not None

    def choices(self, name: str) -> list[tuple[str, re.Pattern[str]]]:
        """(value, pattern) in the order of the file."""
        return [(value, _compiled(pattern)) for value, pattern in self.given[name]]

    def names(self, name: str) -> list[str]:
        """A list of words in order: months, weekdays."""
        return str(self.given[name]).split()

    def table(self, name: str) -> Mapping[str, str]:
        found: Mapping[str, str] = self.given[name]
        return found


def _joined(given: object) -> str:
    if isinstance(given, list):
        return "|".join(f"(?:{part})" for part in given)
    return str(given or "")


@lru_cache(maxsize=512)
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern) if pattern else _NEVER


@lru_cache(maxsize=1)
def _file() -> dict[str, dict[str, Any]]:
    return tomllib.loads(_FILE.read_text(encoding="utf-8"))


def cues(language: str) -> Cues:
    """The cues of an ISO 639-1 code; the English ones for a language without its own."""
    given = _file()
    return Cues(given.get(language) or given["en"])
