"""Short sentences for the recruiter, in the language of the interview where there are some."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from pathlib import Path

from greenroom.skills.lexical import tokenise

_DATA = Path(__file__).parent / "data"
_GIST_WORDS = 16
_QUESTION_LENGTH = 70


@lru_cache(maxsize=1)
def _sentences() -> dict[str, dict[str, str]]:
    return tomllib.loads((_DATA / "sentences.toml").read_text(encoding="utf-8"))


def sentence(kind: str, language: str, *, requirement: str = "", question: str = "", words: str = "") -> str:
    """The sentence of a kind; English where the language has none. words: what it rests on, made short."""
    known = _sentences()
    template = (known.get(language) or known["en"])[kind]
    return template.format(
        requirement=_clipped(requirement), question=_clipped(question), gist=gist(words)
    ).strip()


def gist(words: str) -> str:
    """The first words of a stretch of speech, without what is only said to begin with."""
    flat = " ".join(words.split())
    tokens = tokenise(flat)
    if len(tokens) <= _GIST_WORDS:
        return flat.rstrip(".,;: ")
    return flat[: tokens[_GIST_WORDS - 1].end] + " …"


@lru_cache(maxsize=1)
def named_skills() -> tuple[str, ...]:
    """The skills of data/skills.txt."""
    lines = (_DATA / "skills.txt").read_text(encoding="utf-8").splitlines()
    return tuple(line.strip() for line in lines if line.strip() and not line.startswith("#"))


def intends(flat: str, language: str) -> bool:
    """Whether flattened words only tell what the speaker tries or means to do."""
    pattern = _intentions().get(language)
    return pattern is not None and pattern.search(flat) is not None


@lru_cache(maxsize=1)
def _intentions() -> dict[str, re.Pattern[str]]:
    given = tomllib.loads((_DATA / "intentions.toml").read_text(encoding="utf-8"))
    return {language: re.compile(pattern) for language, pattern in given.items()}


def _clipped(text: str) -> str:
    flat = " ".join(text.split()).rstrip(".")
    return flat if len(flat) <= _QUESTION_LENGTH else flat[: _QUESTION_LENGTH - 1].rsplit(" ", 1)[0] + "…"
