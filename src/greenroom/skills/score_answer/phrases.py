"""The phrases of data/phrases.toml, compiled: how people refuse, instruct, tell of a situation, act and succeed."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from greenroom.skills.lexical import fold

_FILE = Path(__file__).parent / "data" / "phrases.toml"
_NEVER = re.compile(r"(?!)")


@dataclass(frozen=True)
class Phrases:
    """Patterns over folded text (see `flatten`) and sets of folded words of one language."""

    instructions: re.Pattern[str]
    refusals: re.Pattern[str]
    behavioural: re.Pattern[str]
    hypothetical: re.Pattern[str]
    situation: re.Pattern[str]
    action: re.Pattern[str]
    habit: re.Pattern[str]
    result: re.Pattern[str]
    linking: frozenset[str]
    pronouns: frozenset[str]
    reporting: frozenset[str]
    first_person: frozenset[str]
    hedges: frozenset[str]
    yes: frozenset[str]
    no: frozenset[str]
    closed: re.Pattern[str]
    example_asked: frozenset[str]
    result_asked: frozenset[str]
    number_asked: frozenset[str]


@lru_cache(maxsize=1)
def _file() -> dict[str, dict[str, Any]]:
    return tomllib.loads(_FILE.read_text(encoding="utf-8"))


@lru_cache(maxsize=32)
def phrases(language: str) -> Phrases:
    """The phrases of an ISO 639-1 code; those of every language where it has none of its own."""
    given = _file().get(language, {})

    def either(name: str) -> re.Pattern[str]:
        parts = given.get(name, [])
        return re.compile("|".join(f"(?:{part})" for part in parts)) if parts else _NEVER

    def words(name: str) -> frozenset[str]:
        return frozenset(str(given.get(name, "")).split())

    everywhere = [*_file()["any"]["instructions"], *_file()["en"]["instructions"]]
    own = [] if language == "en" else given.get("instructions", [])
    return Phrases(
        instructions=re.compile("|".join(f"(?:{part})" for part in [*everywhere, *own])),
        refusals=either("refusals"),
        behavioural=either("behavioural"),
        hypothetical=either("hypothetical"),
        situation=either("situation"),
        action=either("action"),
        habit=either("habit"),
        result=either("result"),
        linking=words("linking"),
        pronouns=words("pronouns"),
        reporting=words("reporting"),
        first_person=words("first_person"),
        hedges=words("hedges"),
        yes=words("yes"),
        no=words("no"),
        closed=either("closed"),
        example_asked=words("example_asked"),
        result_asked=words("result_asked"),
        number_asked=words("number_asked"),
    )


def flatten(text: str) -> str:
    """A text folded word by word with its white space made single, for the patterns."""
    return " ".join(fold(word) for word in text.split())
