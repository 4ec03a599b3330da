"""Instructions cut into clauses, and what was understood of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from greenroom.skills.lexical import level
from greenroom.skills.plan_interviewer.workflow_words import said

LONGEST = 5_000
_END = re.compile(r"[.!?؟](?=\s|$)|[;؛\n]+")
_BREAK = re.compile(
    r"[,،:]\s+(?!\d)|[,،](?=\S)(?!\d)|\s*(?:->|→|⇒|=>|>|\+|–|—)\s*|\s-\s"
    r"|\s+(?:and then|then|and|und dann|dann|und|puis|et|y luego|luego|y|e depois|e|depois)\s+|\s+(?:ثم)\s+|\s+(?=و\w)"
)
_SPACES = re.compile(r"[^\S\n]+")
_FEWEST_WORDS = 2


@dataclass(frozen=True)
class Clause:
    """A part of a sentence. sentence: which one, counted from 0."""

    start: int
    end: int
    sentence: int


@dataclass
class Text:
    """Instructions as they are read. folded: letter for letter without case and accents, so that offsets agree."""

    raw: str
    folded: str = ""
    understood: list[tuple[int, int]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.raw = _SPACES.sub(" ", self.raw[:LONGEST])
        self.folded = level(self.raw)

    def take(self, start: int, end: int) -> None:
        """Note that these characters were understood."""
        self.understood.append((start, end))

    def sentences(self) -> Iterator[tuple[int, int]]:
        yield from _cut(self.raw, 0, len(self.raw), _END)

    def clauses(self) -> list[Clause]:
        """The clauses in order, without the marks between them."""
        found: list[Clause] = []
        for at, (start, end) in enumerate(self.sentences()):
            found.extend(Clause(begin, stop, at) for begin, stop in _cut(self.raw, start, end, _BREAK))
        return found

    def unread(self) -> list[str]:
        """The clauses of which nothing was understood and which say something."""
        left = []
        for clause in self.clauses():
            if any(start < clause.end and clause.start < end for start, end in self.understood):
                continue
            bare = said("filler").sub(" ", self.folded[clause.start : clause.end])
            if len(re.findall(r"\w{2,}", bare)) >= _FEWEST_WORDS:
                left.append(self.raw[clause.start : clause.end].strip(" .,:;"))
        return left


def overlaps(start: int, end: int, spans: Iterable[tuple[int, int]]) -> bool:
    return any(begin < end and start < stop for begin, stop in spans)


def _cut(text: str, start: int, end: int, mark: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    begin = start
    for match in mark.finditer(text, start, end):
        if text[begin : match.start()].strip():
            yield begin, match.start()
        begin = match.end()
    if text[begin:end].strip():
        yield begin, end
