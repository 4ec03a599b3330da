"""How runs of a DOCX look once styles are resolved: hidden, white, tiny, listed."""

from __future__ import annotations

import re
from typing import Any

from docx.oxml.ns import qn

from greenroom.media.extraction.styled import is_alike, is_light

_TINY_HALF_POINTS = 4
_OFF = {"0", "false", "off", "none"}
_FILL = "{http://schemas.openxmlformats.org/drawingml/2006/main}solidFill"
_RGB = "{http://schemas.openxmlformats.org/drawingml/2006/main}srgbClr"
_ANCHOR = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}anchor"
_EXTENT = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}extent"
_PICTURE = "{http://schemas.openxmlformats.org/drawingml/2006/picture}pic"
_VML = tuple(f"{{urn:schemas-microsoft-com:vml}}{name}" for name in ("rect", "roundrect", "shape"))
_VML_GROUP = "{urn:schemas-microsoft-com:vml}group"
_LARGE = 700_000  # 914,400 to the inch
_SHAPE = "{http://schemas.microsoft.com/office/word/2010/wordprocessingShape}wsp"
_SHAPE_LOOKS = "{http://schemas.microsoft.com/office/word/2010/wordprocessingShape}spPr"


class Looks:
    """Answers questions about runs and paragraphs of one document."""

    def __init__(self, document: Any) -> None:
        styles = document.styles.element
        self._styles = {style.get(qn("w:styleId")): style for style in styles.iterchildren(qn("w:style"))}
        self._page = _page_colour(document)
        self._chains: dict[str, list[Any]] = {}
        self._panelled, self._backed = _panels(document.element.body)

    def hidden(self, run: Any, paragraph: Any, shade: str) -> str:
        """Why the run cannot be seen; "" where it can. shade: fill of the cell or box around it."""
        looks = self._looks(run, paragraph)
        if _is_on(_first(looks, "w:vanish")) or _is_on(_first(looks, "w:webHidden")):
            return "invisible"
        size = _value(_first(looks, "w:sz"))
        if size.isdigit() and int(size) <= _TINY_HALF_POINTS:
            return "tiny"
        ground = _fill(_first(looks, "w:shd")) or self._paragraph_fill(paragraph) or shade or self._page
        colour = _first(looks, "w:color")
        ink = _value(colour)
        if colour is not None and colour.get(qn("w:themeColor")) in {"background1", "light1"} and not ground:
            return "white"
        if ground:
            return "white" if ink and is_alike(ink, ground) else ""
        if self._backed:
            return ""
        return "white" if is_light(ink) and not _value(_first(looks, "w:highlight")) else ""

    def is_listed(self, paragraph: Any) -> bool:
        """Whether Word draws a bullet or number before the paragraph."""
        properties = paragraph.find(qn("w:pPr"))
        if properties is None:
            return False
        numbering = properties.find(qn("w:numPr"))
        if numbering is not None:
            return _value(numbering.find(qn("w:numId"))) != "0"
        style = _value(properties.find(qn("w:pStyle")))
        return "list" in style.lower() and "paragraph" not in style.lower()

    def shade(self, cell: Any) -> str:
        properties = cell.find(qn("w:tcPr"))
        return _fill(properties.find(qn("w:shd"))) if properties is not None else ""

    def box_fill(self, box: Any) -> str:
        """RRGGBB of what lies under a text box: its own fill, or a grey where another shape may lie there."""
        for shape in box.iterancestors(_SHAPE):
            for looks in shape.iterchildren(_SHAPE_LOOKS):
                for fill in looks.iterchildren(_FILL):
                    colour = fill.find(_RGB)
                    return str(colour.get("val", "")) if colour is not None else "808080"
        return "808080" if self._panelled else ""

    def _looks(self, run: Any, paragraph: Any) -> list[Any]:
        """Run properties from the nearest to the farthest: run, its style, the paragraph's style, Normal."""
        found = []
        own = run.find(qn("w:rPr"))
        if own is not None:
            found.append(own)
            found.extend(self._chain(_value(own.find(qn("w:rStyle")))))
        properties = paragraph.find(qn("w:pPr"))
        style = _value(properties.find(qn("w:pStyle"))) if properties is not None else ""
        found.extend(self._chain(style or "Normal"))
        return found

    def _chain(self, style_id: str) -> list[Any]:
        if not style_id:
            return []
        if style_id not in self._chains:
            chain, seen, current = [], set(), style_id
            while current in self._styles and current not in seen:
                seen.add(current)
                style = self._styles[current]
                looks = style.find(qn("w:rPr"))
                if looks is not None:
                    chain.append(looks)
                current = _value(style.find(qn("w:basedOn")))
            self._chains[style_id] = chain
        return self._chains[style_id]

    def _paragraph_fill(self, paragraph: Any) -> str:
        properties = paragraph.find(qn("w:pPr"))
        return _fill(properties.find(qn("w:shd"))) if properties is not None else ""


def _panels(body: Any) -> tuple[bool, bool]:
    """Whether large filled shapes or pictures float on the pages, and whether some lie behind the text."""
    floating = [anchor for anchor in body.iter(_ANCHOR) if _is_large(anchor) and _is_painted(anchor)]
    older = [shape for tag in _VML for shape in body.iter(tag) if _is_old_panel(shape)]
    behind = any(anchor.get("behindDoc") == "1" for anchor in floating)
    return bool(floating or older), behind or any("z-index:-" in _old_style(shape) for shape in older)


def _is_old_panel(shape: Any) -> bool:
    """Whether a VML shape is filled with something darker than paper and large enough to carry text."""
    if is_light(shape.get("fillcolor", "ffffff").split(" ")[0]) or shape.get("filled") in {"f", "false"}:
        return False
    sides = re.findall(r"(?:^|;)(?:width|height):([\d.]+)", shape.get("style", ""))
    return len(sides) == 2 and min(map(float, sides)) > 50


def _old_style(shape: Any) -> str:
    groups = [str(group.get("style", "")) for group in shape.iterancestors(_VML_GROUP)]
    return " ".join([str(shape.get("style", "")), *groups])


def _is_large(anchor: Any) -> bool:
    extent = anchor.find(_EXTENT)
    return extent is not None and min(int(extent.get("cx", 0)), int(extent.get("cy", 0))) > _LARGE


def _is_painted(anchor: Any) -> bool:
    if next(anchor.iter(_PICTURE), None) is not None:
        return True
    return any(fill.getparent().tag == _SHAPE_LOOKS for fill in anchor.iter(_FILL))


def _first(looks: list[Any], name: str) -> Any:
    tag = qn(name)
    for properties in looks:
        found = properties.find(tag)
        if found is not None:
            return found
    return None


def _value(element: Any) -> str:
    return str(element.get(qn("w:val")) or "") if element is not None else ""


def _is_on(element: Any) -> bool:
    return element is not None and (element.get(qn("w:val")) or "1") not in _OFF


def _fill(element: Any) -> str:
    fill = str(element.get(qn("w:fill")) or "") if element is not None else ""
    return "" if fill.lower() in {"", "auto", "ffffff"} else fill


def _page_colour(document: Any) -> str:
    background = document.element.find(qn("w:background"))
    if background is None:
        return ""
    colour = str(background.get(qn("w:color")) or "")
    return "" if colour.lower() in {"", "auto", "ffffff"} else colour
