"""The question bank: patterns by competence, one editable file a language under bank/."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

LANGUAGES = ("en", "es", "fr", "de", "pt", "ar")
_FOLDER = Path(__file__).parent / "bank"


@dataclass(frozen=True)
class Pattern:
    """A question waiting for the part of a job it is asked about. kind: behavioural, situational, ..."""

    competence: str
    kind: str
    topic: str
    text: str
    one: str
    five: str
    points: tuple[str, ...]


@dataclass(frozen=True)
class Bank:
    """leads: form of a phrase to the sentences that introduce it. words: the small texts of a plan.
    frames: sentences into which the wording of a job description is fitted, where the language has them."""

    language: str
    leads: dict[str, tuple[str, ...]]
    words: dict[str, str]
    frames: dict[str, str]
    patterns: tuple[Pattern, ...]

    def of(self, competence: str) -> tuple[Pattern, ...]:
        return tuple(pattern for pattern in self.patterns if pattern.competence == competence)


@lru_cache(maxsize=8)
def bank(language: str) -> Bank:
    """The bank of a language; the English one for a language without a file."""
    code = language if language in LANGUAGES else "en"
    data = tomllib.loads((_FOLDER / f"{code}.toml").read_text(encoding="utf-8"))
    return Bank(
        language=code,
        leads={form: tuple(leads) for form, leads in data["leads"].items()},
        words=data["words"],
        frames=data.get("frames", {}),
        patterns=tuple(
            Pattern(**{**question, "points": tuple(question["points"])}) for question in data["question"]
        ),
    )
