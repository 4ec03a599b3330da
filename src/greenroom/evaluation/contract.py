"""What an evaluator is: something that reads one attempt and says what it found, with quotes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol
from uuid import UUID

from greenroom.candidates.models import Attempt
from greenroom.interviewers.models import QuestionVersion
from greenroom.skills.contract import Given, Judgement
from greenroom.skills.models.contract import Usage


@dataclass(frozen=True)
class Quote:
    """Characters start to end of a turn, or of a resume's text: exactly one of the two ids is given."""

    start: int
    end: int
    text: str
    turn_id: UUID | None = None
    resume_id: UUID | None = None


@dataclass(frozen=True)
class Scored:
    """What was found on one question. verdict, score: as in `models.QuestionScore`."""

    question_id: UUID
    verdict: str
    score: float | None
    confidence: float
    reason: str
    points: list[dict[str, Any]] = field(default_factory=list)
    quotes: list[Quote] = field(default_factory=list)


@dataclass(frozen=True)
class Noted:
    """A highlight, a lowlight or a chip."""

    kind: str
    text: str
    severity: int
    quote: Quote


@dataclass(frozen=True)
class Heard:
    """A tag. typed: what it means, for a structured answer; see `models.Tag`."""

    name: str
    label: str
    value: str
    confidence: float
    quote: Quote
    typed: dict[str, Any] | None = None


@dataclass(frozen=True)
class Rated:
    """How well a language is spoken, in one category. level: as in `models.Proficiency`."""

    language: str
    category: str
    level: float | None
    confidence: float
    reason: str
    quotes: list[Quote] = field(default_factory=list)
    rubric_id: UUID | None = None


@dataclass(frozen=True)
class Claimed:
    """Two statements that do not line up. kind, severity: as in `models.Claim`."""

    kind: str
    severity: int
    reason: str
    first: Quote
    second: Quote


@dataclass(frozen=True)
class Findings:
    """All that one evaluator found, and the judgements it rests on. about: as in `models.Evaluation`."""

    judgements: Sequence[Judgement[Any]]
    scores: list[Scored] = field(default_factory=list)
    notes: list[Noted] = field(default_factory=list)
    tags: list[Heard] = field(default_factory=list)
    rated: list[Rated] = field(default_factory=list)
    claims: list[Claimed] = field(default_factory=list)
    about: dict[str, Any] = field(default_factory=dict)


class Judge(Protocol):
    """Runs a skill by name on the engine the workspace has chosen for it."""

    def __call__(self, skill: str, given: Any, /) -> Judgement[Any]: ...

    def rubric(self, asked: QuestionVersion) -> QuestionVersion:
        """The version whose rubric counts: the one that was asked, or the one people are scored by again."""
        ...


BY_RULE = "rules"
"""The engine of what is decided without judgement."""


class Ruled(Given):
    """What is decided by rule has no output of its own."""


def nothing_to_judge(version: str) -> Judgement[Ruled]:
    """What an evaluator rests on that had nothing to ask a skill. version: of the code that saw so."""
    return Judgement(Ruled(), BY_RULE, "", version, 0, 0, Usage())


@dataclass(frozen=True)
class Evaluator:
    """name: stable key. title: what people read. scores: whether the stage's score comes from it."""

    name: str
    title: str
    skill: str
    evaluate: Callable[[Attempt, Judge], Findings]
    scores: bool = False
