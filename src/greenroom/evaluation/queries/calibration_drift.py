"""What has changed since the machine marked a calibration: engine, model, version, rubric."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from greenroom.accounts.models import Workspace
from greenroom.evaluation.models import CalibrationAnswer
from greenroom.evaluation.queries.calibration import SKILL, RunCard, Standing
from greenroom.evaluation.rules.calibrating import Made, changes
from greenroom.evaluation.rules.rubrics import marked_otherwise
from greenroom.interviewers.models import QuestionVersion
from greenroom.skills import registry as skills
from greenroom.skills.contract import BUILT_IN, MODEL
from greenroom.skills.models.contract import ModelFailure
from greenroom.skills.models.registry import from_env

BESIDE = "read_answer"
"""The skill that may have been asked for the same evaluation."""


def rubric_today(asked: QuestionVersion) -> QuestionVersion:
    """The version that the same question is scored by now. `asked` has its question and that one's current version."""
    question = asked.question
    now: QuestionVersion | None = question.current
    gone = question.removed_at is not None or now is None or now.modality != asked.modality
    return asked if gone or now is None else now


@dataclass(frozen=True)
class Drift:
    """What would be another if the machine were asked now: "engine", "model", "version", and how many rubrics."""

    changed: Sequence[str]
    rubrics: int
    now: tuple[str, str, str]

    def __bool__(self) -> bool:
        return bool(self.changed or self.rubrics)


def drift(found: Standing) -> Drift:
    """Since the newest run that has marks. One statement more, where a rubric may have changed."""
    last, workspace = found.settled[-1], found.calibration.workspace
    now = _today(workspace, SKILL)
    judged, beside = Made.read(*now), Made.read(*_today(workspace, BESIDE))
    names: dict[str, None] = {}
    for row in last.made:
        was = Made.read(row.engine, row.model, row.version)
        names |= dict.fromkeys(changes(was, now=judged, beside=beside))
    return Drift(list(names), _rubrics_changed(found.answers, last), now)


def _rubrics_changed(answers: Iterable[CalibrationAnswer], last: RunCard) -> int:
    """Questions whose rubric reads otherwise now than the one that the run went by."""
    pairs = {
        answer.question.question_id: (
            last.rubrics.get(answer.id, answer.question_id),
            rubric_today(answer.question),
        )
        for answer in answers
    }
    old = QuestionVersion.objects.in_bulk({used for used, now in pairs.values() if used != now.id})
    return sum(marked_otherwise(old[used], now) for used, now in pairs.values() if used in old)


def _today(workspace: Workspace, skill: str) -> tuple[str, str, str]:
    """Engine, model and version that a skill is run by in this workspace."""
    known = skills.get(skill)
    if workspace.engines.get(skill) != MODEL:
        return BUILT_IN, "", known.builtin_version
    try:
        model = from_env(os.environ)
    except ModelFailure:
        model = None
    return MODEL, model.name if model else "", known.model.version
