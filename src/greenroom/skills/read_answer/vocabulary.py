"""How each language says yes, no, none, soon and the like: one editable file a language under words/."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from greenroom.skills.lexical import level
from greenroom.skills.lexical.packs import pack

LANGUAGES = ("en", "de", "fr", "es", "pt", "ar")
_FOLDER = Path(__file__).parent / "words"
_NEVER = re.compile(r"(?!)")
_DIGITS = {ord("٠") + n: str(n) for n in range(10)} | {ord("۰") + n: str(n) for n in range(10)}
_DIGITS |= {ord("٫"): ".", ord("`"): "'", ord("´"): "'"}


def plain(text: str) -> str:
    """A text without case and accents and with figures 0 to 9, every offset what it was."""
    return level(text).translate(_DIGITS)


@dataclass(frozen=True)
class Vocabulary:
    """The patterns of one language, for `plain` text. A name the language lacks never matches.

    written: the same patterns one by one, as the files have them.
    """

    language: str
    patterns: Mapping[str, re.Pattern[str]]
    written: Mapping[str, tuple[str, ...]]
    numbers: Mapping[str, float]
    units: Mapping[str, str]
    months: tuple[re.Pattern[str], ...]
    weekdays: tuple[re.Pattern[str], ...]
    ordinals: tuple[re.Pattern[str], ...]

    def __getitem__(self, name: str) -> re.Pattern[str]:
        return self.patterns.get(name, _NEVER)

    def says(self, name: str, text: str) -> bool:
        return self[name].search(text) is not None


@lru_cache(maxsize=16)
def vocabulary(language: str) -> Vocabulary:
    """The words of an ISO 639-1 code; English for a language without a file. `everywhere.toml` is in each."""
    code = language.lower()[:2]
    code = code if code in LANGUAGES else "en"
    own, everywhere, rules = _file(code), _file("everywhere"), pack(code)
    every = [everywhere, *map(_file, LANGUAGES)]
    merged: dict[str, list[str]] = {}
    for name in {*own["says"], *everywhere["says"]}:
        merged[name] = [*own["says"].get(name, []), *everywhere["says"].get(name, [])]
    for name in ("stop", "stop_asked"):
        merged[name] = [part for file in every for part in file["says"].get(name, [])]
    return Vocabulary(
        language=code,
        patterns={name: either(parts) for name, parts in merged.items()},
        written={name: tuple(parts) for name, parts in merged.items()},
        numbers={**rules.numbers, **rules.multipliers, **own["numbers"]},
        units={**rules.units, **everywhere["units"], **own["units"]},
        months=tuple(either([name]) for name in own["months"]),
        weekdays=tuple(either([name]) for name in own["weekdays"]),
        ordinals=tuple(either([name]) for name in own["says"]["ordinals"]),
    )


def either(parts: list[str]) -> re.Pattern[str]:
    """A pattern for any of some, each a whole word or words."""
    return re.compile(rf"(?<!\w)(?:{'|'.join(parts)})(?!\w)") if parts else _NEVER


@lru_cache(maxsize=16)
def _file(name: str) -> dict[str, Any]:
    return tomllib.loads((_FOLDER / f"{name}.toml").read_text(encoding="utf-8"))
