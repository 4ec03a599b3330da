"""What candidates ask about, and what a sentence must say to tell it: one editable file a language under topics/."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

LANGUAGES = ("en", "es", "fr", "de", "pt", "ar")
_FOLDER = Path(__file__).parent / "topics"
_MONEY = re.compile(
    r"[$£€]\s?\d|\d\s?[$£€]|r\$\s?\d|\b\d[\d.,]*\s?(?:eur|usd|gbp|chf|reais|euros?|pounds|dollars)\b"
)
_NEAR = 30
_PROCESS = "process"
_NEVER = re.compile(r"(?!)")


@dataclass(frozen=True)
class Topic:
    """Patterns over folded text. needs_sum: whether only a sentence with a sum of money can tell it.

    aside: what makes a sentence one about applying, which tells nothing of the job.
    """

    name: str
    asks: re.Pattern[str]
    tells: re.Pattern[str]
    never: re.Pattern[str]
    aside: re.Pattern[str]
    needs_sum: bool

    def told_by(self, flat: str) -> bool:
        """Whether a folded sentence tells what is asked."""
        if self.never.search(flat) or (self.name != _PROCESS and self.aside.search(flat)):
            return False
        if self.needs_sum:
            return self._names_a_sum(flat) or _MONEY.search(flat) is not None
        return self.tells.search(flat) is not None

    def _names_a_sum(self, flat: str) -> bool:
        near = (flat[max(0, at.start() - _NEAR) : at.end() + _NEAR] for at in self.tells.finditer(flat))
        return any(c.isdigit() for words in near for c in words)


@lru_cache(maxsize=16)
def topics(language: str) -> tuple[Topic, ...]:
    """In the order in which they decide what a question is about; English for a language without a file."""
    code = language if language in LANGUAGES else "en"
    data = tomllib.loads((_FOLDER / f"{code}.toml").read_text(encoding="utf-8"))
    aside = _word(data["aside"])
    return tuple(
        Topic(
            name=made["name"],
            asks=_word(made["asks"]),
            tells=_word(made["tells"]),
            never=_word(made["never"]) if "never" in made else _NEVER,
            aside=aside,
            needs_sum=made.get("needs") == "sum",
        )
        for made in data["topic"]
    )


def topic_of(flat: str, language: str) -> Topic | None:
    """The topic a folded question is about; None where it is about none of them."""
    return next((topic for topic in topics(language) if topic.asks.search(flat)), None)


def _word(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{pattern})(?!\w)")
