"""Whether a wish and a line of a job description speak of the same thing, whatever language each is in."""

from __future__ import annotations

from greenroom.skills.lexical import coverage, level
from greenroom.skills.plan_interviewer.workflow_words import subjects

_ENOUGH = 0.6


def speaks_of(subject: str, line: str, language: str) -> bool:
    """Whether `line` says most of what `subject` says, or both name a thing that goes by several names."""
    wanted = {name for name, find in subjects().items() if find.search(level(subject))}
    if wanted:
        said_of = {name for name, find in subjects().items() if find.search(level(line))}
        if wanted & said_of:
            return True
    return coverage(subject, line, language) >= _ENOUGH
