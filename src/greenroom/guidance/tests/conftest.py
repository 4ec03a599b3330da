"""Items, personas and pictures to test with."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable

import pytest

from greenroom.guidance.actions import knowledge
from greenroom.guidance.models import KnowledgeItem

PARKING = "There is a free car park behind hall 3. Bicycles are locked beside gate B."


def chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def png(width: int = 2, height: int = 2, *, pixels: bytes | None = None, more: bytes = b"") -> bytes:
    """A small red picture, 8 bits a colour. more: chunks between its header and its pixels."""
    rows = (b"\x00" + b"\xc8\x10\x10" * width) * height if pixels is None else pixels
    header = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + header + more + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


@pytest.fixture
def note(in_workspace) -> Callable[..., KnowledgeItem]:
    """A note of the recruiter's: `note("Parking", "There is …")`."""

    def make(title: str = "Parking", content: str = PARKING, *, subject: str = "general") -> KnowledgeItem:
        return knowledge.add_note(title=title, content=content, subject=subject, by=in_workspace.colleague)

    return make
