"""Hiding what tells who somebody is, letter for letter, so that every quote keeps its place."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

DOT = "•"
SHORTEST = 2
# Each run of letters has an end, so that a long text takes no longer than its length.
E_MAIL = r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}"
ADDRESS = r"(?:https?://|www\.)\S+|\b[\w-]{1,63}\.(?:com|org|net|io|dev|me)/[\w./-]+"
PHONE = r"(?<![\w.,-])\+?\(?\d{2,5}\)?(?:[ ./-]?\d{2,5}){2,5}(?![\w-])"
LEAST_DIGITS = 9
ANY = re.compile(f"(?P<plain>{E_MAIL}|{ADDRESS})|(?P<phone>{PHONE})", re.IGNORECASE)


@dataclass(frozen=True)
class Mask:
    """names: hidden word by word; phrases: as they stand, such as a school or a place.

    Any e-mail address, link or telephone number is hidden too, whosever it is.
    """

    names: frozenset[str] = field(default_factory=frozenset)
    phrases: frozenset[str] = field(default_factory=frozenset)

    def text(self, text: str) -> str:
        """The same text of the same length, with a dot for every letter that is hidden."""
        covered = ANY.sub(_covered, text)
        return self._known.sub(lambda found: _dots(found.group()), covered) if self._known else covered

    @cached_property
    def _known(self) -> re.Pattern[str] | None:
        words = {word for name in self.names for word in re.split(r"[\s,.]+", name)}
        wanted = {each.strip() for each in words | self.phrases | self.names}
        spelled = sorted((_spelled(each) for each in wanted if len(each) >= SHORTEST), key=len, reverse=True)
        if not spelled:
            return None
        return re.compile(rf"(?<!\w)(?:{'|'.join(spelled)})(?!\w)", re.IGNORECASE)


def mask_of(*, names: Iterable[str], phrases: Iterable[str]) -> Mask:
    return Mask(frozenset(filter(None, names)), frozenset(filter(None, phrases)))


def _spelled(phrase: str) -> str:
    """A pattern of the phrase, whatever white space is between its words."""
    return r"\s+".join(re.escape(word) for word in phrase.split())


def _covered(found: re.Match[str]) -> str:
    """Years and short figures stand: what has fewer digits than a telephone number is none."""
    said = found.group()
    if found.group("phone") and sum(letter.isdigit() for letter in said) < LEAST_DIGITS:
        return said
    return _dots(said)


def _dots(words: str) -> str:
    return "".join(letter if letter.isspace() else DOT for letter in words)
