"""What a candidate may be told, and what they are told before the first question."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any
from uuid import UUID

from greenroom.guidance.queries import knowledge
from greenroom.interviewers.models import Interviewer
from greenroom.interviewers.rules.context import Context, Delivery, Section
from greenroom.skills.lexical import sentences
from greenroom.skills.next_turn.schema import Fact

JOB, COMPANY, PROCESS = "job description", "about the company", "the process"
"""Where something that is told stands, as turns keep it."""

SECTIONS = (
    (COMPANY, "company", "company_overview"),
    (JOB, "role", "job_overview"),
    (PROCESS, "process", "interview_process_overview"),
)
"""A section's source, its name in an interviewer's context, and its name in a stage's settings."""

LONGEST_FACT = 600  # characters
LONGEST_HEADING = 60
LONGEST_PASSAGE = 2_000
SHORTEST_FACT = 20
_PARAGRAPHS = re.compile(r"\n\s*\n|\n(?=\s*[-•*·])")
_BULLETS = " \t-•*·"


def approved(interviewer: Interviewer, config: Mapping[str, Any] | None = None) -> tuple[Fact, ...]:
    """All that may be told to who asks, a paragraph at a time, each under its heading.

    That is what the context sections say, but for silent ones; where none is written, the job description. What the
    workspace says of itself stands in for a company section that is not written. config: of the stage, whose own
    sections win.
    """
    written = sections(interviewer, config or {})
    sources = [
        (source, part.text) for source, part in written.items() if part.delivery is not Delivery.SILENT
    ]
    if not written:
        sources = [(JOB, interviewer.job_description)]
    if COMPANY not in written:
        sources.append((COMPANY, interviewer.workspace.about.strip()))
    return tuple(Fact(text=text, source=source) for source, whole in sources for text in told_by(whole))


def sections(interviewer: Interviewer, config: Mapping[str, Any]) -> dict[str, Section]:
    """The sections that are written, by the source they are told with, in the order they are told."""
    context = Context(**interviewer.context)
    found = {source: _own(config, name, getattr(context, part)) for source, part, name in SECTIONS}
    return {source: section for source, section in found.items() if section.text.strip()}


def _own(config: Mapping[str, Any], name: str, section: Section) -> Section:
    """The section as a stage says it, where it says anything else than its interviewer."""
    text, delivery = config.get(name), config.get(f"{name}_delivery_mode")
    return Section(
        text=section.text if text is None else text,
        delivery=section.delivery if delivery is None else Delivery(delivery),
    )


def style(interviewer: Interviewer, config: Mapping[str, Any]) -> str:
    """How to talk with candidates, as the stage has it, else its interviewer; they never hear it."""
    own = config.get("instructions")
    return (Context(**interviewer.context).style if own is None else str(own)).strip()


def told_before(
    interviewer: Interviewer, config: Mapping[str, Any], *, shorten: Callable[[str], str]
) -> tuple[str, ...]:
    """What is said before the first question: sections word for word, or in short. shorten: makes a text short."""
    told = []
    for section in sections(interviewer, config).values():
        if section.delivery is Delivery.EXACT:
            told.append(section.text.strip())
        elif section.delivery is Delivery.SUMMARIZED:
            told.append(shorten(section.text.strip()))
    return tuple(filter(None, told))


def in_two_sentences(text: str) -> str:
    """The first two sentences of a text, word for word."""
    first = sentences(text)[:2]
    return text[: first[-1].end].strip() if first else text


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


def known(workspace_id: UUID, question: str, language: str) -> tuple[Fact, ...]:
    """What the workspace's knowledge base says to a question, each passage with the title it stands under."""
    found = knowledge.find(workspace_id, question, language)
    return tuple(Fact(text=passage.text[:LONGEST_PASSAGE], source=passage.title) for passage in found)
