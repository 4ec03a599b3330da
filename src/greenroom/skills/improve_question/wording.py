"""What is wrong with questions and what is written instead: one editable file a language under wording/."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

LANGUAGES = ("en", "de", "fr", "es", "pt", "ar")
_FOLDER = Path(__file__).parent / "wording"


@dataclass(frozen=True)
class Wording:
    """The file of one language; its names are explained in wording/en.toml."""

    language: str
    leading: tuple[re.Pattern[str], ...]
    yes_no: re.Pattern[str]
    rewrites: tuple[tuple[re.Pattern[str], str], ...]
    second: re.Pattern[str]
    joins: re.Pattern[str]
    jargon: tuple[tuple[re.Pattern[str], str], ...]
    fillers: re.Pattern[str]
    vague: frozenset[str]
    wishes: Mapping[str, re.Pattern[str]]
    protected: Mapping[str, re.Pattern[str]]
    say: Mapping[str, str]
    reasons: Mapping[str, str]
    lawful: Mapping[str, str]


@lru_cache(maxsize=8)
def wording(language: str) -> Wording:
    """The wording of an ISO 639-1 code; English for a language without a file."""
    code = language.lower()[:2]
    code = code if code in LANGUAGES else "en"
    data: dict[str, Any] = tomllib.loads((_FOLDER / f"{code}.toml").read_text(encoding="utf-8"))
    return Wording(
        language=code,
        leading=tuple(_find(pattern) for pattern in data["leading"]),
        yes_no=_find(data["yes_no"]),
        rewrites=tuple((_find(find), replace) for find, replace in data["rewrites"]),
        second=_find(data["second"]),
        joins=_find(data["joins"].replace("{second}", data["second"])),
        jargon=tuple((_find(rf"\b(?:{find})\b"), replace) for find, replace in data["jargon"]),
        fillers=_find("|".join(f"(?:{filler})" for filler in data["fillers"])),
        vague=frozenset(data["vague"].split()),
        wishes={name: _wished(name) for name in ("stricter", "lenient", "shorter")},
        protected={name: _find(pattern) for name, pattern in data.get("protected", {}).items()},
        say={name: text for name, text in data.items() if isinstance(text, str)},
        reasons=data["reasons"],
        lawful=data["lawful"],
    )


@lru_cache(maxsize=8)
def _wished(name: str) -> re.Pattern[str]:
    """A recruiter may wish in another language than the question's."""
    files = [tomllib.loads((_FOLDER / f"{code}.toml").read_text(encoding="utf-8")) for code in LANGUAGES]
    return _find("|".join(rf"(?<!\w)(?:{file[name]})" for file in files))


def _find(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)
