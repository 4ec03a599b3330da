"""What a recording is, told from its first bytes and from nothing that its sender says."""

from __future__ import annotations

EBML = b"\x1a\x45\xdf\xa3"
HEAD = 64  # bytes within which a WebM file names its document type


def container_of(head: bytes) -> str:
    """ "webm" or "mp4": what browsers record; "" for anything else. head: the first bytes, 64 of them at best."""
    if head.startswith(EBML) and b"webm" in head[:HEAD]:
        return "webm"
    if head[4:8] == b"ftyp":
        return "mp4"
    return ""
