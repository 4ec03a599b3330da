"""Which stages instructions speak of, and in what sense."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from greenroom.skills.plan_interviewer.wishes_text import Clause, Text, overlaps
from greenroom.skills.plan_interviewer.workflow_words import KINDS, said

_ARTICLE = (
    r"(?:(?:an?|the|any|my|our|their|der|die|das|den|dem|des|ein|eine|einen|einem|einer|le|la|les|un|une|el|los|las|una"
    r"|o|os|as|um|uma|de|du|d'|l'|any kind of)\s*)*"
)
_OR = re.compile(
    r"[\s,]*(?:or|nor|or any|or a|oder|ou|o|u|ni|nem|او|ولا|و لا)\s*(?:an?|the|any|el|la|un|une|o|a)?\s*"
)
_JOINED = re.compile(r"\s*(?:or|/|oder|ou|o|او)\s*")
_IN_THE = re.compile(r"\b(?:no|do|ao)\s+$")
_PORTUGUESE = re.compile(r"(?i)formulário|questionário|currículo|cenário")
_LISTED = re.compile(r"(?:^|\n)[ \t]*(?:\d{1,2}[.)]|[-*•])[^\n]*$")
_GAP = 12
MOST = 40  # stages named in one text; more than any workflow has


@dataclass(frozen=True)
class Mention:
    """A stage that is named. role: "step" (there is to be one), "place" (where something happens), "not"."""

    kind: str
    start: int
    end: int
    clause: Clause
    role: str = "step"
    modes: frozenset[str] = frozenset()


def mentions(text: Text, apart: Sequence[tuple[int, int]]) -> list[Mention]:
    """The stages named in a text, in order; those inside `apart` speak of something else."""
    clauses = text.clauses()
    found: list[tuple[int, int, str]] = []
    for kind in KINDS:
        found.extend((*match.span(), kind) for match in said(kind).finditer(text.folded))
    kept: list[Mention] = []
    for start, end, kind in sorted(found, key=lambda one: (one[0], -one[1])):
        if len(kept) == MOST:
            break
        if overlaps(start, end, apart) or (kept and start < kept[-1].end):
            continue
        clause = next((c for c in clauses if c.start <= start < c.end), None)
        if clause is not None:
            kept.append(_placed(text, Mention(kind, start, end, clause), kept))
    return _once(text, kept)


def _placed(text: Text, mention: Mention, before: Sequence[Mention]) -> Mention:
    lead = text.folded[: mention.start]
    role = "step"
    if before and before[-1].role == "not" and _OR.fullmatch(lead, before[-1].end):
        role = "not"
    elif _ends_with("no_before", lead):
        portuguese = _IN_THE.search(lead) and _PORTUGUESE.match(text.raw[mention.start : mention.end])
        role = "place" if portuguese else "not"
    elif _follows("no_after", text.folded, mention.end):
        role = "not"
    elif _ends_with("locus", lead):
        role = "place"
    around = text.folded[mention.start : mention.end]
    modes = frozenset(mode for mode in ("video", "voice", "phone") if said(mode).search(around))
    return replace(mention, role=role, modes=modes)


def _once(text: Text, found: list[Mention]) -> list[Mention]:
    """ "voice or video interview" names one stage."""
    kept = found[:1]
    for one, other in pairwise(found):
        same = one.kind == other.kind and _JOINED.fullmatch(text.folded[one.end : other.start])
        if same:
            kept[-1] = replace(kept[-1], end=other.end, modes=kept[-1].modes | other.modes)
        else:
            kept.append(other)
    return kept


def _ends_with(name: str, lead: str) -> bool:
    return re.search(rf"(?:{said(name).pattern})\s*{_ARTICLE}$", lead[-60:]) is not None


def _follows(name: str, folded: str, at: int) -> bool:
    found = said(name).search(folded, at, at + 40)
    return found is not None and found.start() - at <= _GAP


def stands_after(name: str, text: Text, mention: Mention) -> bool:
    """Whether a word listed under a name stands right before a mention."""
    return _ends_with(name, text.folded[: mention.start])


def is_denied(text: Text, at: int) -> bool:
    """Whether "no" or "without" stands right before this place."""
    return _ends_with("no_before", text.folded[:at])


def is_listed(text: Text, mention: Mention) -> bool:
    """Whether a mention stands on a line that is an item of a list."""
    return _LISTED.search(text.raw[: mention.start]) is not None


def nearest(start: int, end: int, clause: Clause, named: Sequence[Mention]) -> Mention | None:
    """The stage that something said in a clause is about: the nearest in it, else the last before, else the next."""
    inside = [m for m in named if m.clause == clause and m.role != "not"]
    if inside:
        return min(inside, key=lambda m: max(m.start - end, start - m.end))
    same = [m for m in named if m.clause.sentence == clause.sentence and m.role != "not"]
    before = [m for m in same if m.end <= start]
    return before[-1] if before else same[0] if same else None
