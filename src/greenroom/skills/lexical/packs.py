"""What is known of each language: one TOML file each under data/, which people can edit."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent / "data"
LANGUAGES = ("en", "es", "fr", "de", "pt", "ar")


@dataclass(frozen=True)
class Pack:
    """The words and rules of one language; empty for a language without a file.

    All words are in the form `tokens.fold` gives. steps: groups of (ending, replacement, letters that stay);
    one rule of each group is applied, the longest that may. prefixes: (beginning, letters that stay).
    """

    language: str
    stopwords: frozenset[str] = frozenset()
    negations: frozenset[str] = frozenset()
    negation_ends: frozenset[str] = frozenset()
    common: frozenset[str] = frozenset()
    irregular: Mapping[str, str] = field(default_factory=dict)
    numbers: Mapping[str, float] = field(default_factory=dict)
    multipliers: Mapping[str, float] = field(default_factory=dict)
    units: Mapping[str, str] = field(default_factory=dict)
    prefixes: tuple[tuple[str, int], ...] = ()
    steps: tuple[tuple[tuple[str, str, int], ...], ...] = ()


@lru_cache(maxsize=32)
def pack(language: str) -> Pack:
    """The pack of an ISO 639-1 code; a regional tag such as "pt-BR" finds its language."""
    code = language.lower().replace("_", "-").split("-")[0]
    if code not in LANGUAGES:
        return Pack(code)
    return _read(code, tomllib.loads((DATA / f"{code}.toml").read_text(encoding="utf-8")))


def _read(code: str, given: dict[str, Any]) -> Pack:
    words = {
        name: frozenset(given[name].split()) for name in ("stopwords", "negations", "negation_ends", "common")
    }
    steps = tuple(
        tuple(sorted(((e, r, int(n)) for e, r, n in step), key=lambda rule: -len(rule[0])))
        for step in given["steps"]
    )
    return Pack(
        code,
        **words,
        irregular=given["irregular"],
        numbers=given["numbers"],
        multipliers=given["multipliers"],
        units=given["units"],
        prefixes=tuple((p, int(n)) for p, n in given.get("prefixes", ())),
        steps=steps,
    )
