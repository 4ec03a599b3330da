"""What is said in our own name: phrases.toml, which people can edit."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

_FILE = Path(__file__).parent / "phrases.toml"


@dataclass(frozen=True)
class Phrases:
    """One language's."""

    language: str
    texts: dict[str, str]
    _surely: re.Pattern[str]
    _maybe: re.Pattern[str]
    _call: re.Pattern[str]
    _numbered: re.Pattern[str]

    def say(self, phrase: str, /, **filled: str) -> str:
        return self.texts[phrase].format(**filled)

    def corrects(self, words: str) -> str:
        """The words that say that an earlier answer is put right, "" for none."""
        found = self._surely.search(words)
        return found.group() if found else ""

    def may_correct(self, words: str) -> str:
        """The same for words that often mean nothing by it."""
        found = self._maybe.search(words)
        return found.group() if found else ""

    def asks_call(self, words: str) -> str:
        """The words that ask to be called, "" for none."""
        found = self._call.search(words)
        return found.group() if found else ""

    def numbered(self, words: str) -> Iterator[tuple[int, int, int]]:
        """Where questions are named by their number: start, end, and which, from 0."""
        ordinals = [each.strip().split(",") for each in self.texts["ordinals"].split("|")]
        for found in self._numbered.finditer(words):
            if found["digits"]:
                yield found.start(), found.end(), int(found["digits"]) - 1
            elif found["towards"] or found["noun"] or found["after"]:
                said = found["ordinal"].casefold()
                place = next(at for at, forms in enumerate(ordinals) if said in map(str.strip, forms))
                yield found.start(), found.end(), place

    def named(self, name: str) -> str:
        """A name as it follows a greeting, with its separator; "" for no name."""
        separator = " " if self.language == "ar" else ", "
        return f"{separator}{name.strip()}" if name.strip() else ""

    def answer(self, value: bool | float, unit: str) -> str:
        """An answer in words."""
        if isinstance(value, bool):
            return self.texts["yes" if value else "no"]
        number = str(int(value)) if float(value).is_integer() else repr(value)
        return f"{number} {unit}".strip()


@lru_cache(maxsize=16)
def phrases(language: str) -> Phrases:
    """The phrases of an ISO 639-1 code; English for a language without its own."""
    data = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    code = language.lower().split("-")[0]
    code = code if code in data else "en"
    texts: dict[str, str] = data[code]
    return Phrases(
        code,
        texts,
        _any_of(texts["corrects"]),
        _any_of(texts["may_correct"]),
        _any_of(texts["call_me"]),
        _numbers(texts),
    )


def _choices(listed: str) -> str:
    return "|".join(re.escape(each.strip()) for each in re.split(r"[|,]", listed))


def _any_of(listed: str) -> re.Pattern[str]:
    """Whole words, whatever the case, and the comma after them."""
    return re.compile(rf"(?<!\w)(?:{_choices(listed)})(?!\w)[\s,:;]*", re.IGNORECASE)


def _numbers(texts: dict[str, str]) -> re.Pattern[str]:
    """ "for the first one", "my second answer", "question 2": an ordinal stands beside a word that says of what."""
    towards, nouns = _choices(texts["towards"]), _choices(texts["nouns"])
    return re.compile(
        rf"(?<!\w)(?:(?P<towards>{towards})\s+)?(?:(?:{_choices(texts['articles'])})\s+)*"
        rf"(?:(?:(?P<noun>{nouns})\s+)?(?P<ordinal>{_choices(texts['ordinals'])})(?:\s+(?P<after>{nouns}))?"
        rf"|(?:{nouns})\s*(?:no\.?|nr\.?|n°|#)?\s*(?P<digits>[1-9]))(?!\w)[\s,:;]*",
        re.IGNORECASE,
    )
