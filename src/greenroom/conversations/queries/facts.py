"""What a candidate may be told."""

from __future__ import annotations

import re

from greenroom.interviewers.models import Interviewer
from greenroom.skills.next_turn.schema import Fact

LONGEST_FACT = 600


def approved(interviewer: Interviewer) -> tuple[Fact, ...]:
    """The job description a paragraph at a time, what the workspace says of itself, and how this interview works."""
    paragraphs = [
        " ".join(part.split()) for part in re.split(r"\n\s*\n|\n(?=[-•*])", interviewer.job_description)
    ]
    told = [Fact(text=text[:LONGEST_FACT], source="job description") for text in paragraphs if len(text) > 20]
    about = interviewer.workspace.about.strip()
    if about:
        told.append(Fact(text=about[:LONGEST_FACT], source="about the company"))
    return tuple(told)
