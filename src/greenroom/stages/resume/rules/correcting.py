"""What a candidate puts right in the facts that were read from their resume."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

PRESENT = "present"
WORK = ("title", "employer", "start", "end")
EDUCATION = ("degree", "school", "start", "end")
LISTED = {"work": WORK, "education": EDUCATION}
"""The facts that are rows, and the fields of a row that can be put right."""

_DATE = re.compile(r"(?P<year>(?:19|20)\d\d)(?:[-/.](?P<month>\d{1,2}))?")
_TURNED = re.compile(r"(?P<month>\d{1,2})[-/.](?P<year>(?:19|20)\d\d)")


@dataclass(frozen=True)
class Row:
    """One row as its owner has it. was: which of the rows that were read it came from, None for one of their own."""

    fields: dict[str, str]
    was: int | None = None


@dataclass(frozen=True)
class Corrections:
    """What was put right; what was not given stays. words: single facts. rows: of work and of education."""

    words: dict[str, str]
    skills: Sequence[str] | None
    rows: dict[str, Sequence[Row]]


def read_month(typed: str) -> str:
    """ "2021-03" or "2021" of a date typed in one of the usual ways; "" for none. Raises ValueError for others."""
    digits = "".join(str(unicodedata.digit(char, char)) for char in typed).strip()
    if not digits:
        return ""
    found = _DATE.fullmatch(digits) or _TURNED.fullmatch(digits)
    if found is None:
        raise ValueError(typed)
    if found["month"] is None:
        return found["year"]
    if not 1 <= int(found["month"]) <= 12:
        raise ValueError(typed)
    return f"{found['year']}-{int(found['month']):02d}"


def corrected(parsed: dict[str, Any], given: Corrections) -> dict[str, Any]:
    """The facts as their owner has them.

    Where something stands in the document is kept for what was left as it was read, and for nothing else.
    """
    facts, spans = dict(parsed), dict(parsed.get("spans", {}))
    changed: set[str] = set()
    for name, value in given.words.items():
        if parsed.get(name, "") != value:
            facts[name] = value
            spans.pop(name, None)
            changed.add(name)
    for name, entries in _lists(parsed, given).items():
        before, after = parsed.get(name, []), [entry for entry, _moved in entries]
        if before == after:
            continue
        facts[name] = after
        spans = {path: span for path, span in spans.items() if path.split(".")[0] != name}
        for place, (_entry, kept) in enumerate(entries):
            spans |= {
                ".".join([name, str(place), *rest]): parsed["spans"][path]
                for path, rest in kept
                if path in parsed.get("spans", {})
            }
        changed.add(name)
    confidence = {name: sure for name, sure in parsed.get("confidence", {}).items() if name not in changed}
    return {**facts, "spans": spans, "confidence": confidence}


Kept = list[tuple[str, list[str]]]
"""Paths of what stands as it was read, each with what follows the number in it."""


def _lists(parsed: dict[str, Any], given: Corrections) -> dict[str, list[tuple[Any, Kept]]]:
    made: dict[str, list[tuple[Any, Kept]]] = {
        name: [_entry(parsed, name, row) for row in rows] for name, rows in given.rows.items()
    }
    if given.skills is not None:
        read = {skill: place for place, skill in reversed(list(enumerate(parsed.get("skills", []))))}
        made["skills"] = [
            (skill, [(f"skills.{read[skill]}", [])] if skill in read else []) for skill in given.skills
        ]
    return made


def _entry(parsed: dict[str, Any], name: str, row: Row) -> tuple[dict[str, Any], Kept]:
    known = parsed.get(name, [])
    was = row.was if row.was is not None and 0 <= row.was < len(known) else None
    before = known[was] if was is not None else {}
    after = {**dict.fromkeys(LISTED[name], ""), **before, **row.fields}
    same = [field for field, value in after.items() if before.get(field) == value]
    return after, [(f"{name}.{was}.{field}", [field]) for field in same] if was is not None else []
