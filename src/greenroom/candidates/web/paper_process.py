"""The process that draws one page of a PDF: asked on standard input, answered with a PNG or nothing.

The question is a line of JSON: `page` from 0, `width` in pixels, `marks` the quotes to highlight, `names` and `phrases`
to cover (None to cover nothing), and the limits; the document's bytes follow.
"""

from __future__ import annotations

import json
import resource
import sys
from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import Any

from PIL import Image, ImageChops, ImageDraw

from greenroom.evaluation.rules.masking import mask_of
from greenroom.media.extraction.pdfium import pdfium, raw

YELLOW, GREY, WHITE = (255, 233, 150), (70, 74, 78), (255, 255, 255)
Box = tuple[float, float, float, float]


def main() -> None:
    asked = json.loads(sys.stdin.buffer.readline())
    _bound(asked)
    data = sys.stdin.buffer.read()
    try:
        sys.stdout.buffer.write(_drawn(data, asked))
    except (pdfium.PdfiumError, IndexError, ValueError, MemoryError):
        return  # no picture is the answer


def _bound(asked: dict[str, Any]) -> None:
    for kind, most in (
        (resource.RLIMIT_CPU, asked["cpu_seconds"]),
        (resource.RLIMIT_AS, asked["memory_bytes"]),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(kind, (most, most))


def _drawn(data: bytes, asked: dict[str, Any]) -> bytes:
    document = pdfium.PdfDocument(data)
    page = document[asked["page"]]
    scale = min(3.0, asked["width"] / max(1.0, page.get_width()))
    if page.get_height() * scale > 4 * asked["width"]:
        raise ValueError("too long a page to be one")
    picture = page.render(scale=scale, may_draw_forms=False).to_pil().convert("RGB")
    place = _Place(page, scale)
    text = page.get_textpage()
    letters = "".join(_letter(text, at) for at in range(text.count_chars()))
    _highlight(picture, place.boxes(text, _quoted(letters, asked["marks"])))
    if asked["names"] is not None:
        mask = mask_of(names=asked["names"], phrases=asked["phrases"])
        covered = mask.text(letters)
        hidden = (at for at, pair in enumerate(zip(letters, covered, strict=True)) if pair[0] != pair[1])
        _cover(picture, [*place.boxes(text, hidden), *place.pictures()])
    out = BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()


def _letter(text: Any, at: int) -> str:
    code = raw.FPDFText_GetUnicode(text, at)
    return chr(code) if 0x20 <= code < 0x11_0000 and not 0xD800 <= code < 0xE000 else " "


class _Place:
    """From a page's points to a picture's pixels."""

    def __init__(self, page: Any, scale: float) -> None:
        self.page, self.scale, self.height = page, scale, page.get_height()
        self.left, self.bottom, _right, self.top = page.get_bbox()

    def box(self, left: float, bottom: float, right: float, top: float) -> Box:
        return (
            (left - self.left) * self.scale,
            (self.top - top) * self.scale,
            (right - self.left) * self.scale,
            (self.top - bottom) * self.scale,
        )

    def boxes(self, text: Any, letters: Iterable[int]) -> list[Box]:
        found, rect = [], raw.FS_RECTF()
        for at in letters:
            raw.FPDFText_GetLooseCharBox(text, at, rect)
            found.append(self.box(rect.left, rect.bottom, rect.right, rect.top))
        return found

    def pictures(self) -> list[Box]:
        """Where the page has pictures: one of them may be a face."""
        kinds = [raw.FPDF_PAGEOBJ_IMAGE]
        return [self.box(*each.get_bounds()) for each in self.page.get_objects(filter=kinds, max_depth=8)]


def _quoted(letters: str, marks: Iterable[str]) -> Iterator[int]:
    """The letters of each quote, whatever white space a page has between them."""
    kept = [at for at, letter in enumerate(letters) if not letter.isspace()]
    bare = "".join(letters[at] for at in kept).casefold()
    if len(bare) != len(
        kept
    ):  # a letter whose small form is two: nothing is marked rather than the wrong words
        return
    for mark in marks:
        wanted = "".join(mark.split()).casefold()
        begin = bare.find(wanted) if wanted else -1
        if begin >= 0:
            yield from kept[begin : begin + len(wanted)]


def _highlight(picture: Image.Image, boxes: Iterable[Box]) -> None:
    layer = Image.new("RGB", picture.size, WHITE)
    draw = ImageDraw.Draw(layer)
    for box in boxes:
        draw.rectangle(_upright(box), fill=YELLOW)
    picture.paste(ImageChops.multiply(picture, layer))


def _cover(picture: Image.Image, boxes: Iterable[Box]) -> None:
    draw = ImageDraw.Draw(picture)
    for box in boxes:
        draw.rectangle(_upright(box), fill=GREY)


def _upright(box: Box) -> Box:
    return min(box[0], box[2]), min(box[1], box[3]), max(box[0], box[2]), max(box[1], box[3])


if __name__ == "__main__":
    main()
