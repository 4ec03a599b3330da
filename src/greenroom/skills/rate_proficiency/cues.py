"""The words of data/cues.toml, compiled."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from greenroom.skills.lexical import level

_FILE = Path(__file__).parent / "data" / "cues.toml"
_NEVER = re.compile(r"(?!)")


@dataclass(frozen=True)
class Cues:
    """links, under: patterns over levelled text. errors: None where mistakes cannot be told."""

    links: re.Pattern[str]
    under: re.Pattern[str]
    errors: re.Pattern[str] | None


@lru_cache(maxsize=1)
def _file() -> dict[str, Any]:
    return tomllib.loads(_FILE.read_text(encoding="utf-8"))


@lru_cache(maxsize=16)
def cues(language: str) -> Cues:
    """What is known of a language; no link and no mistake is found in one that nothing is known of."""
    given = _file()
    errors = given["errors"].get(language)
    return Cues(
        links=_words(given["links"].get(language, "")),
        under=_words(given["under"].get(language, "")),
        errors=re.compile("|".join(f"(?:{part})" for part in errors)) if errors else None,
    )


def _words(listed: str) -> re.Pattern[str]:
    if not listed:
        return _NEVER
    longest_first = sorted(listed.split(), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(re.escape(word).replace('_', ' ') for word in longest_first)})\b")


@lru_cache(maxsize=1)
def fillers() -> frozenset[str]:
    return frozenset(_file()["fillers"].split())


@lru_cache(maxsize=256)
def kind_of(category: str) -> str:
    """ "range", "accuracy", "coherence"; "sound" or "pace", which words cannot tell; "" for any other."""
    name = level(category)
    for table in ("unheard", "kinds"):
        for kind, parts in _file()[table].items():
            if any(part in name for part in parts.split()):
                return str(kind)
    return ""
