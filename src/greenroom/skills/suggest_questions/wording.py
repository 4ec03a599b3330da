"""The words of suggestions, and the usual questions: one editable file a language under wording/."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

LANGUAGES = ("en", "de", "fr", "es", "pt", "ar")
_FOLDER = Path(__file__).parent / "wording"


@dataclass(frozen=True)
class Usual:
    """A question that is worth asking for most jobs. about: its subject, by which it is known to be asked."""

    modalities: tuple[str, ...]
    text: str
    shape: str
    about: str


@dataclass(frozen=True)
class Wording:
    """say: templates. usual: in the order in which they are suggested."""

    language: str
    say: Mapping[str, str]
    usual: tuple[Usual, ...]


@lru_cache(maxsize=8)
def wording(language: str) -> Wording:
    """The wording of an ISO 639-1 code; English for a language without a file."""
    code = language.lower()[:2]
    code = code if code in LANGUAGES else "en"
    data = tomllib.loads((_FOLDER / f"{code}.toml").read_text(encoding="utf-8"))
    usual = tuple(Usual(**{**entry, "modalities": tuple(entry["modalities"])}) for entry in data["usual"])
    return Wording(code, data["say"], usual)
