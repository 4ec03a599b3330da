"""Every skill, by name. A new skill is a folder and a line here."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from greenroom.skills.contract import Skill

NAMES = (
    "plan_interviewer",
    "parse_resume",
    "screen_resume",
    "next_turn",
    "score_answer",
    "find_highlights",
    "extract_tags",
    "read_answer",
    "improve_question",
    "suggest_questions",
    "play_candidate",
    "scenario_reply",
    "write_scenario",
    "resume_questions",
    "summarize",
    "judge_structured",
    "rate_proficiency",
    "cross_check",
    "anchors",
    "candidate_feedback",
    "report_translation",
)


def get(name: str) -> Skill[Any, Any]:
    """The skill in the folder `name`; KeyError for a name that is not registered."""
    if name not in NAMES:
        raise KeyError(name)
    skill: Skill[Any, Any] = import_module(f"greenroom.skills.{name}").SKILL
    return skill


def all_skills() -> list[Skill[Any, Any]]:
    return [get(name) for name in NAMES]
