"""How the assistant speaks: one editable file a language under speech/."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

LANGUAGES = ("en", "de", "fr", "es", "pt", "ar")
_FOLDER = Path(__file__).parent / "speech"


@dataclass(frozen=True)
class Speech:
    """say: its sentences. patterns: whole words, over text without case and accents; joins: anywhere, case ignored."""

    language: str
    say: Mapping[str, str]
    patterns: Mapping[str, re.Pattern[str]]
    joins: re.Pattern[str]


@lru_cache(maxsize=8)
def speech(language: str) -> Speech:
    """The speech of an ISO 639-1 code; English for a language without a file."""
    code = language.lower()[:2]
    code = code if code in LANGUAGES else "en"
    data = tomllib.loads((_FOLDER / f"{code}.toml").read_text(encoding="utf-8"))
    patterns: dict[str, str] = data["patterns"]
    return Speech(
        language=code,
        say=data["say"],
        patterns={name: re.compile(rf"(?<!\w)(?:{found})(?!\w)") for name, found in patterns.items()},
        joins=re.compile(patterns["joins"], re.IGNORECASE),
    )
