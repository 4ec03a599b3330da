"""Whether a wish and a line of a job description speak of the same thing, whatever language each is in."""

from __future__ import annotations

import re

from greenroom.skills.lexical import coverage, level
from greenroom.skills.plan_interviewer.workflow_words import subjects

_ENOUGH = 0.6
_ACRONYM = re.compile(r"\b[A-Z]{3,6}\b")
_LARGE = re.compile(r"\b[A-Z](?=[a-z])")


def speaks_of(subject: str, line: str, language: str) -> bool:
    """Whether both speak of the same: in the same words, by another name of the thing, or by its initials."""
    wanted = {name for name, find in subjects().items() if find.search(level(subject))}
    if wanted:
        said_of = {name for name, find in subjects().items() if find.search(level(line))}
        if wanted & said_of:
            return True
    if any(acronym in "".join(_LARGE.findall(line)) for acronym in _ACRONYM.findall(subject)):
        return True
    return coverage(subject, line, language) >= _ENOUGH
