"""Whether drawn text can be seen: its render mode and opacity, and where in doubt the pixels of the page."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass, field
from typing import Any

from greenroom.media.extraction.layout import Glyph
from greenroom.media.extraction.pdfium import raw

_INVISIBLE_MODES = {3, 7}  # neither filled nor stroked; clip only
_LIGHT = 0.75
_SCALE = 2.0  # pixels per point of the page picture, less for a page so large that it would not fit
_MOST_PIXELS = 4000  # of the longer side
_CONTRAST = 18  # of 255: less than this between the darkest and the lightest pixel cannot be read
_SAMPLES = 12  # glyphs of one text object that are looked at


@dataclass
class Ink:
    """How one text object is drawn. suspicious: worth a look at the pixels; contrasts: what was found."""

    invisible: bool = False
    light: bool = False
    suspicious: bool = False
    contrasts: list[int] = field(default_factory=list)

    @property
    def seen(self) -> bool:
        ranked = sorted(self.contrasts)
        return ranked[len(ranked) // 2] >= _CONTRAST


class Visibility:
    """Answers for one page; the page is drawn only when some text is in doubt."""

    def __init__(self, page: Any) -> None:
        self._page = page
        self._inks: dict[int, Ink] = {}
        self._colour = tuple(ctypes.c_uint() for _ in range(4))
        self._panels = _panels(page)
        self._scale = min(_SCALE, _MOST_PIXELS / max(*page.get_size(), 1.0))
        self._picture: tuple[memoryview, int, int, int] | None = None

    def ink(self, text_object: Any) -> Ink:
        address = ctypes.cast(text_object, ctypes.c_void_p).value or 0
        if address not in self._inks:
            self._inks[address] = self._look(text_object) if address else Ink()
        return self._inks[address]

    def is_seen(self, ink: Ink, glyph: Glyph) -> bool:
        """Whether the glyph's text object stands out from what is around it; its first glyphs decide."""
        if len(ink.contrasts) < _SAMPLES and not glyph.char.isspace():
            ink.contrasts.append(self._contrast(glyph))
        return not ink.contrasts or ink.seen

    def _look(self, text_object: Any) -> Ink:
        mode = raw.FPDFTextObj_GetTextRenderMode(text_object)
        red, green, blue, alpha = self._colour
        known = raw.FPDFPageObj_GetFillColor(text_object, red, green, blue, alpha)
        if mode in _INVISIBLE_MODES or (known and alpha.value < 12):
            return Ink(invisible=True)
        light = bool(known) and _luminance(red.value, green.value, blue.value) > _LIGHT
        return Ink(light=light, suspicious=light or self._over_panel(text_object))

    def _over_panel(self, text_object: Any) -> bool:
        if not self._panels:
            return False
        box = _bounds(text_object)
        return any(_touch(box, panel) for panel in self._panels)

    def _contrast(self, glyph: Glyph) -> int:
        pixels, width, height, stride = self._drawn()
        page_left, page_bottom, _, page_top = self._page.get_bbox()
        x0 = max(0, int((glyph.x0 - page_left) * self._scale))
        x1 = min(width, int((glyph.x1 - page_left) * self._scale) + 1)
        y0 = max(0, int((page_top - glyph.y1) * self._scale))
        y1 = min(height, int((page_top - max(glyph.y0, page_bottom)) * self._scale) + 1)
        lowest, highest = 255, 0
        for y in range(y0, y1):
            line = pixels[y * stride + x0 : y * stride + x1]
            if line:
                lowest, highest = min(lowest, *line), max(highest, *line)
        return max(0, highest - lowest)

    def _drawn(self) -> tuple[memoryview, int, int, int]:
        if self._picture is None:
            picture = self._page.render(scale=self._scale, grayscale=True, may_draw_forms=False)
            self._picture = (memoryview(bytes(picture.buffer)), picture.width, picture.height, picture.stride)
        return self._picture


def _luminance(red: int, green: int, blue: int) -> float:
    return (0.2126 * red + 0.7152 * green + 0.0722 * blue) / 255


def _panels(page: Any) -> list[tuple[float, float, float, float]]:
    """Boxes of pictures and filled shapes that are large enough to lie under or over text."""
    boxes = []
    for index in range(raw.FPDFPage_CountObjects(page)):
        thing = raw.FPDFPage_GetObject(page, index)
        kind = raw.FPDFPageObj_GetType(thing)
        if kind not in {raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_SHADING}:
            continue
        box = _bounds(thing)
        large = box[2] - box[0] > 10 and box[3] - box[1] > 4
        if large and (kind != raw.FPDF_PAGEOBJ_PATH or _is_filled(thing)):
            boxes.append(box)
    return boxes


def _is_filled(path: Any) -> bool:
    mode, stroked = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(path, mode, stroked)
    return bool(mode.value != raw.FPDF_FILLMODE_NONE)


def _bounds(thing: Any) -> tuple[float, float, float, float]:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    raw.FPDFPageObj_GetBounds(thing, left, bottom, right, top)
    return left.value, bottom.value, right.value, top.value


def _touch(one: tuple[float, float, float, float], other: tuple[float, float, float, float]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
