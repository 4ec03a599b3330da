"""What `find_highlights` is given and what it gives back."""

from __future__ import annotations

from typing import Literal

from greenroom.skills.contract import Given
from greenroom.skills.evidence import Span


class Said(Given):
    """One candidate turn and the question it answers. turn: the caller's own id of it."""

    turn: str
    question: str
    text: str


class InterviewHeard(Given):
    """role: title. requirements: of the plan, most important first."""

    role: str
    requirements: list[str] = []
    language: str = ""
    said: list[Said]


class Highlight(Given):
    """One thing worth knowing, in a short sentence, and the words it rests on.

    kind: highlight speaks for the candidate, lowlight is a gap or a risk, chip is a skill in 1 to 4 words.
    severity: 1 (mention) to 3 (decisive).
    """

    kind: Literal["highlight", "lowlight", "chip"]
    text: str
    severity: int = 1
    turn: str
    span: Span


class Highlights(Given):
    """At most 5 highlights, 3 lowlights and 6 chips, most important first within a kind."""

    found: list[Highlight]
