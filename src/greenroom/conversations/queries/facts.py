"""What a candidate may be told."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from greenroom.interviewers.models import Interviewer
from greenroom.skills.lexical import sentences
from greenroom.skills.next_turn.schema import Fact

LONGEST_FACT = 600  # characters
LONGEST_HEADING = 60
SHORTEST_FACT = 20
_PARAGRAPHS = re.compile(r"\n\s*\n|\n(?=\s*[-•*·])")
_BULLETS = " \t-•*·"


def approved(interviewer: Interviewer) -> tuple[Fact, ...]:
    """The job description a paragraph at a time, each under its heading, and what the workspace says of itself."""
    told = [Fact(text=text, source="job description") for text in told_by(interviewer.job_description)]
    about = interviewer.workspace.about.strip()
    told += [Fact(text=text, source="about the company") for text in told_by(about)]
    return tuple(told)


def told_by(text: str) -> list[str]:
    """Its paragraphs of at most LONGEST_FACT characters; longer ones end at a sentence and go on in the next."""
    pieces = (piece for paragraph in _headed(_paragraphs(text)) for piece in _cut(paragraph))
    return [piece for piece in pieces if len(piece) > SHORTEST_FACT]


def _paragraphs(text: str) -> Iterator[str]:
    for part in _PARAGRAPHS.split(text):
        line, _, rest = part.strip().partition("\n")
        if rest and _is_heading(line):
            yield line
            part = rest  # noqa: PLW2901  (the heading was told)
        yield " ".join(part.split()).strip(_BULLETS)


def _headed(paragraphs: Iterable[str]) -> Iterator[str]:
    """Each paragraph after the heading it stands under: "Pay: 20 an hour" says what the number is."""
    heading = ""
    for paragraph in filter(None, paragraphs):
        if _is_heading(paragraph):
            heading = paragraph.rstrip(": ")
            continue
        yield f"{heading}: {paragraph}" if heading else paragraph


def _is_heading(line: str) -> bool:
    line = line.strip()
    if not line or len(line) > LONGEST_HEADING or line[0] in _BULLETS or any(c.isdigit() for c in line):
        return False
    return line.endswith(":") or line.isupper() or (line.istitle() and line[-1].isalpha())


def _cut(paragraph: str) -> Iterator[str]:
    piece = ""
    for stretch in sentences(paragraph):
        sentence = paragraph[stretch.start : stretch.end].strip()
        if piece and len(piece) + 1 + len(sentence) > LONGEST_FACT:
            yield piece
            piece = ""
        piece = f"{piece} {sentence}".strip()[:LONGEST_FACT]
    if piece:
        yield piece
