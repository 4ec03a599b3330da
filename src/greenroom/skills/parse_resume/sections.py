"""Which lines of a resume belong to which section."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from greenroom.skills.parse_resume.lines import Line
from greenroom.skills.parse_resume.vocabulary import fold, headings

_LABELLED = re.compile(r"([^:\t]{3,40})(?::\s*|\t)(?=\S)")
_TO_DIGIT = re.compile(r"([^\d:]{4,40}?)\s+(?=\(?\d)")
_DECORATION = re.compile(r"^[\W\d_]+|[\W_]+$")


@dataclass
class Section:
    """Lines under one heading. kind: one of vocabulary.SECTIONS, or "top" for what stands before the first."""

    kind: str
    heading: Line | None
    lines: list[Line] = field(default_factory=list)


def split(lines: list[Line]) -> list[Section]:
    """The sections in order; the first is "top", perhaps empty."""
    sections = [Section("top", None)]
    for line in lines:
        kind = heading_kind(line)
        if kind:
            sections.append(Section(kind, line))
            continue
        label = _LABELLED.match(line.text)
        inline = _whole(label.group(1)) if label else ""
        if label and inline in {"skills", "languages", "certificates", "education", "work", "summary"}:
            _inline(sections, line, label, inline)
            continue
        dated = _before_dates(line)
        if dated:
            _inline(sections, line, dated, _whole(dated.group(1)))
            continue
        sections[-1].lines.append(line)
    return sections


def _before_dates(line: Line) -> re.Match[str] | None:
    """A heading that stands on one line with the dates of its first entry."""
    lead = _TO_DIGIT.match(line.text)
    return lead if lead and _whole(lead.group(1)) in {"work", "education"} else None


def _inline(sections: list[Section], line: Line, label: re.Match[str], kind: str) -> None:
    """Text after a label goes to the label's section; what follows on other lines stays where it was."""
    rest = Line(
        line.start + label.end(), line.end, line.text[label.end() :], line.bullet, line.after_gap, line.page
    )
    current = sections[-1]
    if current.kind == kind:
        current.lines.append(rest)
        return
    aside = Section(kind, line, [rest])
    if kind in {"work", "education", "summary"}:
        sections.append(aside)
    else:
        sections.extend((aside, Section(current.kind, None)))


def heading_kind(line: Line) -> str:
    """The kind of section a line is the heading of; "" for any other line."""
    text = line.text.strip()
    if len(text) > 60 or text.endswith((".", ",", ";")) or "@" in text:
        return ""
    if text[:1].islower() and not text.isupper():
        return ""
    kind = _whole(text)
    return kind or _composed(text)


def _whole(text: str) -> str:
    name = " ".join(_DECORATION.sub("", fold(text)).replace("\t", " ").split())
    return headings().whole.get(name, "")


def _composed(text: str) -> str:
    """A heading made of known words only, one of them telling its kind."""
    known = headings()
    tokens = [token.strip(",:()") for token in fold(text).replace("/", " / ").split()]
    tokens = [token for token in tokens if token]
    if not 1 < len(tokens) <= 6:
        return ""
    kinds = [known.keys[token] for token in tokens if token in known.keys]
    if not kinds or not all(token in known.keys or token in known.fillers for token in tokens):
        return ""
    return kinds[0] if kinds[0] != "skills" or len(kinds) == 1 else kinds[-1]
