"""DOCX: headers, paragraphs, tables and text boxes in order; hidden runs are set aside."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import docx as python_docx
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import qn

from greenroom.media.extraction.contract import Hidden, Limits, Unreadable
from greenroom.media.extraction.docx_looks import Looks
from greenroom.media.extraction.styled import PAGE_END, Writer

_W = {name: qn(f"w:{name}") for name in ("p", "r", "t", "tab", "br", "cr", "tbl", "tr", "tc", "sdt",
    "sdtContent", "noBreakHyphen", "lastRenderedPageBreak", "txbxContent", "del")}  # fmt: skip
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"


def read_docx(data: bytes, limits: Limits) -> tuple[list[str], list[Hidden]]:
    """Text of each page (as Word last laid them out) and what was hidden."""
    try:
        document = python_docx.Document(io.BytesIO(data))
    except (PackageNotFoundError, KeyError, ValueError, zipfile.BadZipFile, SyntaxError) as error:
        raise Unreadable("damaged") from error
    writer = Writer()
    reader = _Reader(writer, Looks(document), limits)
    heads, feet = _margins(document)
    for part in heads:
        reader.blocks(part)
    reader.blocks(document.element.body)
    for part in feet:
        reader.blocks(part)
    writer.hidden.extend(_metadata(document))
    return writer.pages, writer.hidden


def _margins(document: Any) -> tuple[list[Any], list[Any]]:
    """Headers and footers, each distinct one once."""
    heads: list[Any] = []
    feet: list[Any] = []
    for section in document.sections:
        pairs = (
            (heads, (section.first_page_header, section.header)),
            (feet, (section.first_page_footer, section.footer)),
        )
        for found, parts in pairs:
            for part in parts:
                if not part.is_linked_to_previous and part._element not in found:
                    found.append(part._element)
    return heads, feet


def _metadata(document: Any) -> list[Hidden]:
    properties = document.core_properties
    values = (properties.title, properties.subject, properties.keywords, properties.comments)
    return [Hidden(0, "metadata", value) for value in values if value and len(value.split()) >= 8]


class _Reader:
    """Walks the XML; python-docx itself leaves out text boxes, content controls and nested tables."""

    def __init__(self, writer: Writer, looks: Looks, limits: Limits) -> None:
        self._writer = writer
        self._looks = looks
        self._limits = limits

    def blocks(self, parent: Any, shade: str = "") -> None:
        for child in parent:
            if child.tag == _W["p"]:
                self._paragraph(child, shade)
            elif child.tag == _W["tbl"]:
                self._table(child, shade)
            elif child.tag == _W["sdt"]:
                for content in child.iterchildren(_W["sdtContent"]):
                    self.blocks(content, shade)

    def _table(self, table: Any, shade: str) -> None:
        """A row whose cells hold a line each is one line; otherwise its cells follow one another."""
        for row in table.iter(_W["tr"]):
            if _owner(row, _W["tbl"]) is not table:
                continue
            cells = [cell for cell in row.iter(_W["tc"]) if _owner(cell, _W["tr"]) is row]
            if len(cells) > 1 and all(_is_one_line(cell) for cell in cells[:-1]):
                self._one_line(cells, shade)
                continue
            for cell in cells:
                self.blocks(cell, self._looks.shade(cell) or shade)
                self._writer.line("")

    def _one_line(self, cells: list[Any], shade: str) -> None:
        lead = []
        for cell in cells[:-1]:
            paragraphs = list(cell.iterchildren(_W["p"]))
            lead.append(self._text(paragraphs[0], self._looks.shade(cell) or shade) if paragraphs else "")
        last, tint = cells[-1], self._looks.shade(cells[-1]) or shade
        children = list(last)
        first = next((child for child in children if child.tag == _W["p"]), None)
        if first is None:
            self._writer.line("\t".join(filter(str.strip, lead)))
            self.blocks(last, tint)
            return
        self._writer.line("\t".join(filter(str.strip, [*lead, self._text(first, tint)])))
        self.blocks([child for child in children if child is not first], tint)

    def _paragraph(self, paragraph: Any, shade: str) -> None:
        bullet = "• " if self._looks.is_listed(paragraph) else ""
        text = self._text(paragraph, shade)
        self._writer.line(bullet + text if text.strip() else text)
        if self._writer.characters > self._limits.characters:
            raise Unreadable("too_long")
        for box in paragraph.iter(_W["txbxContent"]):
            if not _within(box, _FALLBACK, paragraph) and _owner(box, _W["p"]) is paragraph:
                self.blocks(box, self._looks.box_fill(box))
                self._writer.line("")

    def _text(self, paragraph: Any, shade: str) -> str:
        """The visible words of a paragraph, without those of text boxes anchored in it."""
        out: list[str] = []
        for run in paragraph.iter(_W["r"]):
            if _owner(run, _W["p"]) is not paragraph or _within(run, _W["del"], paragraph):
                continue
            words = "".join(_characters(run))
            reason = self._looks.hidden(run, paragraph, shade) if words.strip() else ""
            if reason:
                self._writer.hide(reason, words)
            else:
                out.append(words)
        return "".join(out)


def _characters(run: Any) -> list[str]:
    out = []
    for child in run:
        if child.tag == _W["t"]:
            out.append(child.text or "")
        elif child.tag == _W["tab"]:
            out.append("\t")
        elif child.tag == _W["noBreakHyphen"]:
            out.append("-")
        elif child.tag == _W["lastRenderedPageBreak"]:
            out.append(PAGE_END)
        elif child.tag in {_W["br"], _W["cr"]}:
            out.append(PAGE_END if child.get(qn("w:type")) == "page" else "\n")
    return out


def _owner(element: Any, tag: str) -> Any:
    """The nearest element above `element` with this tag."""
    return next(element.iterancestors(tag), None)


def _within(element: Any, tag: str, top: Any) -> bool:
    for above in element.iterancestors():
        if above is top:
            return False
        if above.tag == tag:
            return True
    return False


def _is_one_line(cell: Any) -> bool:
    blocks = [child for child in cell if child.tag in {_W["p"], _W["tbl"]}]
    filled = [block for block in blocks if "".join(block.itertext()).strip()]
    return len(filled) <= 1 and not any(block.tag == _W["tbl"] for block in blocks) and len(blocks) <= 1
