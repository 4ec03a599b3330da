"""What a call says about itself: phrases.toml, which people can edit."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from pathlib import Path

_FILE = Path(__file__).parent / "phrases.toml"


@lru_cache(maxsize=1)
def _all() -> dict[str, dict[str, str]]:
    return tomllib.loads(_FILE.read_text(encoding="utf-8"))


def say(phrase: str, language: str) -> str:
    """language: ISO 639-1; English for one without its own."""
    texts = _all().get(language.lower().split("-")[0]) or _all()["en"]
    return texts[phrase]
