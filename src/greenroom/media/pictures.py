"""Pictures people send: looked through, scaled down, and drawn anew with nothing in them but the picture.

Where it was taken, by whom, comments, thumbnails and whatever hangs behind the end are left out.
"""

from __future__ import annotations

import struct
import zlib
from dataclasses import dataclass
from io import BytesIO

from django.utils.translation import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError

from greenroom.core.errors import Refused

LARGEST = 5_000_000  # bytes
MOST_PIXELS = 32_000_000
WIDEST = 2_560  # pixels, either way, of what is kept
FORMATS = ("PNG", "JPEG", "GIF", "WEBP")
SUFFIXES = ".png,.jpg,.jpeg,.gif,.webp"
_BEGINNINGS = (b"\x89PNG\r\n", b"\xff\xd8\xff", b"GIF8", b"RIFF")
_DRAWINGS = ("PNG", "GIF")  # of few colours: kept without loss
_DEEP = ("I", "I;16", "I;16B", "I;16L", "I;16N", "F")  # greys of more than 8 bits
_QUALITY = 88
_DAMAGED = (OSError, ValueError, SyntaxError, EOFError, struct.error, zlib.error, LookupError, TypeError)
_BOMB = (Image.DecompressionBombError, Image.DecompressionBombWarning)

Image.MAX_IMAGE_PIXELS = MOST_PIXELS


@dataclass(frozen=True)
class Picture:
    """A picture that holds nothing else. media_type: of the bytes, whatever the file was called."""

    content: bytes
    media_type: str
    width: int
    height: int

    @property
    def name(self) -> str:
        """What to call it as a file."""
        return f"picture.{self.media_type.removeprefix('image/')}"


def cleaned(data: bytes, *, field: str = "picture", widest: int = WIDEST) -> Picture:
    """The picture alone, upright, at most `widest` pixels either way; of several in one file the first.

    Raises Refused beside the field for what is none, too large or damaged.
    """
    if len(data) > LARGEST:
        raise Refused(_("This picture is larger than 5 MB. Choose a smaller one."), field=field)
    _refuse_drawings_with_scripts(data, field)
    try:
        with Image.open(BytesIO(data), formats=FORMATS) as sent:
            _check_size(sent.size, field)
            kind = sent.format
            sent.draft("RGB", (widest, widest))
            drawn = _flat(ImageOps.exif_transpose(sent))
    except UnidentifiedImageError as none:
        raise _unknown(data, field) from none
    except _BOMB as bomb:
        raise _too_many(field) from bomb
    except _DAMAGED as problem:
        raise _damaged(field) from problem
    drawn.thumbnail((widest, widest), Image.Resampling.LANCZOS)
    return _written(drawn, without_loss=kind in _DRAWINGS or drawn.mode == "RGBA")


def _refuse_drawings_with_scripts(data: bytes, field: str) -> None:
    beginning = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if beginning.startswith((b"<svg", b"<?xml", b"<!doctype svg", b"<!--")):
        raise Refused(
            _("An SVG file can carry scripts, so it is not taken. Save it as PNG and choose that."),
            field=field,
        )


def _unknown(data: bytes, field: str) -> Refused:
    if data.startswith(_BEGINNINGS):
        return _damaged(field)
    return Refused(_("Choose a PNG, JPEG, GIF or WebP picture."), field=field)


def _damaged(field: str) -> Refused:
    return Refused(_("This picture is damaged and cannot be shown. Choose another one."), field=field)


def _check_size(size: tuple[int, int], field: str) -> None:
    if size[0] * size[1] > MOST_PIXELS:
        raise _too_many(field)


def _too_many(field: str) -> Refused:
    most = MOST_PIXELS // 1_000_000
    return Refused(
        _("This picture has more than %(most)s million pixels. Choose a smaller one.") % {"most": most},
        field=field,
    )


def _flat(picture: Image.Image) -> Image.Image:
    """In red, green and blue of 8 bits, with transparency where it has any."""
    if picture.mode in _DEEP:
        return picture.convert("F").point(lambda value: value / 256 + 0).convert("L").convert("RGB")
    return picture.convert("RGBA" if picture.has_transparency_data else "RGB")


def _written(picture: Image.Image, *, without_loss: bool) -> Picture:
    bare = Image.new(picture.mode, picture.size)
    bare.paste(picture)
    out, kind = BytesIO(), "PNG" if without_loss else "JPEG"
    bare.save(out, kind, optimize=True, quality=_QUALITY)
    return Picture(out.getvalue(), f"image/{kind.lower()}", *bare.size)
