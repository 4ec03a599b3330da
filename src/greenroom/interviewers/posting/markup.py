"""HTML as lines of text: a block a line, a bullet an item, nothing that a reader does not see."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import Any

from lxml import etree

_SILENT = (
    "script style noscript template svg math head iframe object video audio canvas map button input select textarea"
    " datalist dialog"
)
_BLOCK = (
    "address article aside blockquote body dd details div dl dt fieldset figcaption figure footer form header hr html"
    " legend main nav ol p pre section summary table tbody tfoot thead tr ul"
)
SILENT = frozenset(_SILENT.split())
"""Elements of which nothing is read."""

_BLOCKS = frozenset(_BLOCK.split())
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_APART = frozenset(("p", "ul", "ol", "dl", "table", "blockquote", "section", "article"))
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_ESCAPED_TAG = re.compile(r"&lt;/?[a-zA-Z]")
_SPACE = re.compile(r"[^\S\n]+")
_PARAGRAPH, _LINE, _BREAK, _END, _BULLET = "\x01", "\x02", "\x03", "\x04", "\x05"
"""How the ends of lines stand in the text until it is whole; `tree` takes such characters out of pages."""

_RUN = re.compile(r" ?[\x01-\x04][\x01-\x04 ]*")
_AFTER_BULLET = re.compile(r"\x05[\x01-\x03 ]+")


def tree(page: str) -> Any:
    """The elements of a page. None where there are none."""
    clean = re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f]", "", page)
    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True)
    try:
        return etree.fromstring(clean.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError:
        return None


def text_of(fragment: str) -> str:
    """What a description says, be it written as HTML, as HTML escaped once more, or plainly."""
    if _ESCAPED_TAG.search(fragment) and not _TAG.search(fragment):
        fragment = html.unescape(fragment)
    if not _TAG.search(fragment):
        return lines(html.unescape(fragment))
    root = tree(f"<body>{fragment}</body>")
    return "" if root is None else seen(root)


def seen(element: Any, *, leave_out: frozenset[Any] = frozenset()) -> str:
    """The text of an element and of all in it, as a reader sees it."""
    said = "".join(_spoken(element, leave_out))
    said = _SPACE.sub(" ", said.replace("\n", " "))
    said = _RUN.sub(_line_ends, _AFTER_BULLET.sub(_BULLET, said))
    return lines(said.replace(_BULLET, "- "))


def _line_ends(run: re.Match[str]) -> str:
    """However many elements end and begin here: one line end, or two where something stands apart."""
    marks = run.group()
    return "\n\n" if _PARAGRAPH in marks or marks.count(_BREAK) > 1 else "\n"


def lines(text: str) -> str:
    """Lines without space at their ends, at most one empty one in a row, no bullet without words."""
    found = [_SPACE.sub(" ", line).strip() for line in text.splitlines()]
    found = [line for line in found if line not in {"-", "•", "·"}]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(found)).strip()


def is_silent(element: Any) -> bool:
    """Whether a reader sees nothing of it."""
    if element.tag in SILENT or element.get("hidden") is not None or element.get("aria-hidden") == "true":
        return True
    return bool(_HIDDEN.search(element.get("style", "")))


def _spoken(element: Any, leave_out: frozenset[Any]) -> Iterator[str]:
    walk = etree.iterwalk(element, events=("start", "end"))
    for event, node in walk:
        if event == "start":
            if node in leave_out or is_silent(node):
                walk.skip_subtree()
                continue
            yield _before(node.tag)
            yield node.text or ""
            continue
        if node not in leave_out and not is_silent(node):
            yield _after(node.tag)
        if node is not element:
            yield node.tail or ""


def _before(tag: str) -> str:
    if tag == "li":
        return _LINE + _BULLET
    if tag in _HEADINGS or tag in _APART:
        return _PARAGRAPH
    if tag == "br":
        return _BREAK
    return _LINE if tag in _BLOCKS else ""


def _after(tag: str) -> str:
    if tag in {"td", "th"}:
        return " "
    if tag in _HEADINGS or tag in _APART:
        return _PARAGRAPH
    if tag == "li":
        return _END
    return _LINE if tag in _BLOCKS else ""
