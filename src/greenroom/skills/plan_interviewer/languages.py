"""Which language a job description is written in, by its headings where it has some."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from pathlib import Path

from greenroom.skills.lexical import detect, is_in
from greenroom.skills.plan_interviewer.cues import LANGUAGES

_FOLDER = Path(__file__).parent / "reading"
_FEWEST = 2
_LONGEST = 20_000
_LONGEST_HEADING = 70


def written_in(text: str, default: str) -> str:
    """ISO 639-1 code; `default` where there is too little to tell.

    Headings and bullets hold few of the little words by which a language is told, so known headings count first.
    """
    if len(text.split()) <= _FEWEST:
        return default or "en"
    begun = (line.split(":")[0] for line in text[:_LONGEST].splitlines())
    lines = {line.strip(" \t#*_>=:?¿!•-–").lower() for line in begun if len(line) < _LONGEST_HEADING}
    counts = {code: len(lines & _headings(code)) for code in LANGUAGES}
    first, second = sorted(counts.values(), reverse=True)[:2]
    best = max(counts, key=lambda code: counts[code])
    if first >= _FEWEST and first > second and is_in(text[:_LONGEST], best):
        return best
    return detect(text[:_LONGEST])


@lru_cache(maxsize=8)
def _headings(language: str) -> frozenset[str]:
    data = tomllib.loads((_FOLDER / f"{language}.toml").read_text(encoding="utf-8"))
    return frozenset(heading for names in data["headings"].values() for heading in names)
