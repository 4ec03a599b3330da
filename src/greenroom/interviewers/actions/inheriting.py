"""What a new interviewer takes over from the AI defaults of its workspace, once: later changes do not reach it."""

from __future__ import annotations

from typing import Any

from greenroom.guidance.queries.defaults import Company, Defaults
from greenroom.interviewers import registry
from greenroom.interviewers.rules.blueprint import Blueprint, StagePlan
from greenroom.interviewers.rules.context import LONGEST_SECTION, Context, Section


def settings_of(kind: str, defaults: Defaults) -> dict[str, Any]:
    """What a new stage of this kind begins with; nothing for a kind there is not."""
    known = {each.slug: each for each in registry.all_kinds()}.get(kind)
    return known.inherits(defaults) if known is not None and known.inherits is not None else {}


def stages(planned: Blueprint, defaults: Defaults) -> Blueprint:
    """The same with the settings its stages inherit; what a plan has set itself stays."""
    return planned.model_copy(update={"stages": [_stage(stage, defaults) for stage in planned.stages]})


def _stage(stage: StagePlan, defaults: Defaults) -> StagePlan:
    return stage.model_copy(update={"config": {**settings_of(stage.kind, defaults), **stage.config}})


def company(context: Context, own: Company) -> Context:
    """The same with what the workspace says of its company, told as it says, where nothing is said of it yet."""
    if context.company.text or not own.overview.strip():
        return context
    section = Section(text=own.overview.strip()[:LONGEST_SECTION], delivery=own.delivery)
    return context.model_copy(update={"company": section})
