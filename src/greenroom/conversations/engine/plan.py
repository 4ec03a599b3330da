"""What the engine is given before an interview begins."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from greenroom.skills.next_turn.schema import Fact


@dataclass(frozen=True, kw_only=True)
class PlannedQuestion:
    """One question, asked in its place. id: the caller's own, "" for one that nothing is kept by. expects: the shape of
    its answer, {} for an open one. source: where it comes from, "" where that is the plan itself."""

    id: str
    text: str
    key_points: tuple[str, ...] = ()
    min_follow_ups: int = 0
    max_follow_ups: int = 2
    expects: Mapping[str, Any] = field(default_factory=dict)
    source: str = ""


@dataclass(frozen=True, kw_only=True)
class Plan:
    """language: ISO 639-1; the engine speaks en, es, fr, de, pt and ar, and English for any other.

    candidate: the name to greet, "" for none. persona: what the interviewer calls itself, "" for no name. told: what
    is said after the greeting. facts: all that may be told about job, company and process to who asks.
    manner, instructions: how the interviewer talks, and the style asked for; see `next_turn`.
    intro, outro: said as written after the greeting and before the goodbye, "" for nothing. least_seconds: while an
    interview is ahead of it, answers are followed up deeper, within the limits of each question. most_seconds: once
    they are used, nothing is followed up that need not be; None for no end. Every question is asked in either case.
    multilingual: who answers in another language the engine speaks is answered in it; questions stay as written.
    """

    role: str
    language: str
    questions: tuple[PlannedQuestion, ...]
    company: str = ""
    candidate: str = ""
    persona: str = ""
    told: tuple[str, ...] = ()
    facts: tuple[Fact, ...] = ()
    manner: str = ""
    instructions: str = ""
    intro: str = ""
    outro: str = ""
    least_seconds: int = 0
    most_seconds: int | None = None
    multilingual: bool = False

    @property
    def is_timed(self) -> bool:
        return self.least_seconds > 0 or self.most_seconds is not None
