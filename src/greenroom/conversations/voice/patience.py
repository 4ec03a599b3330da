"""How long a pause may last before an answer is taken for whole. Pure: words in, seconds out."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from greenroom.skills.lexical import fold, tokenise

OPEN = 3.2  # seconds after words that could go on
WHOLE = 1.2  # after a few words that are a whole answer to a question that wants few
DONE = 0.8  # after words that say so
THINKING = 8.0  # after words that ask for time
TRAILING = 5.0  # after a word that something follows
NOTHING_YET = 4.0  # after a sound that made no words
SILENCE = 12.0  # without a word since the question was asked
FEW_WORDS = 3
MANY_WORDS = 8
"""A question that wants a few words may get a sentence; a longer answer is somebody telling something."""
_FILE = Path(__file__).parent / "patience.toml"


@dataclass(frozen=True)
class _Ends:
    """Endings as folded words, longest first."""

    thinking: tuple[tuple[str, ...], ...]
    trailing: tuple[tuple[str, ...], ...]
    done: tuple[tuple[str, ...], ...]
    short: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Patience:
    """language: ISO 639-1. short: whether a few words are a whole answer to what was asked. stretch: how many times
    the usual pause the candidate was granted."""

    language: str = "en"
    short: bool = False
    stretch: float = 1.0

    def pause(self, words: str) -> float:
        """Seconds of silence after these words that end the answer."""
        said = _words(words)
        return self.stretch * self._usual(said)

    def silence(self) -> float:
        """Seconds without a word, since it was their turn, after which the interviewer says something."""
        return self.stretch * SILENCE

    def _usual(self, said: tuple[str, ...]) -> float:
        ends = _ends(self.language)
        if not said:
            return NOTHING_YET
        if _ends_in(said, ends.thinking):
            return THINKING
        if _says_so(said, ends.done):
            return DONE
        if self.short and said in ends.short:
            return WHOLE
        if _ends_in(said, ends.trailing):
            return TRAILING
        if self.short and len(said) <= MANY_WORDS:
            return WHOLE
        return OPEN


def stretch(*, longer_pauses: bool, time: float) -> float:
    """How many times the usual pause: twice for who asked for longer ones, at least what limits are stretched by."""
    return max(2.0 if longer_pauses else 1.0, time)


def _words(text: str) -> tuple[str, ...]:
    return tuple(token.norm for token in tokenise(text))


def _ends_in(said: tuple[str, ...], endings: tuple[tuple[str, ...], ...]) -> bool:
    return any(said[-len(ending) :] == ending for ending in endings)


def _says_so(said: tuple[str, ...], endings: tuple[tuple[str, ...], ...]) -> bool:
    """A single word says so only where little else was said: "skip", not "the boarding pass"."""
    return _ends_in(said, tuple(each for each in endings if len(each) > 1 or len(said) <= FEW_WORDS))


@lru_cache(maxsize=8)
def _ends(language: str) -> _Ends:
    data = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    told: dict[str, list[str]] = data.get(language.lower().split("-")[0], data["en"])
    return _Ends(**{kind: tuple(_words(fold(text)) for text in texts) for kind, texts in told.items()})
