"""Pictures people send: only the picture is kept, and only a picture."""

from __future__ import annotations

import struct
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from greenroom.core.errors import Refused
from greenroom.guidance.rules import pictures
from greenroom.guidance.tests.conftest import chunk, png

SCAN = b"\x12\x34\xff\x00\x56\xff\xd0\x78"
"""Pixels as they are coded, with a stuffed byte and a restart in them."""


def segment(marker: int, body: bytes) -> bytes:
    return bytes([0xFF, marker]) + struct.pack(">H", len(body) + 2) + body


def jpeg(*, more: bytes = b"", width: int = 7, height: int = 5, behind: bytes = b"") -> bytes:
    """The bones of a JPEG file: tables, a frame and a scan."""
    frame = b"\x08" + struct.pack(">HH", height, width) + b"\x01\x01\x11\x00"
    body = segment(0xE0, b"JFIF\x00") + more + segment(0xDB, b"\x00" * 65) + segment(0xC0, frame)
    return b"\xff\xd8" + body + segment(0xDA, b"\x01\x01\x00\x00\x3f\x00") + SCAN + b"\xff\xd9" + behind


def exif(orientation: int, order: str = ">") -> bytes:
    mark = b"MM\x00*" if order == ">" else b"II*\x00"
    place = struct.pack(f"{order}HHI", 0x010F, 2, 4) + b"Shop"
    turned = struct.pack(f"{order}HHIHH", 0x0112, 3, 1, orientation, 0)
    directory = struct.pack(f"{order}H", 2) + place + turned + b"\x00" * 4
    return segment(0xE1, b"Exif\x00\x00" + mark + struct.pack(f"{order}I", 8) + directory)


def test_a_png_picture_stays_what_it_is():
    assert pictures.cleaned(png()) == pictures.Picture(png(), "image/png")


def test_what_a_png_file_says_beside_the_picture_is_left_out():
    told = chunk(b"tEXt", b"Author\x00Somebody") + chunk(b"eXIf", b"MM\x00*place")
    assert pictures.cleaned(png(more=told) + b"<script>").content == png()


def test_a_jpeg_picture_keeps_its_pixels_and_loses_place_comment_and_what_hangs_behind():
    told = exif(1) + segment(0xFE, b"a comment") + segment(0xED, b"Photoshop")
    found = pictures.cleaned(jpeg(more=told, behind=b"PK\x03\x04"))
    assert found.media_type == "image/jpeg"
    assert SCAN in found.content
    assert found.content.endswith(SCAN + b"\xff\xd9")
    assert not any(word in found.content for word in (b"Exif", b"comment", b"Photoshop", b"JFIF", b"PK"))


@pytest.mark.parametrize("order", [">", "<"])
def test_a_picture_held_upright_by_its_note_stays_upright(order):
    found = pictures.cleaned(jpeg(more=exif(6, order))).content
    assert b"Shop" not in found
    assert struct.pack(">HHIHH", 0x0112, 3, 1, 6, 0) in found
    assert pictures.cleaned(found).content == found


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "PNG or JPEG"),
        (b"GIF89a" + b"\x00" * 40, "PNG or JPEG"),
        (b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', "PNG or JPEG"),
        (b"%PDF-1.7", "PNG or JPEG"),
        (png()[:-20], "damaged"),
        (png().replace(b"IDAT", b"IDAS"), "damaged"),
        (png(pixels=b"\x00"), "damaged"),
        (png(pixels=b"\x00" * 5_000), "damaged"),
        (png(4_097, 1), "4097 by 1 pixels"),
        (png(60_000, 60_000, pixels=b""), "60000 by 60000 pixels"),
        (jpeg()[:-2], "damaged"),
        (jpeg()[:40], "damaged"),
        (jpeg(width=5_000), "5000 by 5 pixels"),
        (jpeg(width=0), "0 by 5 pixels"),
        (b"\xff\xd8\xff\xd9", "damaged"),
        (png() + b"\x00" * pictures.LARGEST, "larger than 5 MB"),
    ],
    ids=range(16),
)
def test_what_is_no_picture_is_refused_beside_the_field(data, said):
    with pytest.raises(Refused, match=said) as refused:
        pictures.cleaned(data)
    assert refused.value.field == "picture"


def test_a_picture_that_unpacks_to_far_more_than_it_says_is_refused():
    bomb = chunk(b"IDAT", zlib.compress(b"\x00" * 50_000_000, 9))
    with pytest.raises(Refused, match="damaged"):
        pictures.cleaned(png(pixels=b"")[:33] + bomb + chunk(b"IEND", b""))


@given(st.binary(max_size=200), st.sampled_from([png(), jpeg(), jpeg(more=exif(3))]), st.integers(0, 200))
def test_a_damaged_file_is_refused_or_clean_and_never_an_accident(noise, data, at):
    try:
        found = pictures.cleaned(data[:at] + noise + data[at:])
    except Refused:
        return
    assert pictures.cleaned(found.content).content == found.content
