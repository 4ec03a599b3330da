"""Levels of schooling, from school-leaving certificates to doctorates."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from pathlib import Path

from greenroom.skills.parse_resume.vocabulary import fold

NAMES = {
    1: "school-leaving certificate",
    2: "vocational or associate degree",
    3: "bachelor's degree",
    4: "master's degree",
    5: "doctorate",
}
_INITIALS = re.compile(r"\b[BM]\.?[AS]\.?(?![\w.])")  # BA, B.S., MS: only in capitals
_GENERAL = re.compile(r"\b(?:degree|studium|diploma)\b")
_VOCATIONAL = re.compile(r"\b(?:associate|nvq|ausbildung|bts|hnd)\b")


@lru_cache(maxsize=1)
def _levels() -> dict[int, re.Pattern[str]]:
    raw = tomllib.loads((Path(__file__).parent / "data" / "levels.toml").read_text(encoding="utf-8"))
    return {
        int(number): re.compile(rf"\b(?:{'|'.join(block.split())})\b".replace("_", " "))
        for number, block in raw.items()
    }


def _named(folded: str, text: str) -> list[int]:
    found = [number for number, pattern in _levels().items() if pattern.search(folded)]
    if folded.strip() == "licence":
        found.append(3)  # the French degree; with anything else beside it, it may be a driver's
    return found + [4 if match.group()[0] == "M" else 3 for match in _INITIALS.finditer(text)]


def level(text: str) -> int:
    """The highest level a text names, 0 for none. A "diploma" of a school counts as that school's."""
    folded = fold(text)
    found = _named(folded, text)
    if not found:
        return 0
    if 1 in found and set(found) <= {1, 2} and not _VOCATIONAL.search(folded):
        return 1
    return max(found)


def lowest(text: str) -> int:
    """The lowest level a requirement accepts ("Bachelor's or Master's degree"), 0 where it asks for none."""
    found = _named(_GENERAL.sub("", fold(text)), text)
    return min(found) if found else level(text)
