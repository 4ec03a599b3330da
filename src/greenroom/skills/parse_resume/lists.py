"""What resumes list: skills, languages, certificates; and the summary."""

from __future__ import annotations

import re

from greenroom.skills.parse_resume.lines import Fragment, Line, trimmed
from greenroom.skills.parse_resume.sections import Section
from greenroom.skills.parse_resume.vocabulary import fold, words

_ITEMS = re.compile(r"[,;|•·●▪■\t]|\s[–—-]\s|\s/\s|\band\s(?=[A-Z][\w+#.]*\.?$)")
_LABEL = re.compile(r"[^:,;]{2,45}:\s*")
_MOST_SKILLS = 80


def skills(text: str, sections: list[Section]) -> list[Fragment]:
    found: dict[str, Fragment] = {}
    for line in _lines(sections, "skills"):
        if line.text.endswith(".") and len(line.text) > 120:
            continue
        for item in _split(text, line):
            if (
                len(item.text) <= 60
                and len(item.text.split()) <= 7
                and any(char.isalpha() for char in item.text)
            ):
                found.setdefault(fold(item.text), item)
    return list(found.values())[:_MOST_SKILLS]


def languages(text: str, sections: list[Section]) -> list[Fragment]:
    """Names of languages, with the level where it is written beside them."""
    found: dict[str, Fragment] = {}
    for line in _lines(sections, "languages"):
        for name, item in _spoken(text, line.start, line.end):
            found.setdefault(name, item)
    if not found:
        for line in _lines(sections, "skills"):
            label = re.match(r"(?:languages?|sprachen|langues|idiomas)\s*:\s*", line.text, re.IGNORECASE)
            if label and "program" not in fold(line.text):
                found.update(_spoken(text, line.start + label.end(), line.end))
    return list(found.values())


def _spoken(text: str, start: int, end: int) -> list[tuple[str, Fragment]]:
    found = []
    for match in re.finditer(r"[^,;|•·\t/]+(?:\([^)]*\))?", text[start:end]):
        item = trimmed(text, start + match.start(), start + match.end())
        if item is None:
            continue
        known = [word for word in re.findall(r"[^\W\d_]+", fold(item.text)) if word in words().languages]
        if known and len(item.text.split()) <= 8:
            found.append((known[0], _without_stop(item)))
    return found


def certificates(text: str, sections: list[Section]) -> list[Fragment]:
    found: dict[str, Fragment] = {}
    for line in _lines(sections, "certificates"):
        item = trimmed(text, line.start, line.end)
        if item and 2 < len(item.text) <= 140 and any(char.isalpha() for char in item.text):
            found.setdefault(fold(item.text), item)
    return list(found.values())


def summary(text: str, sections: list[Section]) -> Fragment | None:
    for section in sections:
        if section.kind == "summary" and section.lines:
            return trimmed(text, section.lines[0].start, section.lines[-1].end)
    return None


def _lines(sections: list[Section], kind: str) -> list[Line]:
    return [line for section in sections if section.kind == kind for line in section.lines]


def _split(text: str, line: Line) -> list[Fragment]:
    label = _LABEL.match(line.text)
    at = line.start + (label.end() if label and label.end() < len(line.text) else 0)
    found, depth_safe = [], _outside_brackets(text, at, line.end)
    for match in _ITEMS.finditer(text, at, line.end):
        if match.start() in depth_safe:
            found.append(trimmed(text, at, match.start()))
            at = match.end()
    found.append(trimmed(text, at, line.end))
    return [_without_stop(item) for item in found if item is not None]


def _without_stop(item: Fragment) -> Fragment:
    ends = item.text.endswith(".") and len(item.text) > 3 and item.text.count(".") == 1
    return Fragment(item.start, item.end - 1, item.text[:-1]) if ends else item


def _outside_brackets(text: str, start: int, end: int) -> set[int]:
    depth, outside = 0, set()
    for at in range(start, end):
        depth += (text[at] == "(") - (text[at] == ")")
        if depth <= 0:
            outside.add(at)
    return outside
