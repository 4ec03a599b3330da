"""What a plan becomes: an interviewer as data."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from greenroom.guidance.rules.delivery import Delivery
from greenroom.interviewers.rules import limits
from greenroom.interviewers.rules.blueprint import Blueprint, QuestionPlan, StagePlan
from greenroom.interviewers.rules.context import LONGEST_SECTION, Context, Section
from greenroom.skills.evidence import Span
from greenroom.skills.plan_interviewer.schema import (
    InterviewerPlan,
    PlannedCheck,
    PlannedContext,
    PlannedCriterion,
    PlannedField,
    PlannedQualification,
    PlannedQuestion,
    PlannedScenario,
    PlannedStage,
    PlannedTag,
)

USUAL = (PlannedStage(kind="resume"), PlannedStage(kind="web_interview"))
"""The stages of a plan that suggests none."""
TOLD_AT_MOST = 300
"""Characters of a planned section that candidates are told unasked; nobody sits through more before a question."""


def blueprint(plan: InterviewerPlan, *, context: Context) -> Blueprint:
    """The interviewer that a plan describes. context: what it says already, which a plan does not overwrite."""
    return Blueprint(
        title=plan.title[: limits.LONGEST_TITLE],
        language=plan.language,
        location=plan.location[: limits.LONGEST_FACT],
        seniority=plan.seniority[: limits.LONGEST_SENIORITY],
        pay=plan.pay[: limits.LONGEST_FACT],
        context=_context(context, plan.context),
        stages=[_stage(stage, plan) for stage in plan.stages or USUAL],
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


def _context(own: Context, planned: PlannedContext) -> Context:
    def section(name: str) -> Section:
        mine: Section = getattr(own, name)
        if mine.text:
            return mine
        text = getattr(planned, name).text[:LONGEST_SECTION]
        return Section(text=text, delivery=mine.delivery if len(text) <= TOLD_AT_MOST else Delivery.REFERENCE)

    return Context(
        company=section("company"),
        role=section("role"),
        process=section("process"),
        style=own.style or planned.style[:LONGEST_SECTION],
    )


def _stage(stage: PlannedStage, plan: InterviewerPlan) -> StagePlan:
    config = dict(stage.config)
    if stage.kind == "scenario" and plan.scenario is not None:
        config |= _task(plan.scenario)
    return StagePlan(
        kind=stage.kind,
        config=config,
        enforces_dealbreakers=stage.enforces_dealbreakers,
        minimum_score=stage.minimum_score,
        waits_for_person=stage.waits_for_person,
        questions=list(QUESTIONS[stage.kind](plan))[: limits.MOST_QUESTIONS],
    )


def _task(scenario: PlannedScenario) -> dict[str, str]:
    return {
        "title": scenario.title,
        "goal": scenario.goal,
        "scenario": scenario.scenario,
        "deliverable": scenario.deliverable,
    }


def _of_resume(plan: InterviewerPlan) -> Iterable[QuestionPlan]:
    yield from map(_qualification, plan.qualifications)
    yield from map(_criterion, plan.criteria)


def _of_interview(plan: InterviewerPlan) -> Iterable[QuestionPlan]:
    yield from map(_open, plan.questions)
    yield from (_check("structured", each) for each in plan.structured)
    yield from map(_tag, plan.tags)


def _of_scenario(plan: InterviewerPlan) -> Iterable[QuestionPlan]:
    for each in plan.scenario.criteria if plan.scenario else []:
        yield QuestionPlan(
            modality="open",
            text=each.text,
            anchors=each.anchors,
            key_points=each.key_points,
            weight=each.weight,
            max_follow_ups=0,
        )


QUESTIONS: dict[str, Callable[[InterviewerPlan], Iterable[QuestionPlan]]] = {
    "resume": _of_resume,
    "form": lambda plan: map(_field, plan.form),
    "conversational_sms": lambda plan: (_check("sms", each) for each in plan.sms),
    "web_interview": _of_interview,
    "scenario": _of_scenario,
}
"""Which parts of a plan belong to a stage of each kind, by the kinds a plan can name."""


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
        modality="qualification",
        text=qualification.text,
        weight=0,
        is_dealbreaker=qualification.is_dealbreaker,
        quote=_quote(qualification.quote),
    )


def _check(modality: str, check: PlannedCheck) -> QuestionPlan:
    return QuestionPlan(
        modality=modality,
        text=check.text,
        expects=check.expects,
        is_dealbreaker=check.is_dealbreaker,
        weight=0,
        quote=_quote(check.quote),
    )


def _field(field: PlannedField) -> QuestionPlan:
    return _check("form", field).model_copy(update={"is_required": field.is_required})


def _tag(tag: PlannedTag) -> QuestionPlan:
    return QuestionPlan(
        modality="tag", text=tag.text, expects=tag.expects, instructions=tag.instructions, weight=0
    )
