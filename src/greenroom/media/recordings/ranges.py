"""Which bytes of a file a request asks for, as RFC 9110 section 14 has it."""

from __future__ import annotations

import re
from dataclasses import dataclass

ONE = re.compile(r"bytes=(\d{0,15})-(\d{0,15})")
MOST = 2 * 1024 * 1024
"""Bytes of one answer. A player that wants more asks again, so that nobody holds a process for a whole film."""


@dataclass(frozen=True)
class Span:
    """first, last: of the bytes, both included."""

    first: int
    last: int

    @property
    def length(self) -> int:
        return self.last - self.first + 1


class Unsatisfiable(Exception):
    """The file has none of these bytes."""


def wanted(header: str, size: int) -> Span | None:
    """The part to answer with, at most `MOST` long. None: the whole file, as for headers that are not understood.

    Raises Unsatisfiable.
    """
    found = ONE.fullmatch(header.strip())
    if found is None or not any(found.groups()):
        return None
    begin, end = found.groups()
    if not begin:
        first, last = max(0, size - int(end)), size - 1
    else:
        first, last = int(begin), min(int(end), size - 1) if end else size - 1
        if end and int(end) < int(begin):
            return None
    if first >= size or last < first:
        raise Unsatisfiable
    return Span(first, min(last, first + MOST - 1))
