"""Evaluators that read every interview alike, whatever kind of stage it was held in."""

from __future__ import annotations

from greenroom.evaluation.contract import Evaluator
from greenroom.evaluation.evaluators.cross_check import cross_check
from greenroom.evaluation.evaluators.proficiency import rate_proficiency
from greenroom.evaluation.evaluators.structured import judge_structured

PROFICIENCY = Evaluator(
    "proficiency", "Language proficiency", skill="rate_proficiency", evaluate=rate_proficiency
)
STRUCTURED = Evaluator(
    "structured", "Structured answers", skill="judge_structured", evaluate=judge_structured
)
CROSS_CHECK = Evaluator("cross_check", "Cross-check", skill="cross_check", evaluate=cross_check)

OF_INTERVIEWS: dict[str, tuple[Evaluator, ...]] = {
    "web_interview": (PROFICIENCY, STRUCTURED, CROSS_CHECK),
    "conversational_sms": (STRUCTURED, CROSS_CHECK),
}
"""By stage kind. Text messages are too short to tell a language by."""
