"""JPEG files (ITU-T T.81): the segments that draw one, written anew, with the way up it is held."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from greenroom.guidance.rules.damaged import Damaged

MEDIA_TYPE = "image/jpeg"
SIGNATURE = b"\xff\xd8\xff"
_START, _END, _SCAN, _EXIF, _ADOBE = 0xD8, 0xD9, 0xDA, 0xE1, 0xEE
_FRAMES = frozenset({0xC0, 0xC1, 0xC2})  # baseline, extended, progressive: what browsers draw
_TABLES = frozenset({0xC4, 0xDB, 0xDD})  # Huffman, quantisation, restart interval
_KEPT = _FRAMES | _TABLES | {_SCAN, _ADOBE}
_ORIENTATION = 0x0112
_FIRST_DIRECTORY = 8
_ENTRY = 12


def rewritten(data: bytes, *, widest: int) -> tuple[bytes, tuple[int, int]]:  # noqa: ARG001  (as for PNG)
    """The file with the segments that draw it alone, and its width and height. Raises Damaged."""
    parts, size, turned, scans = [bytes([0xFF, _START])], (0, 0), 1, 0
    for marker, body, coded in _segments(data):
        if marker == _EXIF and body.startswith(b"Exif\x00\x00"):
            turned = _orientation(body[6:])
        if marker in _FRAMES:
            size = _size(body)
        scans += marker == _SCAN
        if marker in _KEPT:
            parts.append(_segment(marker, body) + coded)
    if size == (0, 0) or not scans:
        raise Damaged("no picture in it")
    if turned != 1:
        parts.insert(1, _held(turned))
    return b"".join([*parts, bytes([0xFF, _END])]), size


def _segments(data: bytes) -> Iterator[tuple[int, bytes, bytes]]:
    """Marker, body, and after the beginning of a scan its coded pixels; up to the end of the picture."""
    at = 2
    while at + 4 <= len(data) or data[at : at + 2] == bytes([0xFF, _END]):
        if data[at] != 0xFF:
            raise Damaged("no segment where one should be")
        marker = data[at + 1]
        if marker == 0xFF:  # a filling byte
            at += 1
            continue
        if marker == _END:
            return
        (length,) = struct.unpack(">H", data[at + 2 : at + 4])
        end = at + 2 + length
        if length < 2 or end > len(data):
            raise Damaged("a segment is broken")
        after = _after_pixels(data, end) if marker == _SCAN else end
        yield marker, data[at + 4 : end], data[end:after]
        at = after
    raise Damaged("it has no end")


def _after_pixels(data: bytes, at: int) -> int:
    """Where the next segment begins: a mark that is neither a stuffed byte nor a restart."""
    while (at := data.find(b"\xff", at)) >= 0 and at + 1 < len(data):
        if data[at + 1] and data[at + 1] != 0xFF and not 0xD0 <= data[at + 1] <= 0xD7:
            return at
        at += 1 if data[at + 1] == 0xFF else 2
    raise Damaged("its pixels have no end")


def _segment(marker: int, body: bytes) -> bytes:
    return bytes([0xFF, marker]) + struct.pack(">H", len(body) + 2) + body


def _size(frame: bytes) -> tuple[int, int]:
    if len(frame) < 6:
        raise Damaged("no size")
    height, width = struct.unpack(">HH", frame[1:5])
    return width, height


def _orientation(tiff: bytes) -> int:
    """1 to 8 as Exif has it; 1, upright, where it says nothing that can be read."""
    order = {b"II": "<", b"MM": ">"}.get(tiff[:2])
    if order is None or len(tiff) < _FIRST_DIRECTORY + 2:
        return 1
    (at,) = struct.unpack(f"{order}I", tiff[4:8])
    entries = tiff[at + 2 :]
    if at + 2 > len(tiff):
        return 1
    (count,) = struct.unpack(f"{order}H", tiff[at : at + 2])
    for place in range(min(count, len(entries) // _ENTRY)):
        tag, _kind, _number, value = struct.unpack(
            f"{order}HHIH", entries[place * _ENTRY : place * _ENTRY + 10]
        )
        if tag == _ORIENTATION:
            return value if 1 <= value <= 8 else 1
    return 1


def _held(turned: int) -> bytes:
    """An Exif segment that says which way up the picture is, and nothing else."""
    entry = struct.pack(">HHIHH", _ORIENTATION, 3, 1, turned, 0)
    directory = struct.pack(">H", 1) + entry + struct.pack(">I", 0)
    header = b"MM\x00*" + struct.pack(">I", _FIRST_DIRECTORY)
    return _segment(_EXIF, b"Exif\x00\x00" + header + directory)
