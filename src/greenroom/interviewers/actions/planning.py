"""Turning a job description into stages and questions."""

from __future__ import annotations

from uuid import UUID

from annotated_types import Le
from django.db import transaction

from greenroom.core.errors import Refused
from greenroom.core.events import emit
from greenroom.core.models import StoredEvent
from greenroom.core.text import slug
from greenroom.guidance.queries.defaults import defaults_for
from greenroom.interviewers import events, registry
from greenroom.interviewers.actions import blueprints, inheriting
from greenroom.interviewers.actions.interviewers import LONGEST_TAIL, is_taken
from greenroom.interviewers.contract import KindOfStage
from greenroom.interviewers.models import Interviewer
from greenroom.interviewers.queries import templates
from greenroom.interviewers.rules import from_plan
from greenroom.interviewers.rules.blueprint import Blueprint, StagePlan
from greenroom.interviewers.rules.context import Context
from greenroom.interviewers.rules.focus import focus
from greenroom.skills.contract import Judgement
from greenroom.skills.desk import judge
from greenroom.skills.models.contract import ModelFailure, RetryLater
from greenroom.skills.models.registry import NotConfigured
from greenroom.skills.plan_interviewer.focus import Focus
from greenroom.skills.plan_interviewer.schema import InterviewerPlan, JobToPlan


def plan(*, interviewer_id: UUID) -> None:
    """Make the plan that an interviewer waits for; nothing if it waits for none.

    Raises RetryLater while the language model cannot be had; any other failure is written on the interviewer.
    """
    interviewer = Interviewer.objects.select_related("workspace").filter(id=interviewer_id).first()
    if interviewer is None or interviewer.planning != Interviewer.Planning.WAITING:
        return
    given = JobToPlan(
        job_description=interviewer.job_description,
        instructions=interviewer.instructions,
        focus=_focus(interviewer),
    )
    try:
        result = judge("plan_interviewer", given, engines=interviewer.workspace.engines)
    except RetryLater:
        raise
    except (ModelFailure, NotConfigured) as failure:
        fail(interviewer_id=interviewer_id, reason=str(failure))
        return
    try:
        _keep(interviewer_id, result)
    except Refused as unusable:
        fail(interviewer_id=interviewer_id, reason=f"The plan cannot be used: {unusable.message}")


@transaction.atomic
def delay(*, interviewer_id: UUID, reason: str) -> None:
    """Say on a waiting interviewer what its plan waits for."""
    waiting = Interviewer.objects.filter(id=interviewer_id, planning=Interviewer.Planning.WAITING)
    waiting.update(planning_error=reason[:500])


@transaction.atomic
def fail(*, interviewer_id: UUID, reason: str) -> None:
    """Say on a waiting interviewer why there is no plan; a person can ask again."""
    interviewer = _waiting(interviewer_id)
    if interviewer is None:
        return
    interviewer.planning, interviewer.planning_error = Interviewer.Planning.FAILED, reason[:500]
    interviewer.save(update_fields=["planning", "planning_error"])
    emit(events.PlanningFailed(interviewer_id=interviewer.id, reason=reason[:200]))


def _waiting(interviewer_id: UUID) -> Interviewer | None:
    found: Interviewer | None = (
        Interviewer.objects.select_for_update(no_key=True)
        .filter(id=interviewer_id, planning=Interviewer.Planning.WAITING)
        .first()
    )
    return found


@transaction.atomic
def _keep(interviewer_id: UUID, result: Judgement[InterviewerPlan]) -> None:
    interviewer = _waiting(interviewer_id)
    if interviewer is None:
        return
    made = result.output
    interviewer.requirements = [requirement.model_dump() for requirement in made.requirements]
    interviewer.warnings = [warning.model_dump() for warning in made.warnings]
    interviewer.notes = list(made.notes)
    interviewer.planning, interviewer.planning_error = Interviewer.Planning.DONE, ""
    interviewer.planned_by = " ".join(filter(None, [result.engine, result.model, result.version]))[:160]
    planned = _blueprint(interviewer, made)
    _name_after(interviewer, planned.title)
    questions = blueprints.write(interviewer, planned)
    emit(
        events.InterviewerPlanned(
            interviewer_id=interviewer.id, engine=interviewer.planned_by, questions=questions
        )
    )


def _blueprint(interviewer: Interviewer, made: InterviewerPlan) -> Blueprint:
    """What is planned, in the workflow it starts from, with what the workspace's defaults add where nothing is set."""
    defaults = defaults_for(interviewer.workspace_id)
    planned = from_plan.blueprint(made, context=Context(**interviewer.context))
    planned = inheriting.stages(planned, defaults)
    written = [True] * len(planned.stages)
    if interviewer.starts_from:
        base = templates.blueprint_of(interviewer.starts_from)
        planned = from_plan.laid_over(base, planned)
        written = [not stage.questions for stage in base.stages]
    of_template = bool(interviewer.starts_from)
    stages = [
        _counted(stage, of_template=of_template) if new else stage
        for stage, new in zip(planned.stages, written, strict=True)
    ]
    planned = planned.model_copy(update={"stages": stages})
    context = inheriting.company(planned.context, defaults.company)
    return planned.model_copy(update={"context": context})


def _focus(interviewer: Interviewer) -> Focus:
    """Of the questions to be written: the first that a stage sets in the workflow it starts from."""
    stages = templates.blueprint_of(interviewer.starts_from).stages if interviewer.starts_from else []
    return next((found for stage in stages if (found := focus(stage.config)) != "general"), "general")


def _counted(stage: StagePlan, *, of_template: bool = False) -> StagePlan:
    """With as many of the planned questions as its settings ask for, the first of each modality.

    Those of a template ask for a number always: what they do not hold is the usual one. Where nobody has set any,
    what is planned is the number that stands in them.
    """
    kind = registry.get(stage.kind)
    config, kept = dict(stage.config), list(stage.questions)
    for modality, name in kind.counts.items():
        planned = [question for question in kept if question.modality == modality]
        wanted = getattr(kind.config(**config), name)
        most = min(wanted if of_template else config.get(name, len(planned)), _limit(kind, name))
        kept = [question for question in kept if question not in planned[most:]]
        if len(planned) > wanted and not of_template:
            config[name] = most
    return stage.model_copy(update={"questions": kept, "config": config})


def _limit(kind: KindOfStage, name: str) -> int:
    """The largest number that a setting takes."""
    limits = [int(str(each.le)) for each in kind.config.model_fields[name].metadata if isinstance(each, Le)]
    return min(limits)


def _name_after(interviewer: Interviewer, title: str) -> None:
    """Let the name in links follow the title, as long as nobody has chosen one or been sent one."""
    renamed = StoredEvent.objects.filter(subject_id=interviewer.id, name=events.InterviewerRenamed.name())
    if interviewer.activated_at is not None or renamed.exists():
        return
    digits = interviewer.slug.partition("-")[0]
    wanted = f"{digits}-{slug(title, longest=LONGEST_TAIL, otherwise='interviewer')}"
    if not is_taken(wanted):
        interviewer.slug = wanted
