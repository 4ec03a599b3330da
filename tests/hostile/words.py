"""Hostile strings packed into one text, harmless ones of the same shape, and what a page is made of."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path

from greenroom.core.text import clean

TOGETHER = 412
"""Strings in one text: eight texts hold all of them."""

_WICKED = re.compile(r"\s*(javascript:|vbscript:|data:(?!image/))", re.IGNORECASE)
"""Addresses that are code; a picture in an address runs nothing."""


def all_of(shared_data: Path) -> list[str]:
    """Every hostile string, as `clean` leaves what people type."""
    lines = (shared_data / "15_security_payloads/payloads.jsonl").read_text(encoding="utf-8").split("\n")
    words = [clean(json.loads(line)["payload"]) for line in lines if line]
    assert len(words) > 3_000
    return words


def packs(words: Sequence[str], size: int = TOGETHER) -> list[list[str]]:
    """The strings, so many at a time."""
    return [list(words[start : start + size]) for start in range(0, len(words), size)]


def harmless(pack: Sequence[str]) -> list[str]:
    """Words of the same lengths with line ends in the same places, so that a page of them has the same shape."""
    return [
        re.sub(r"[^\n]", "x", f"{word}") if len(word) < 9 else _named(n, word) for n, word in enumerate(pack)
    ]


def _named(n: int, word: str) -> str:
    return f"w{n:05d}" + re.sub(r"[^\n]", "x", word[6:])


def squeezed(text: str) -> str:
    """Without white space, which a page may put anywhere."""
    return "".join(text.split())


@dataclass(frozen=True)
class Seen:
    """A page as a browser takes it. shape: how often each element with these attributes stands in it. text: all
    words of it, those of attributes included, squeezed. read: those between the tags alone. wicked: what could run.
    """

    shape: Counter[tuple[str, ...]]
    text: str
    read: str
    wicked: tuple[str, ...]

    def says(self, words: str) -> bool:
        """All of them in a row; a link that was made of some stands between the tags like any word."""
        return squeezed(words) in self.text or squeezed(words) in self.read


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.shape: Counter[tuple[str, ...]] = Counter()
        self.words: list[str] = []
        self.between: list[str] = []
        self.wicked: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.shape[tag, *sorted(name for name, _ in attrs)] += 1
        for name, value in attrs:
            self.words.append(value or "")
            address = name in {"href", "src", "action", "formaction"} and _WICKED.match(value or "")
            if name.startswith("on") or name in {"srcdoc", "style"} or address:
                self.wicked.append(f"<{tag} {name}={value!r:.80}>")

    def handle_data(self, data: str) -> None:
        self.words.append(data)
        self.between.append(data)

    def handle_comment(self, data: str) -> None:
        self.shape["comment", data[:20]] += 1

    def handle_decl(self, decl: str) -> None:
        self.shape["declaration", decl[:20]] += 1

    def handle_pi(self, data: str) -> None:
        self.shape["instruction", data[:20]] += 1

    def unknown_decl(self, data: str) -> None:
        self.shape["unknown", data[:20]] += 1


def look(page: str) -> Seen:
    reader = _Reader()
    reader.feed(page)
    reader.close()
    text, read = (squeezed(" ".join(words)) for words in (reader.words, reader.between))
    return Seen(reader.shape, text, read, tuple(reader.wicked))
