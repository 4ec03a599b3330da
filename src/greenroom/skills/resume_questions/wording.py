"""How a resume is asked about, and what in it is left alone: one editable file a language under words/."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from pathlib import Path

from greenroom.skills.plan_interviewer.protected import ground_of

LANGUAGES = ("en", "de", "fr", "es", "pt", "ar")
_FOLDER = Path(__file__).parent / "words"


@lru_cache(maxsize=8)
def wording(language: str) -> dict[str, str]:
    """The frames of an ISO 639-1 code; English for a language without a file."""
    code = language.lower()[:2]
    code = code if code in LANGUAGES else "en"
    return tomllib.loads((_FOLDER / f"{code}.toml").read_text(encoding="utf-8"))


def is_private(text: str) -> bool:
    """Whether a text touches what no candidate is asked about, in any language: resumes mix them."""
    return bool(ground_of(text)) or any(pattern.search(text) for pattern in _private())


@lru_cache(maxsize=1)
def _private() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(wording(language)["private"], re.IGNORECASE) for language in LANGUAGES)
