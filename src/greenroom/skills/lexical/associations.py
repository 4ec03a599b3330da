"""Words that may stand for one another at work, from data/associations_<language>.txt."""

from __future__ import annotations

from functools import lru_cache

from greenroom.skills.lexical.packs import DATA
from greenroom.skills.lexical.terms import stem
from greenroom.skills.lexical.tokens import fold


@lru_cache(maxsize=32)
def _groups(language: str) -> dict[str, frozenset[int]]:
    path = DATA / f"associations_{language}.txt"
    found: dict[str, set[int]] = {}
    if not path.is_file():
        return {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines()):
        if line.startswith("#"):
            continue
        for word in line.split():
            found.setdefault(stem(fold(word), language), set()).add(number)
    return {word: frozenset(lines) for word, lines in found.items()}


def associated(one: str, other: str, language: str) -> bool:
    """Whether two stems stand on one line of the language's list."""
    groups = _groups(language)
    return one in groups and not groups[one].isdisjoint(groups.get(other, frozenset()))
