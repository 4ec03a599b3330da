"""How many messages carriers count for a text (3GPP TS 23.038 and 23.040)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
EXTENDED = frozenset("\f^{}\\[~]|€")
"""These take an escape and a character of their own."""

_ALONE = {"GSM-7": 160, "UCS-2": 70}
_JOINED = {"GSM-7": 153, "UCS-2": 67}  # each part of several carries where it belongs


@dataclass(frozen=True)
class Segments:
    """encoding: "GSM-7" or "UCS-2". units: septets, or 16-bit units. parts: what is sent and paid for."""

    encoding: str
    units: int
    parts: int


def count(text: str) -> Segments:
    """The parts of a text. An escaped character, or one of two 16-bit units, is never cut in two."""
    encoding = "GSM-7" if all(each in BASIC or each in EXTENDED for each in text) else "UCS-2"
    widths = [_width(each, encoding) for each in text]
    units = sum(widths)
    if units <= _ALONE[encoding]:
        return Segments(encoding, units, 1)
    return Segments(encoding, units, _packed(widths, _JOINED[encoding]))


def _width(character: str, encoding: str) -> int:
    if encoding == "GSM-7":
        return 2 if character in EXTENDED else 1
    return 2 if ord(character) > 0xFFFF else 1


def _packed(widths: Iterable[int], size: int) -> int:
    parts, room = 1, size
    for width in widths:
        if width > room:
            parts, room = parts + 1, size
        room -= width
    return parts


LONGEST = 1_600  # characters a vendor takes at once


def cut(text: str, *, longest: int = LONGEST) -> list[str]:
    """A text as messages that vendors take, cut between words where there are any. Usually it is one."""
    pieces, rest = [], text.strip()
    while len(rest) > longest:
        at = max(rest.rfind(" ", 0, longest + 1), rest.rfind("\n", 0, longest + 1))
        at = at if at > 0 else longest
        pieces.append(rest[:at].rstrip())
        rest = rest[at:].lstrip()
    return [*pieces, rest] if rest else pieces
