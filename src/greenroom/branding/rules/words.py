"""Words of the workspace's own on candidate pages, and what is put into them."""

from __future__ import annotations

import re
from collections.abc import Mapping

PLACES = ("candidate_name", "job_title", "company_name")
LANGUAGES = ("en", "es", "fr", "de", "pt", "ar")
LONGEST = 600  # characters
_PLACE = re.compile(r"\{\{\s*([a-z_]+)\s*\}\}")
_WITH_COMMA = re.compile(r"[ \t]*[,،]?[ \t]*\{\{\s*([a-z_]+)\s*\}\}")
_LEADING = re.compile(r"^[ \t,;:،]+", re.MULTILINE)


def unknown(text: str) -> str:
    """The first place that is none of PLACES, "" where all are."""
    return next((name for name in _PLACE.findall(text) if name not in PLACES), "")


def filled(text: str, facts: Mapping[str, str]) -> str:
    """The words with their places filled in; a place nothing is known of goes, with the comma before it."""

    known = {name: fact for name, fact in facts.items() if fact}
    shorter = _WITH_COMMA.sub(lambda found: found[0] if found[1] in known else "", text)
    if shorter != text:
        shorter = _LEADING.sub("", shorter)
    return _PLACE.sub(lambda found: known[found[1]], shorter).strip()


def spoken(words: Mapping[str, str], language: str) -> str:
    """The words in this language, "" where there are none: ours are shown then, which speak it."""
    return words.get(language.split("-", maxsplit=1)[0], "")
