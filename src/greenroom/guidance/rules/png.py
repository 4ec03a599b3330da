"""PNG files (W3C PNG, third edition): what is needed to draw one, checked and written anew."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator

from greenroom.guidance.rules.damaged import Damaged

MEDIA_TYPE = "image/png"
SIGNATURE = b"\x89PNG\r\n\x1a\n"
_DRAWN = frozenset({b"IHDR", b"PLTE", b"tRNS", b"gAMA", b"sRGB", b"IDAT", b"IEND"})
_SAMPLES = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}  # in a pixel, by type of colour
_STEP = 1 << 16
_ADAM7 = 2  # the rows of an interlaced picture carry up to this many times their number of filter bytes


def rewritten(data: bytes, *, widest: int) -> tuple[bytes, tuple[int, int]]:
    """The file with the chunks that draw it alone, and its width and height. Raises Damaged.

    The pixels of a picture wider or higher than `widest` are not unpacked.
    """
    kept = [(name, body) for name, body in _chunks(data) if name in _DRAWN]
    if not kept or kept[0][0] != b"IHDR" or len(kept[0][1]) != 13:
        raise Damaged("no header")
    width, height, depth, colour, _method, _filter, interlaced = struct.unpack(">IIBBBBB", kept[0][1])
    if colour not in _SAMPLES or depth not in {1, 2, 4, 8, 16} or interlaced not in {0, 1}:
        raise Damaged("no such kind of pixels")
    if width <= widest and height <= widest:
        row = (width * _SAMPLES[colour] * depth + 7) // 8 + 1
        pixels = b"".join(body for name, body in kept if name == b"IDAT")
        _check(pixels, row * height, slack=row * height * (_ADAM7 if interlaced else 1))
    return SIGNATURE + b"".join(_chunk(name, body) for name, body in kept), (width, height)


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = len(SIGNATURE)
    while at + 12 <= len(data):
        (length,), name = struct.unpack(">I", data[at : at + 4]), data[at + 4 : at + 8]
        body, end = data[at + 8 : at + 8 + length], at + 12 + length
        if end > len(data) or struct.unpack(">I", data[end - 4 : end])[0] != zlib.crc32(name + body):
            raise Damaged("a chunk is broken")
        yield name, body
        if name == b"IEND":
            return
        at = end
    raise Damaged("it has no end")


def _chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def _check(packed: bytes, least: int, *, slack: int) -> None:
    """Unpack step by step, keeping nothing: as many bytes as the picture has, and no more."""
    unpacking, got, rest = zlib.decompressobj(), 0, packed
    try:
        while rest and not unpacking.eof:
            got += len(unpacking.decompress(rest, _STEP))
            rest = unpacking.unconsumed_tail
            if got > slack:
                raise Damaged("more pixels than it says")
        got += len(unpacking.flush())
    except zlib.error as problem:
        raise Damaged("its pixels cannot be unpacked") from problem
    if got < least:
        raise Damaged("less pixels than it says")
