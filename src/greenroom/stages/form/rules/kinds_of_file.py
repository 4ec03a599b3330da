"""Whether a file is what its name says."""

from __future__ import annotations

from collections.abc import Sequence

_ZIP = (b"PK\x03\x04",)
_OLD_OFFICE = (b"\xd0\xcf\x11\xe0",)
BEGINNINGS: dict[str, tuple[bytes, ...]] = {
    "pdf": (b"%PDF-",),
    "png": (b"\x89PNG\r\n\x1a\n",),
    "jpg": (b"\xff\xd8\xff",),
    "jpeg": (b"\xff\xd8\xff",),
    "gif": (b"GIF87a", b"GIF89a"),
    "rtf": (b"{\\rtf",),
    "zip": _ZIP,
    "docx": _ZIP,
    "xlsx": _ZIP,
    "pptx": _ZIP,
    "odt": _ZIP,
    "doc": _OLD_OFFICE,
    "xls": _OLD_OFFICE,
}
"""The first bytes of the formats that have such; other formats are taken at their word."""

ENOUGH = 1024
"""How much of a file `is_as_named` needs to see, in bytes: some writers put a line before a PDF."""


def extension(name: str) -> str:
    """In small letters, without the dot; "" where there is none."""
    return name.rpartition(".")[2].lower() if "." in name else ""


def is_accepted(name: str, extensions: Sequence[str]) -> bool:
    return extension(name) in extensions


def is_as_named(name: str, start: bytes) -> bool:
    """False where the first bytes belong to another format than the name says."""
    kind = extension(name)
    expected = BEGINNINGS.get(kind)
    if expected is None:
        return True
    if kind == "pdf":
        return expected[0] in start[:ENOUGH]
    return start.startswith(expected)
