"""Words and sentences of a text, with code-point-exact offsets."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_WORD = re.compile(
    rf"(?P<unspaced>[{_UNSPACED}]+)"
    r"|\d+(?:[.,:]\d+)*"
    r"|[A-Za-z](?:\+\+|\#)(?!\w)"
    rf"|[^\W\d_{_UNSPACED}]+(?:[\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670][^\W\d_]*)*"
    r"(?:['\u2019](?:t|s|m|d|re|ve|ll)(?![^\W\d_]))?"
)
_ARABIC = str.maketrans({"\u0629": "\u0647", "\u0649": "\u064a", "\u0640": None})
_APOSTROPHE = str.maketrans({"\u2019": "'"})
_BREAK = re.compile(
    r"[.!?\u2026]+[\"'\u201d\u2019)\]]*(?=\s|$)"
    r"|[\u3002\uff01\uff1f\u061f\u06d4]+"
    r"|\n\s*\n|\n(?=\s*(?:[-*\u2022]|\d+[.)])\s)"
)
_AFTER_ORDINAL = re.compile(r"\s+(?:[a-zà-öø-ÿ]|(?:Jan|Feb|Mär|Apr|Mai|Jun|Jul|Aug|Sep|Okt|Nov|Dez)[a-z]*\b)")
_SHORT_FORMS = frozenset(
    """mr mrs ms dr prof inc ltd corp vs e.g i.e approx dept st sr jr z.b bzw ca ggf""".split()  # noqa: SIM905
)


@dataclass(frozen=True, slots=True)
class Token:
    """One word. start, end: code points, end exclusive. norm: the word folded (see `fold`)."""

    start: int
    end: int
    text: str
    norm: str


@dataclass(frozen=True, slots=True)
class Stretch:
    """A sentence or clause, by its offsets, without white space at its edges."""

    start: int
    end: int


@lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """Lower case, without accents or vowel marks, one spelling for each letter and apostrophe."""
    plain = unicodedata.normalize("NFKD", word.casefold())
    kept = "".join(c for c in plain if unicodedata.category(c) != "Mn")
    return unicodedata.normalize("NFC", kept).translate(_ARABIC).translate(_APOSTROPHE)


def level(text: str) -> str:
    """A text folded letter by letter, so that every offset stays what it was ("ß" becomes "s")."""
    return "".join(fold(letter)[:1] or letter for letter in text)


def tokenise(text: str) -> list[Token]:
    """The words and numbers of a text in order.

    Scripts written without spaces give overlapping pairs of characters.
    """
    found: list[Token] = []
    for match in _WORD.finditer(text):
        start, end = match.span()
        if match["unspaced"] and end - start > 2:
            found.extend(_token(text, at, at + 2) for at in range(start, end - 1))
        else:
            found.append(_token(text, start, end))
    return found


def sentences(text: str) -> list[Stretch]:
    """The sentences of a text in order; together they hold every word of it."""
    found: list[Stretch] = []
    begin = 0
    for match in _BREAK.finditer(text):
        if _is_short_form(text, begin, match):
            continue
        _append(found, text, begin, match.end())
        begin = match.end()
    _append(found, text, begin, len(text))
    return found


def _token(text: str, start: int, end: int) -> Token:
    word = text[start:end]
    return Token(start, end, word, fold(word))


def _is_short_form(text: str, begin: int, match: re.Match[str]) -> bool:
    if match.group() != ".":
        return False
    before = text[begin : match.start()].rsplit(None, 1)
    if not before:
        return False
    if before[-1].isdecimal() and len(before[-1]) <= 2:
        return _AFTER_ORDINAL.match(text, match.end()) is not None
    return before[-1].lower().lstrip("(") in _SHORT_FORMS


def _append(found: list[Stretch], text: str, begin: int, end: int) -> None:
    piece = text[begin:end]
    lead = len(piece) - len(piece.lstrip())
    if piece.strip():
        found.append(Stretch(begin + lead, begin + lead + len(piece.strip())))
