"""Writing a whole interviewer from data, in one go: a plan, a template or a copy."""

from __future__ import annotations

from greenroom.core.errors import Refused
from greenroom.core.events import emit
from greenroom.core.text import searchable
from greenroom.interviewers import events, registry
from greenroom.interviewers.actions.workflow import checked_config
from greenroom.interviewers.models import Interviewer, Question, QuestionVersion, Stage
from greenroom.interviewers.rules.blueprint import Blueprint, QuestionPlan, StagePlan
from greenroom.interviewers.rules.wording import Wording

FACTS = ("title", "language", "location", "seniority", "pay", "most_retakes", "retake_cooldown_days")


def write(interviewer: Interviewer, blueprint: Blueprint) -> int:
    """Replace what an interviewer is by a blueprint; how many questions it has now. Within the caller's transaction.

    Its name in links, its file and who made it stay. Raises Refused when a stage is of a kind there is not, its
    settings are not that kind's, or a question does not belong in it; nothing is written then.
    """
    configs = _configs(blueprint.stages)
    for name in FACTS:
        setattr(interviewer, name, getattr(blueprint, name))
    interviewer.job_description = blueprint.job_description or interviewer.job_description
    interviewer.context = blueprint.context.model_dump(mode="json")
    interviewer.found_by = searchable(interviewer.title, interviewer.slug)
    interviewer.revision += 1
    interviewer.order += 1
    interviewer.save()
    emit(events.WorkflowReplaced(interviewer_id=interviewer.id))
    clear_stages(interviewer)
    return sum(
        _write_stage(interviewer, position, stage, config)
        for position, (stage, config) in enumerate(zip(blueprint.stages, configs, strict=True))
    )


def _configs(stages: list[StagePlan]) -> list[dict[str, object]]:
    configs = []
    for position, stage in enumerate(stages):
        before = [each.kind for each in stages[:position]]
        configs.append(checked_config(stage.kind, stage.config, before=before))
        allowed = registry.get(stage.kind).modalities
        for question in stage.questions:
            if question.modality not in allowed:
                raise Refused(f"A {stage.kind} stage has no {question.modality} questions.", field="stages")
    return configs


def _write_stage(interviewer: Interviewer, position: int, plan: StagePlan, config: dict[str, object]) -> int:
    stage = Stage.objects.create(
        workspace_id=interviewer.workspace_id,
        interviewer=interviewer,
        position=position,
        config=config,
        **plan.model_dump(exclude={"questions", "config"}),
    )
    for place, question in enumerate(plan.questions):
        write_question(stage, place, question)
    return len(plan.questions)


def write_question(stage: Stage, position: int, plan: QuestionPlan) -> Question:
    """A question in its first version, at a place of a stage."""
    question: Question = Question.objects.create(
        workspace_id=stage.workspace_id, stage=stage, position=position
    )
    question.current = QuestionVersion.objects.create(
        workspace_id=stage.workspace_id,
        question=question,
        number=1,
        quote=plan.quote,
        **vars(Wording.of(plan).checked()),
    )
    question.save(update_fields=["current"])
    return question


def clear_stages(interviewer: Interviewer) -> None:
    """Remove every stage with its questions. A question's current version is protected, so it lets go first."""
    Question.objects.filter(stage__interviewer=interviewer).update(current=None)
    Stage.objects.filter(interviewer=interviewer).delete()
