"""What an interview is about first, and which patterns of the bank that means."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from greenroom.skills.plan_interviewer.bank import Pattern

Focus = Literal["general", "technical", "cultural", "behavioral"]
"""technical: the work itself. cultural: working with others. behavioral: what somebody did, not what they would do."""

_OF = {
    "technical": frozenset(
        {"knowledge", "troubleshooting", "quality", "safety", "software", "equipment", "craft", "logistics"}
        | {"analysis", "design", "rules", "care", "projects"}
    ),
    "cultural": frozenset(
        {"teamwork", "communication", "leadership", "learning", "trust", "pressure", "customer", "training"}
        | {"motivation"}
    ),
}
PROMPT = {
    "technical": "Focus: technical. Ask for the work itself: methods, tools, how results are checked.",
    "cultural": "Focus: cultural. Ask how somebody works with others: agreeing, helping, disagreeing, learning.",
    "behavioral": "Focus: behavioral. Ask only for what somebody really did, in a situation that happened.",
}
"""What a language model is told; nothing where there is no focus."""


def fits(pattern: Pattern, focus: Focus) -> bool:
    """Whether a pattern is of this focus; every one is where there is none."""
    if focus == "behavioral":
        return pattern.kind == "behavioural"
    return focus == "general" or pattern.competence in _OF[focus]


def first_of(patterns: Sequence[Pattern], focus: Focus) -> list[Pattern]:
    """Those of the focus before the others, each in their order."""
    return sorted(patterns, key=lambda pattern: not fits(pattern, focus))
