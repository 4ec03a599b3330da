"""What `rate_proficiency` is given and what it gives back."""

from __future__ import annotations

from pydantic import Field

from greenroom.skills.contract import Given
from greenroom.skills.evidence import Span
from greenroom.skills.find_highlights.schema import Said


class Category(Given):
    """One side of a language. anchors: "1" to "5", what such a command of it looks like."""

    name: str
    anchors: dict[str, str] = {}


class SpeechToRate(Given):
    """language: ISO 639-1, of the rubric. said: what was said, as words; how it sounded is not known and not asked."""

    language: str
    categories: list[Category]
    said: list[Said]


class Cited(Given):
    """Words of one turn."""

    turn: str
    span: Span


class CategoryRated(Given):
    """level: 1.0 to 5.0 on the rubric's scale; None where words cannot tell, and `reason` says why.

    evidence: at least one where there is a level.
    """

    name: str
    level: float | None = Field(default=None, ge=1, le=5)
    confidence: float = Field(ge=0, le=1)
    reason: str
    evidence: list[Cited] = []


class ProficiencyRated(Given):
    """Every category of the rubric, in its order. words: how many were read."""

    categories: list[CategoryRated]
    words: int
