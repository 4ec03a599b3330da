"""From the bytes of a page to its letters."""

from __future__ import annotations

import codecs
import re

_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_DECLARED = re.compile(
    rb"""<(?:meta|\?xml)[^>]{0,300}?(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE
)
_WHERE_DECLARED = 2048  # bytes; twice what the standard asks for
_CALLED = {"iso8859-1": "cp1252", "ascii": "cp1252", "utf-16": "utf-8"}
"""What browsers read these names as (WHATWG Encoding). A page that could say "utf-16" in ASCII is in no such thing."""


def decode(content: bytes, *, said: str = "") -> str:
    """The text of a page. said: the charset its server named. Bytes that fit nowhere become U+FFFD."""
    for mark, charset in _MARKS:
        if content.startswith(mark):
            return content[len(mark) :].decode(charset, "replace")
    declared = _DECLARED.search(content[:_WHERE_DECLARED])
    for name in (said, declared.group(1).decode("ascii") if declared else ""):
        charset = _known(name)
        if charset:
            return content.decode(charset, "replace")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")


def _known(name: str) -> str:
    """Python's name of a charset that is one of text; "" for any other."""
    try:
        found = codecs.lookup(name.strip().lower())
    except (LookupError, ValueError):
        return ""
    if not found._is_text_encoding:
        return ""
    return _CALLED.get(found.name, found.name)
