"""How invented candidates speak: one editable file a language under speech/."""

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
class Kind:
    """A kind of key point and two ways to speak to it. after: what of the point stands in for {point}."""

    find: re.Pattern[str]
    strong: str
    typical: str
    after: str


@dataclass(frozen=True)
class Speech:
    """The file of one language; its names are explained in speech/en.toml."""

    language: str
    say: Mapping[str, str]
    choices: Mapping[str, tuple[str, ...]]
    leads: Mapping[str, re.Pattern[str]]
    by_first: bool
    kinds: tuple[Kind, ...]


@lru_cache(maxsize=8)
def speech(language: str) -> Speech:
    """The speech of an ISO 639-1 code; English for a language without a file."""
    code = language.lower()[:2]
    code = code if code in LANGUAGES else "en"
    data = tomllib.loads((_FOLDER / f"{code}.toml").read_text(encoding="utf-8"))
    leads = {name: pattern for name, pattern in data["leads"].items() if name != "by_first"}
    lists = {
        name: tuple(value) for name, value in data.items() if isinstance(value, list) and name != "kinds"
    }
    return Speech(
        language=code,
        say={name: value for name, value in data.items() if isinstance(value, str)},
        choices=lists | {name: tuple(forms) for name, forms in data["forms"].items()},
        leads={
            name: re.compile(pattern if name.startswith("ends_") else rf"(?:{pattern})(?!\w)")
            for name, pattern in leads.items()
        },
        by_first="by_first" in data["leads"],
        kinds=tuple(
            Kind(re.compile(kind["find"]), kind["strong"], kind["typical"], kind.get("after", ""))
            for kind in data["kinds"]
        ),
    )
