"""What a plan becomes: an interviewer as data."""

from __future__ import annotations

from greenroom.interviewers.rules import limits
from greenroom.interviewers.rules.blueprint import Blueprint, QuestionPlan, StagePlan
from greenroom.interviewers.rules.context import Context
from greenroom.skills.evidence import Span
from greenroom.skills.plan_interviewer.schema import (
    InterviewerPlan,
    PlannedCriterion,
    PlannedQualification,
    PlannedQuestion,
)


def blueprint(plan: InterviewerPlan, *, context: Context) -> Blueprint:
    """The interviewer that a plan describes. context: what it is to say where the plan says nothing."""
    return Blueprint(
        title=plan.title[: limits.LONGEST_TITLE],
        language=plan.language,
        location=plan.location[: limits.LONGEST_FACT],
        seniority=plan.seniority[: limits.LONGEST_SENIORITY],
        pay=plan.pay[: limits.LONGEST_FACT],
        context=context,
        stages=[
            StagePlan(
                kind="resume",
                questions=[*map(_qualification, plan.qualifications), *map(_criterion, plan.criteria)],
            ),
            StagePlan(kind="web_interview", questions=list(map(_open, plan.questions))),
        ],
    )


def laid_over(base: Blueprint, planned: Blueprint) -> Blueprint:
    """What is planned, in the workflow of a template: its stages, settings and own questions stay.

    A stage of the template that asks nothing takes what was planned for its kind.
    """
    of_kind = {stage.kind: stage.questions for stage in planned.stages}
    stages = [
        stage if stage.questions else stage.model_copy(update={"questions": of_kind.get(stage.kind, [])})
        for stage in base.stages
    ]
    kept = ("context", "most_retakes", "retake_cooldown_days")
    return planned.model_copy(
        update={"stages": stages, **{name: getattr(base, name) for name in kept}}, deep=True
    )


def _quote(span: Span | None) -> dict[str, object]:
    return span.model_dump() if span else {}


def _open(question: PlannedQuestion) -> QuestionPlan:
    return QuestionPlan(
        modality="open",
        text=question.text,
        topic=question.topic[: limits.LONGEST_TOPIC],
        anchors=question.anchors,
        key_points=question.key_points,
        weight=question.weight,
        min_follow_ups=question.min_follow_ups,
        max_follow_ups=question.max_follow_ups,
        quote=_quote(question.quote),
    )


def _criterion(criterion: PlannedCriterion) -> QuestionPlan:
    return QuestionPlan(
        modality="criterion",
        text=criterion.text,
        anchors=criterion.anchors,
        weight=criterion.weight,
        quote=_quote(criterion.quote),
    )


def _qualification(qualification: PlannedQualification) -> QuestionPlan:
    return QuestionPlan(
        modality="qualification", text=qualification.text, weight=0, quote=_quote(qualification.quote)
    )
