"""An interviewer as data."""

from __future__ import annotations

from greenroom.interviewers.models import Interviewer, QuestionVersion, Stage
from greenroom.interviewers.rules.blueprint import Blueprint, QuestionPlan, StagePlan
from greenroom.interviewers.rules.context import Context

_SAME_NAME = ("title", "language", "location", "seniority", "pay", "job_description", "most_retakes",
              "retake_cooldown_days")  # fmt: skip


def read(interviewer: Interviewer) -> Blueprint:
    """What `actions.blueprints.write` takes. The interviewer comes from `queries.interviewers.get_for`."""
    return Blueprint(
        **{name: getattr(interviewer, name) for name in _SAME_NAME},
        context=Context(**interviewer.context),
        stages=[_stage(stage) for stage in interviewer.stages.all()],
    )


def _stage(stage: Stage) -> StagePlan:
    return StagePlan(
        kind=stage.kind,
        config=stage.config,
        weight=stage.weight,
        enforces_dealbreakers=stage.enforces_dealbreakers,
        minimum_score=stage.minimum_score,
        waits_for_person=stage.waits_for_person,
        questions=[question_plan(each.current) for each in stage.questions.all() if each.current],
    )


def question_plan(version: QuestionVersion) -> QuestionPlan:
    """The words of a version as data."""
    return QuestionPlan(**{name: getattr(version, name) for name in QuestionPlan.model_fields})
