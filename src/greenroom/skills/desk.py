"""Where the rooms of the product ask for a judgement: the engine is chosen here."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel

from greenroom.skills import apart, registry
from greenroom.skills.contract import MODEL, Judgement, run
from greenroom.skills.models.contract import NeedsReconnect
from greenroom.skills.models.registry import from_env

SOMEBODY_WAITS = frozenset(
    {
        "next_turn",
        "parse_resume",
        "read_answer",
        "scenario_reply",
        "improve_question",
        "suggest_questions",
        "write_scenario",
        "resume_questions",
        "anchors",
        "candidate_feedback",
    }
)
"""Skills somebody waits for, looking at a page."""

SHORT_PATIENCE = {"timeout": 15.0, "silence": 8.0, "deadline": 20.0, "max_pause": 2.0, "max_attempts": 2}
"""Seconds, and tries: then the page says that the reply takes longer, and asks again by itself."""


def judge(name: str, given: BaseModel, *, engines: Mapping[str, str]) -> Judgement[Any]:
    """Run a skill on the engine that `engines` names for it; the built-in one where it names none.

    Raises `ModelFailure`; another engine's opinion is never put in the place of one that could not be had.
    """
    if engines.get(name) != MODEL:
        return apart.run(name, given)
    skill = registry.get(name)
    model = from_env(os.environ, **(SHORT_PATIENCE if name in SOMEBODY_WAITS else {}))
    if model is None:
        raise NeedsReconnect("This skill is set to the language model, and no language model is configured.")
    return run(skill, given, model=model)
