"""The words in which workflows are asked for and planned, one editable file a language under workflow/."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from greenroom.skills.lexical import fold

LANGUAGES = ("en", "es", "fr", "de", "pt", "ar")
KINDS = ("resume", "form", "conversational_sms", "web_interview", "scenario")
_FOLDER = Path(__file__).parent / "workflow"
_ARABIC_PREFIX = "(?:[وف])?(?:بال|لل|ال|[بل])?"


@dataclass(frozen=True)
class CriterionWords:
    """A criterion of a scenario as a file words it."""

    text: str
    one: str
    five: str
    points: tuple[str, ...]


@dataclass(frozen=True)
class Wording:
    """What a plan says of its workflow in one language. frames: how a requirement is asked about."""

    language: str
    words: Mapping[str, str]
    frames: Mapping[str, str]
    scenario: Mapping[str, str]
    criteria: tuple[CriterionWords, ...]

    def of_stage(self, kind: str) -> str:
        return self.words[f"stage_{kind}"]


@lru_cache(maxsize=8)
def _file(language: str) -> dict[str, Any]:
    return tomllib.loads((_FOLDER / f"{language}.toml").read_text(encoding="utf-8"))


@lru_cache(maxsize=8)
def wording(language: str) -> Wording:
    """What a plan says in a language; English for one without a file."""
    code = language if language in LANGUAGES else "en"
    data = _file(code)
    scenario = {name: said for name, said in data["scenario"].items() if isinstance(said, str)}
    return Wording(
        language=code,
        words=data["write"],
        frames=data["asked"],
        scenario=scenario,
        criteria=tuple(
            CriterionWords(made["text"], made["one"], made["five"], tuple(made["points"]))
            for made in data["scenario"]["criterion"]
        ),
    )


@lru_cache(maxsize=64)
def said(name: str) -> re.Pattern[str]:
    """Finds, in a text that is folded letter by letter, what any language's [read] lists under a name."""
    parts = [_either(_file(code)["read"][name], code) for code in LANGUAGES if _has(code, name)]
    if name == "before_subject":
        parts = [*map(_lacking, LANGUAGES), *parts]
    return re.compile("|".join(parts))


def _lacking(code: str) -> str:
    """ "reject", perhaps "anyone", "without"."""
    verbs, who, lack = (_either(_file(code)["read"][f"lack{part}"], code) for part in ("_verbs", "_who", ""))
    return rf"(?:{verbs})\s+(?:(?:{who})\s+)?(?:{lack})"


@lru_cache(maxsize=1)
def subjects() -> dict[str, re.Pattern[str]]:
    """Name of a subject to what finds it, in a folded text, in any of the languages."""
    data = tomllib.loads((_FOLDER / "subjects.toml").read_text(encoding="utf-8"))
    return {
        name: re.compile(_either([w for w in words if w.isascii() or not _arabic(w)], "en") + "|"
                         + _either([w for w in words if _arabic(w)], "ar"))
        if any(map(_arabic, words)) else re.compile(_either(words, "en"))
        for name, words in data.items()
    }  # fmt: skip


def _has(code: str, name: str) -> bool:
    return bool(_file(code)["read"].get(name))


def _arabic(word: str) -> bool:
    return any("\u0600" <= letter <= "\u06ff" for letter in word)


def _either(phrases: Iterable[str], language: str) -> str:
    """Any of these words or phrases, longest first; a star at the end of a word stands for any ending."""
    lead = _ARABIC_PREFIX if language == "ar" else ""
    parts = []
    for phrase in sorted(set(phrases), key=len, reverse=True):
        words = [
            re.escape(fold(word.rstrip("*"))) + (r"\w*" if word.endswith("*") else "")
            for word in phrase.split()
        ]
        begin = "" if not phrase[0].isalnum() else rf"(?<!\w){lead}"
        end = "" if phrase.endswith("*") or not phrase[-1].isalnum() else r"(?!\w)"
        parts.append(begin + r"\s+".join(words) + end)
    return "|".join(parts)
