"""The data in a prompt: what stands between fences, and the words that can be quoted from it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

_FENCES = (
    re.compile(
        r"^(?P<fence>`{3,}|~{3,})(?P<label>[^\n`]*)\n(?P<body>.*?)\n(?P=fence)[ \t]*$",
        re.DOTALL | re.MULTILINE,
    ),
    re.compile(r"<(?P<label>[A-Za-z][\w-]*)(?P<attributes>[^<>]*)>(?P<body>.*?)</(?P=label)>", re.DOTALL),
    re.compile(r"<<<(?P<label>[^\n>]*)\n(?P<body>.*?)\n[^\n]*>>>", re.DOTALL),
    re.compile(r'"""(?P<label>)(?P<body>.*?)"""', re.DOTALL),
)
_ID = re.compile(r"""\b(?:id|turn|name|index|number|n)\s*=\s*["']?(?P<id>[^"'\s>]+)""")
_KEY = re.compile(r"^[ \t]*[-*][ \t]*`?([a-z][a-z0-9]*(?:_[a-z0-9]+)*)`?[ \t]*:", re.MULTILINE)
_NUMBER = re.compile(r"^[ \t]*(\d{1,3})[.):][ \t]", re.MULTILINE)
_BREAK = re.compile(r"\n+|(?<=[.!?])\s+|(?<=[。！？])")
QUOTE_WORDS = 12


@dataclass(frozen=True)
class Block:
    """One fenced piece of data. id: what its fence calls it, "" when it has no name of its own."""

    label: str
    id: str
    body: str

    @cached_property
    def sentences(self) -> list[str]:
        """Its sentences and lines, cut to a dozen words, those of three words or more first."""
        found = [piece.strip() for piece in _BREAK.split(self.body)]
        short = [_first_words(piece) for piece in found if any(map(str.isalnum, piece))]
        return sorted(short, key=lambda piece: len(piece.split()) < 3)


def _first_words(text: str) -> str:
    """The first words of `text`, character for character as they stand there."""
    cut = re.match(rf"\S+(?:\s+\S+){{0,{QUOTE_WORDS - 1}}}", text)
    return cut.group() if cut else text


@dataclass(frozen=True)
class Material:
    """What a prompt offers.

    blocks: at least one. keys: the keys of its plain lists ("- notice_period: …"). first: what its numbered
    lists begin with, 0 when there are none.
    """

    blocks: list[Block]
    keys: tuple[str, ...] = ()
    first: int = 0


def material(text: str) -> Material:
    found = blocks(text)
    plain = text
    for block in found if found[0].body != text else ():
        plain = plain.replace(block.body, "")
    numbers = _NUMBER.findall(plain)
    return Material(found, tuple(_KEY.findall(plain)), int(numbers[0]) if numbers else 0)


def blocks(text: str) -> list[Block]:
    """Every innermost fenced block in reading order; the whole text as one block when there is no fence."""
    found: list[tuple[int, Block]] = []
    for fence in _FENCES:
        found += _matches(fence, text, 0)
    ordered = [block for _, block in sorted(found, key=lambda pair: pair[0]) if block.body.strip()]
    return ordered or [Block("", "", text)]


def _matches(fence: re.Pattern[str], text: str, offset: int) -> list[tuple[int, Block]]:
    found = []
    for match in fence.finditer(text):
        start, body = offset + match.start("body"), match["body"]
        inner = _matches(fence, body, start)
        if inner:
            found += inner
            continue
        attributes = match.groupdict().get("attributes") or match["label"]
        name = _ID.search(attributes)
        found.append((start, Block(match["label"].strip(), name["id"] if name else "", body.strip())))
    return found
