"""PDF: glyphs with their places and colours through PDFium; what cannot be seen is set aside."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from greenroom.media.extraction.contract import Hidden, Limits, Unreadable
from greenroom.media.extraction.layout import Glyph, page_text
from greenroom.media.extraction.pdfium import pdfium, raw
from greenroom.media.extraction.visibility import Ink, Visibility

_TINY = 2.0  # points, height of the line box
_PASSWORD = 4  # FPDF_ERR_PASSWORD
_METADATA = ("Title", "Subject", "Keywords")
_MARKUP = re.compile(r"\s+")


@dataclass
class _Page:
    glyphs: list[Glyph] = field(default_factory=list)
    hidden: dict[str, list[Glyph]] = field(default_factory=dict)


def read_pdf(data: bytes, limits: Limits) -> tuple[list[str], list[Hidden]]:
    """Text of each page and what was hidden."""
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        code = getattr(error, "err_code", None)
        raise Unreadable("encrypted" if code == _PASSWORD else "damaged") from error
    try:
        if len(document) > limits.pages:
            raise Unreadable("too_many_pages")
        return _read(document)
    finally:
        document.close()


def _read(document: Any) -> tuple[list[str], list[Hidden]]:
    texts, hidden = [], _metadata(document)
    for number in range(len(document)):
        try:
            page = document[number]
        except pdfium.PdfiumError as error:
            raise Unreadable("damaged") from error
        found = _page(page)
        texts.append(page_text(found.glyphs))
        for reason, glyphs in found.hidden.items():
            words = _MARKUP.sub(" ", page_text(glyphs)).strip()
            if words:
                hidden.append(Hidden(number + 1, reason, words))
    if not any(char.isalnum() for text in texts for char in text):
        raise Unreadable("no_text")
    return texts, hidden


def _metadata(document: Any) -> list[Hidden]:
    """Keywords, subject and title where they say more than a title does."""
    values = document.get_metadata_dict(skip_empty=True)
    wordy = [values[key] for key in _METADATA if len(str(values.get(key, "")).split()) >= 8]
    return [Hidden(0, "metadata", value) for value in wordy]


def _page(page: Any) -> _Page:
    """Every glyph of the page, the visible ones apart from those that a reader cannot see."""
    text = page.get_textpage()
    left, bottom, right, top = page.get_bbox()
    visibility = Visibility(page)
    found, box = _Page(), raw.FS_RECTF()
    for index in range(text.count_chars()):
        char = _char(text, index)
        if not char:
            continue
        raw.FPDFText_GetLooseCharBox(text, index, box)
        glyph = Glyph(char, box.left, box.right, box.bottom, box.top)
        ink = visibility.ink(raw.FPDFText_GetTextObject(text, index))
        inside = left <= (glyph.x0 + glyph.x1) / 2 <= right and bottom <= (glyph.y0 + glyph.y1) / 2 <= top
        reason = _reason(glyph, ink, inside=inside, visibility=visibility)
        if reason:
            found.hidden.setdefault(reason, []).append(glyph)
        else:
            found.glyphs.append(glyph)
    return found


def _char(text: Any, index: int) -> str:
    """The character at `index`; "" for line ends and for spaces PDFium made up, which layout decides."""
    code = raw.FPDFText_GetUnicode(text, index)
    if code in {0, 0xFFFE, 0xFFFF, 10, 13}:
        return ""
    if code in {32, 9, 0xA0} or 0x2000 <= code <= 0x200A:
        return "" if raw.FPDFText_IsGenerated(text, index) == 1 else " "
    try:
        return chr(code)
    except ValueError:
        return ""


def _reason(glyph: Glyph, ink: Ink, *, inside: bool, visibility: Visibility) -> str:
    """Why a reader cannot see this glyph; "" where they can."""
    if ink.invisible:
        return "invisible"
    if not inside:
        return "off-page"
    if glyph.y1 - glyph.y0 < _TINY and abs(glyph.x1 - glyph.x0) < _TINY:
        return "tiny"
    if ink.suspicious and not visibility.is_seen(ink, glyph):
        return "white" if ink.light else "covered"
    return ""
