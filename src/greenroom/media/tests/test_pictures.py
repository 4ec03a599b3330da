"""Pictures people send: only the picture is kept, and only a picture."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from greenroom.core.errors import Refused
from greenroom.media import pictures

RED, BLUE = (200, 16, 16), (16, 16, 200)
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'
SECRETS = (b"Somebody", b"a comment", b"PK\x03\x04", b"<script>", b"Exif")


def drawn(kind: str = "PNG", size: tuple[int, int] = (6, 4), *, mode: str = "RGB", **more) -> bytes:
    """A picture, blue in its upper left corner and red elsewhere."""
    picture = Image.new("RGB", size, RED)
    picture.paste(BLUE, (0, 0, size[0] // 2, size[1] // 2))
    if mode == "RGBA":
        picture.putalpha(128)
    out = BytesIO()
    picture.convert(mode).save(out, kind, **more)
    return out.getvalue()


def seen(content: bytes) -> Image.Image:
    return Image.open(BytesIO(content), formats=["PNG", "JPEG"])


def claiming(width: int, height: int) -> bytes:
    """A PNG file that says it has so many pixels, and has one row of them."""
    body = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    header = b"IHDR" + body
    good = drawn()
    chunk = struct.pack(">I", 13) + header + struct.pack(">I", zlib.crc32(header))
    return good[:8] + chunk + good[33:]


@pytest.mark.parametrize(
    ("data", "media_type"),
    [
        (drawn(), "image/png"),
        (drawn("GIF"), "image/png"),
        (drawn("JPEG"), "image/jpeg"),
        (drawn("WEBP"), "image/jpeg"),
        (drawn("WEBP", mode="RGBA", lossless=True), "image/png"),
        (drawn("JPEG", mode="CMYK"), "image/jpeg"),
        (drawn("PNG", mode="P"), "image/png"),
        (drawn("PNG", mode="L"), "image/png"),
    ],
    ids=["png", "gif", "jpeg", "webp", "transparent webp", "print colours", "palette", "grey"],
)
def test_a_picture_of_each_kind_is_kept_as_one_that_every_browser_draws(data, media_type):
    found = pictures.cleaned(data)
    assert (found.media_type, found.width, found.height) == (media_type, 6, 4)
    assert seen(found.content).size == (6, 4)
    assert seen(found.content).mode in {"RGB", "RGBA"}
    assert pictures.cleaned(found.content).media_type == media_type


def test_sixteen_bits_of_grey_keep_their_lightness():
    deep = Image.new("I;16", (2, 2), 32_768)
    out = BytesIO()
    deep.save(out, "PNG")
    assert seen(pictures.cleaned(out.getvalue()).content).getpixel((0, 0)) == (128, 128, 128)


def test_what_a_file_says_beside_the_picture_is_left_out():
    told = Image.Exif()
    told[0x010F], told[0x9286] = "Somebody", "a comment"
    for kind in ("PNG", "JPEG", "WEBP"):
        data = drawn(kind, exif=told, icc_profile=b"Somebody") + b"PK\x03\x04<script>"
        found = pictures.cleaned(data)
        assert b"Somebody" in data
        assert [secret for secret in SECRETS if secret in found.content] == []


def test_a_picture_held_upright_by_its_note_is_turned_upright():
    turned = Image.Exif()
    turned[0x0112] = 6  # a quarter to the right
    found = seen(pictures.cleaned(drawn(exif=turned, size=(8, 4))).content)
    assert found.size == (4, 8)
    assert (found.getpixel((3, 0)), found.getpixel((0, 0))) == (BLUE, RED)


def test_a_large_picture_is_scaled_down_and_a_moving_one_stands_still():
    found = pictures.cleaned(drawn("JPEG", size=(900, 300)), widest=300)
    assert (found.width, found.height) == (300, 100)
    moving = BytesIO()
    frames = [Image.new("RGB", (3, 3), colour) for colour in (BLUE, RED)]
    frames[0].save(moving, "GIF", save_all=True, append_images=frames[1:])
    still = seen(pictures.cleaned(moving.getvalue()).content)
    assert (getattr(still, "n_frames", 1), still.convert("RGB").getpixel((0, 0))) == (1, BLUE)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "PNG, JPEG, GIF or WebP"),
        (b"%PDF-1.7", "PNG, JPEG, GIF or WebP"),
        (drawn("BMP"), "PNG, JPEG, GIF or WebP"),
        (drawn("TIFF"), "PNG, JPEG, GIF or WebP"),
        (SVG, "SVG file can carry scripts"),
        (b'\xef\xbb\xbf<?xml version="1.0"?>' + SVG, "SVG file can carry scripts"),
        (drawn(size=(60, 60))[:-60], "damaged"),
        (drawn("JPEG", size=(60, 60))[:200], "damaged"),
        (drawn().replace(b"IDAT", b"IDAS"), "damaged"),
        (claiming(8_000, 5_000), "more than 32 million pixels"),
        (claiming(60_000, 60_000), "more than 32 million pixels"),
        (claiming(0, 5), "damaged"),
        (drawn() + b"\x00" * pictures.LARGEST, "larger than 5 MB"),
    ],
    ids=range(13),
)
def test_what_is_no_picture_is_refused_beside_the_field(data, said):
    with pytest.raises(Refused, match=said) as refused:
        pictures.cleaned(data, field="logo")
    assert refused.value.field == "logo"


DRAWN = {kind: drawn(kind) for kind in pictures.FORMATS}


@settings(max_examples=100)
@given(st.binary(max_size=60), st.sampled_from(pictures.FORMATS), st.integers(0, 300))
def test_a_damaged_file_is_refused_or_clean_and_never_an_accident(noise, kind, at):
    data = DRAWN[kind]
    try:
        found = pictures.cleaned(data[:at] + noise + data[at + len(noise) :])
    except Refused:
        return
    assert seen(found.content).size == (found.width, found.height)
