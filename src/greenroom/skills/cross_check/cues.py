"""The patterns of data/cues.toml, compiled once for each language."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

_FILE = Path(__file__).parent / "data" / "cues.toml"


@dataclass(frozen=True)
class Cues:
    """How one language speaks of its speaker's past; its names are explained in the file."""

    first: re.Pattern[str]
    others: re.Pattern[str]
    begins: re.Pattern[str]
    ends: re.Pattern[str]
    between: re.Pattern[str]
    still: re.Pattern[str]
    there: re.Pattern[str]
    not_stretch: re.Pattern[str]
    title: re.Pattern[str]
    current: re.Pattern[str]
    denies: re.Pattern[str]
    softened: re.Pattern[str]
    unfinished: re.Pattern[str]
    studies: re.Pattern[str]
    holds: re.Pattern[str]
    graduated: re.Pattern[str]
    school: re.Pattern[str]
    junior: frozenset[str]
    lead: frozenset[str]
    generic: frozenset[str]


@lru_cache(maxsize=1)
def _file() -> dict[str, dict[str, Any]]:
    return tomllib.loads(_FILE.read_text(encoding="utf-8"))


@lru_cache(maxsize=16)
def cues(language: str) -> Cues:
    """The cues of an ISO 639-1 code; the English ones for a language without its own."""
    given: dict[str, Any] = {
        name: re.compile("|".join(f"(?:{part})" for part in value))
        if isinstance(value, list)
        else frozenset(str(value).split())
        for name, value in (_file().get(language) or _file()["en"]).items()
    }
    return Cues(**given)


@lru_cache(maxsize=1)
def ranks() -> tuple[frozenset[str], frozenset[str]]:
    """The words of junior and of leading titles in every language: a resume need not be in that of the interview."""
    everywhere = [cues(code) for code in _file()]
    return (
        frozenset[str]().union(*(each.junior for each in everywhere)),
        frozenset[str]().union(*(each.lead for each in everywhere)),
    )
