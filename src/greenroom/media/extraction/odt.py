"""ODT: paragraphs, lists, tables and frames in order; hidden text is set aside."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from greenroom.media.extraction.contract import Hidden, Limits, Unreadable
from greenroom.media.extraction.recognise import read_part
from greenroom.media.extraction.styled import PAGE_END, Writer, is_alike, is_light

_NAMES = {
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "style": "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
    "fo": "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0",
    "draw": "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0",
    "meta": "urn:oasis:names:tc:opendocument:xmlns:meta:1.0",
    "dc": "http://purl.org/dc/elements/1.1/",
}


def _tag(name: str) -> str:
    prefix, local = name.split(":")
    return f"{{{_NAMES[prefix]}}}{local}"


_PARAGRAPHS = {_tag("text:p"), _tag("text:h")}
_LEFT_OUT = {_tag("text:tracked-changes"), _tag("office:annotation"), _tag("text:sequence-decls")}


@dataclass(frozen=True)
class _Look:
    parent: str
    colour: str
    ground: str
    size: float
    vanished: bool
    breaks_page: bool


def read_odt(data: bytes, limits: Limits) -> tuple[list[str], list[Hidden]]:
    """Text of each page (by its hard page breaks) and what was hidden."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
            _refuse_encrypted(archive, names, limits)
            trees = [
                fromstring(read_part(archive, name, limits.unpacked_bytes))
                for name in ("content.xml", "styles.xml", "meta.xml")
                if name in names
            ]
    except (zipfile.BadZipFile, ParseError, DefusedXmlException, KeyError, OSError) as error:
        raise Unreadable("damaged") from error
    looks = dict(pair for tree in trees for pair in _looks(tree))
    writer = Writer()
    reader = _Reader(writer, looks, limits)
    for tree in trees[1:2]:
        for header in tree.iter(_tag("style:header")):
            reader.blocks(header)
    for body in trees[0].iter(_tag("office:text")):
        reader.blocks(body)
    for tree in trees[1:2]:
        for footer in tree.iter(_tag("style:footer")):
            reader.blocks(footer)
    writer.hidden.extend(_metadata(trees[-1]))
    return writer.pages, writer.hidden


def _refuse_encrypted(archive: zipfile.ZipFile, names: set[str], limits: Limits) -> None:
    manifest = "META-INF/manifest.xml"
    if manifest in names and b"encryption-data" in read_part(archive, manifest, limits.unpacked_bytes):
        raise Unreadable("encrypted")


def _looks(tree: Element) -> Iterator[tuple[str, _Look]]:
    for style in tree.iter(_tag("style:style")):
        words = style.find(_tag("style:text-properties"))
        lines = style.find(_tag("style:paragraph-properties"))
        texts = words.attrib if words is not None else {}
        layout = lines.attrib if lines is not None else {}
        ground = texts.get(_tag("fo:background-color")) or layout.get(_tag("fo:background-color")) or ""
        yield (
            style.get(_tag("style:name"), ""),
            _Look(
                parent=style.get(_tag("style:parent-style-name"), ""),
                colour=texts.get(_tag("fo:color"), ""),
                ground="" if ground == "transparent" else ground,
                size=_points(texts.get(_tag("fo:font-size"), "")),
                vanished=texts.get(_tag("text:display")) == "none",
                breaks_page=layout.get(_tag("fo:break-before")) == "page",
            ),
        )


def _points(size: str) -> float:
    match = re.fullmatch(r"([\d.]+)pt", size)
    return float(match.group(1)) if match else 0.0


def _metadata(tree: Element) -> list[Hidden]:
    wanted = (_tag("dc:title"), _tag("dc:subject"), _tag("dc:description"), _tag("meta:keyword"))
    values = ["".join(found.itertext()) for name in wanted for found in tree.iter(name)]
    return [Hidden(0, "metadata", value) for value in values if len(value.split()) >= 8]


class _Reader:
    def __init__(self, writer: Writer, looks: dict[str, _Look], limits: Limits) -> None:
        self._writer = writer
        self._looks = looks
        self._limits = limits

    def blocks(self, parent: Element, bullet: str = "") -> None:
        for child in parent:
            if child.tag in _PARAGRAPHS:
                self._paragraph(child, bullet)
            elif child.tag == _tag("table:table-row"):
                self._row(child)
            elif child.tag == _tag("text:list-item"):
                self.blocks(child, "• ")
            elif child.tag not in _LEFT_OUT:
                self.blocks(child, bullet)

    def _row(self, row: Element) -> None:
        cells = row.findall(_tag("table:table-cell"))
        if all(len(cell) <= 1 and (not len(cell) or cell[0].tag in _PARAGRAPHS) for cell in cells):
            self._writer.line("\t".join(filter(None, (self._text(c[0]).strip() for c in cells if len(c)))))
            return
        for cell in cells:
            self.blocks(cell)
            self._writer.line("")

    def _paragraph(self, paragraph: Element, bullet: str) -> None:
        chain = self._chain(paragraph.get(_tag("text:style-name"), ""))
        if any(look.breaks_page for look in chain[:1]):
            self._writer.line(PAGE_END)
        text = self._text(paragraph)
        self._writer.line(bullet + text if text.strip() else text)
        if self._writer.characters > self._limits.characters:
            raise Unreadable("too_long")
        for box in paragraph.iter(_tag("draw:text-box")):
            self.blocks(box)
            self._writer.line("")

    def _text(self, paragraph: Element) -> str:
        return "".join(self._inline(paragraph, [])).replace("\n ", "\n")

    def _inline(self, element: Element, above: list[_Look]) -> Iterator[str]:
        """The words of an element; its own look comes before those of the elements around it."""
        looks = [*self._chain(element.get(_tag("text:style-name"), "")), *above]
        reason = _hidden(looks)
        if element.tag in {_tag("text:hidden-text"), _tag("text:hidden-paragraph")}:
            reason = "invisible"
        yield self._shown(element.text or "", reason)
        for child in element:
            if child.tag == _tag("text:s"):
                yield " " * int(child.get(_tag("text:c"), "1"))
            elif child.tag == _tag("text:tab"):
                yield "\t"
            elif child.tag == _tag("text:line-break"):
                yield "\n"
            elif child.tag == _tag("text:soft-page-break"):
                yield PAGE_END
            elif child.tag not in _LEFT_OUT and child.tag != _tag("draw:frame"):
                yield from self._inline(child, looks)
            yield self._shown(child.tail or "", reason)

    def _shown(self, words: str, reason: str) -> str:
        words = re.sub(r"\s+", " ", words)
        if reason and words.strip():
            self._writer.hide(reason, words)
            return ""
        return words

    def _chain(self, name: str) -> list[_Look]:
        chain: list[_Look] = []
        while name in self._looks and self._looks[name] not in chain:
            chain.append(self._looks[name])
            name = chain[-1].parent
        return chain


def _hidden(looks: list[_Look]) -> str:
    """Why text with these looks, nearest first, cannot be seen; "" where it can."""
    if any(look.vanished for look in looks):
        return "invisible"
    size = next((look.size for look in looks if look.size), 12.0)
    if size <= 2:
        return "tiny"
    colour = next((look.colour for look in looks if look.colour), "")
    ground = next((look.ground for look in looks if look.ground), "")
    if ground:
        return "white" if colour and is_alike(colour, ground) else ""
    return "white" if is_light(colour) else ""
