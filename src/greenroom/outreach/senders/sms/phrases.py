"""What is written in reply to STOP, START and HELP, and where nobody listens: phrases.toml, which people can edit."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from pathlib import Path

_FILE = Path(__file__).parent / "phrases.toml"


def say(phrase: str, language: str, /, **filled: str) -> str:
    """A phrase in a language (ISO 639-1, with or without a region); English for one without its own."""
    every = _phrases()
    return every.get(language.lower().split("-")[0], every["en"])[phrase].format(**filled).strip()


@lru_cache(maxsize=1)
def _phrases() -> dict[str, dict[str, str]]:
    return tomllib.loads(_FILE.read_text(encoding="utf-8"))
