"""How candidates say what is no answer, and what is said back: one editable file a language under speech/."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from greenroom.skills.lexical import fold

LANGUAGES = ("en", "es", "fr", "de", "pt", "ar")
_FOLDER = Path(__file__).parent / "speech"


@dataclass(frozen=True)
class Aspect:
    """What a key point is about (found in its folded words), and ways to ask for it without saying it."""

    find: re.Pattern[str]
    asks: tuple[str, ...]


@dataclass(frozen=True)
class Speech:
    """heard: kind to what finds it in folded text. say: replies. ways: what is said otherwise in a way of talking."""

    language: str
    heard: dict[str, re.Pattern[str]]
    say: dict[str, str]
    acks: tuple[str, ...]
    deeper: tuple[str, ...]
    mention: tuple[str, ...]
    aspects: tuple[Aspect, ...]
    ways: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)

    def talking(self, *, tone: str, is_brief: bool) -> Speech:
        """The same in another way of talking; a brief one has no lead-ins, and its own words where both have some."""
        own = {**self.ways.get(tone, {}), **(self.ways["brief"] if is_brief else {})}
        if not own:
            return self
        acks = tuple(own.pop("acks", self.acks))
        mention = () if is_brief else self.mention
        return replace(self, say={**self.say, **own}, acks=acks, mention=mention)


@lru_cache(maxsize=16)
def speech(language: str) -> Speech:
    """The speech of an ISO 639-1 code; English for a language without a file."""
    code = language.lower().split("-")[0]
    code = code if code in LANGUAGES else "en"
    data = tomllib.loads((_FOLDER / f"{code}.toml").read_text(encoding="utf-8"))
    said = data["say"]
    return Speech(
        language=code,
        heard={kind: _either(patterns) for kind, patterns in data["heard"].items()},
        say={name: text for name, text in said.items() if isinstance(text, str)},
        acks=tuple(said["acks"]),
        deeper=tuple(said["deeper"]),
        mention=tuple(said["mention"]),
        aspects=tuple(Aspect(re.compile(a["find"]), tuple(a["asks"])) for a in data["aspect"]),
        ways={name: given for name, given in said.items() if isinstance(given, dict)},
    )


def folded(text: str) -> str:
    """A text word by word without case and accents, its white space single, for the patterns."""
    return " ".join(fold(word) for word in text.split())


def _either(patterns: Sequence[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns))
