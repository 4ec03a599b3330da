"""What no candidate may be asked about and no plan may sort by: one editable file a language under protected/."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from pathlib import Path

LANGUAGES = ("en", "es", "fr", "de", "pt", "ar")
GROUNDS = ("age", "family", "gender", "orientation", "religion", "origin", "health", "politics", "looks")
_FOLDER = Path(__file__).parent / "protected"


@lru_cache(maxsize=8)
def _patterns(language: str) -> dict[str, re.Pattern[str]]:
    data = tomllib.loads((_FOLDER / f"{language}.toml").read_text(encoding="utf-8"))
    return {ground: re.compile("|".join(data[ground]), re.IGNORECASE) for ground in GROUNDS}


def ground_of(text: str) -> str:
    """The protected characteristic of candidates that a wish or a question touches, from GROUNDS; "" for none.

    Every language is looked at: wishes are short, and may be written in another one than the job description.
    """
    plain = " ".join(text.split()).strip(" .!?:;\"'“”„«»¿¡")
    for language in LANGUAGES:
        for ground, pattern in _patterns(language).items():
            if pattern.search(plain):
                return ground
    return ""
