"""Writing the task of a stage from a few words of background: looked at first, then taken over."""

from __future__ import annotations

from django.db import transaction

from greenroom.accounts.models import Member
from greenroom.accounts.permissions import require
from greenroom.accounts.rules.roles import Permission
from greenroom.core.errors import Refused
from greenroom.core.text import clean
from greenroom.interviewers.actions import questions, workflow
from greenroom.interviewers.models import Stage
from greenroom.interviewers.rules import limits
from greenroom.interviewers.rules.wording import Wording
from greenroom.skills.desk import judge
from greenroom.skills.models.contract import ModelFailure
from greenroom.skills.models.registry import NotConfigured
from greenroom.skills.write_scenario.schema import RubricLine, ScenarioToWrite, ScenarioWritten
from greenroom.stages.scenario.config import Mode

LONGEST = 5_000  # characters


def propose(stage: Stage, *, background: str, mode: Mode, by: Member) -> ScenarioWritten:
    """A task to look at; nothing is kept. Raises Refused, with the field, for a background there is none of, and where
    the language model cannot be had."""
    require(by, Permission.EDIT_INTERVIEWERS)
    background = clean(background).strip()
    if not background:
        raise Refused("Write a few sentences about the task first.", field="background")
    if len(background) > LONGEST:
        raise Refused("Keep it under 5,000 characters.", field="background")
    interviewer = stage.interviewer
    given = ScenarioToWrite(
        role=interviewer.title,
        background=background,
        job_description=interviewer.job_description,
        mode=mode.value,
        language=interviewer.language,
    )
    try:
        written: ScenarioWritten = judge(
            "write_scenario", given, engines=interviewer.workspace.engines
        ).output
    except (ModelFailure, NotConfigured) as failure:
        raise Refused(str(failure)) from failure
    return written


@transaction.atomic
def take_over(
    stage: Stage,
    *,
    written: ScenarioWritten,
    background: str,
    mode: Mode,
    with_rubric: bool,
    by: Member,
    seen: int | None = None,
) -> Stage:
    """Put a task into the settings of its stage, and its rubric behind the questions there are.

    seen: the revision of the stage its writer had before them. Raises Changed when somebody has set it since.
    """
    config = {
        **stage.config,
        "background": background,
        "mode": mode.value,
        "title": written.title[:160],
        "goal": written.goal[:LONGEST],
        "scenario": written.scenario[:LONGEST],
        "deliverable": written.deliverable[:LONGEST],
    }
    stage = workflow.configure(stage, config=config, by=by, seen=seen)
    if with_rubric:
        for line in written.criteria:
            questions.add(stage, wording=_wording(line), by=by)
    return stage


def _wording(line: RubricLine) -> Wording:
    return Wording(
        text=line.text[: limits.LONGEST_QUESTION],
        modality="open",
        anchors={level: said[: limits.LONGEST_ANCHOR] for level, said in line.anchors.items()},
        key_points=[point[: limits.LONGEST_KEY_POINT] for point in line.key_points[: limits.MOST_KEY_POINTS]],
        max_follow_ups=0,
    )
