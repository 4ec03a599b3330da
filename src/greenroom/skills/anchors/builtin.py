"""The built-in engine: the best answer is cut into its parts, and fewer of them earn less."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from greenroom.skills.anchors.schema import AnchorsToWrite, AnchorsWritten
from greenroom.skills.lexical import detect, tokenise

_FILE = Path(__file__).parent / "words.toml"
_PARTS = re.compile(r"\s*[;\n]\s*|(?<=[.!?؟])\s+|,\s+(?=(?:and|y|et|und|e|then|dann|puis|luego)\s)")
_EDGES = " .;,:!\n"
_FEWEST = 2
_LONGEST = 220


def write(given: AnchorsToWrite) -> AnchorsWritten:
    """The same ends give the same middle."""
    say = _words(given.language or detect(f"{given.question} {given.one} {given.five}"))
    parts = _parts(given)
    one, five = _short(given.one), _short(given.five)
    if len(parts) < _FEWEST:
        return AnchorsWritten(
            two=say["two_whole"].format(one=one),
            three=say["three_whole"].format(five=five),
            four=say["four_whole"].format(five=five),
        )
    half = max(1, len(parts) // 2)
    return AnchorsWritten(
        two=say["two"].format(one=one, some=parts[0]),
        three=say["three"].format(some=_listed(parts[:half]), rest=_listed(parts[half:])),
        four=say["four"].format(some=_listed(parts[:-1]), rest=parts[-1]),
    )


def _parts(given: AnchorsToWrite) -> list[str]:
    """The key points; without any, the parts of the best answer that say something."""
    found = given.key_points or _PARTS.split(given.five)
    tidy = [part.strip(_EDGES) for part in found]
    return [_short(part) for part in tidy if len(tokenise(part)) >= (1 if given.key_points else 3)]


def _short(text: str) -> str:
    plain = " ".join(text.split()).strip(_EDGES)
    if len(plain) <= _LONGEST:
        return plain
    return f"{plain[:_LONGEST].rsplit(' ', 1)[0]} …"


def _listed(parts: Sequence[str]) -> str:
    return "; ".join(parts)


@lru_cache(maxsize=16)
def _words(language: str) -> dict[str, str]:
    given = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    found: dict[str, str] = given.get(language.lower()[:2], given["en"])
    return found
