"""Languages people speak, by their names in several languages, and how well."""

from __future__ import annotations

import re
from functools import lru_cache

from babel import Locale

from greenroom.skills.parse_resume.vocabulary import fold

_SCALE = (
    (
        6,
        r"\bc2\b|native|mother tongue|mutterspra|langue maternelle|natif|nativ[oa]|bilingu|l[ei]ngu?a materna",
    ),
    (
        5,
        r"\bc1\b|fluent|fluen|verhandlungssicher|fliessend|courant|fluid|proficient|full professional|excellent",
    ),
    (
        4,
        r"\bb2\b|upper.intermediate|professional working|advanced|avanc|avanz|konversationssicher|sehr gut|very good",
    ),
    (3, r"\bb1\b|intermedia|intermed|conversational|good|gut\b|working knowledge|medio"),
    (2, r"\ba2\b|elementary|limited"),
    (1, r"\ba1\b|basic|beginner|grundkenntnisse|notions|debutant|basico|anfanger"),
)
_KNOWLEDGE = re.compile(r"(?:sprach)?kenntnissen?$")
_ENOUGH = {6: 5}  # somebody fluent is not turned away for not being native


@lru_cache(maxsize=1)
def names() -> dict[str, str]:
    """Folded name to ISO 639-1 code."""
    found = {
        "mandarin": "zh",
        "cantonese": "zh",
        "farsi": "fa",
        "castellano": "es",
        "tagalog": "tl",
        "flemish": "nl",
    }
    for code in ("en", "de", "fr", "es", "pt"):
        for tag, name in Locale(code).languages.items():
            if len(tag) == 2:
                found.setdefault(fold(name), tag)
    return found


def grade(text: str) -> int:
    """1 (A1) to 6 (C2) for how well a language is said to be spoken, 0 where nothing is said."""
    folded = fold(text)
    return next((number for number, pattern in _SCALE if re.search(pattern, folded)), 0)


def enough(found: int, asked: int) -> bool:
    return found >= _ENOUGH.get(asked, asked)


def mentions(text: str) -> list[tuple[str, int, int]]:
    """Languages named in a text: code and place."""
    found = []
    for match in re.finditer(r"[^\W\d_]+", text):
        code = names().get(_KNOWLEDGE.sub("", fold(match.group())))
        if code and len(match.group()) > 3:
            found.append((code, match.start(), match.end()))
    return found
