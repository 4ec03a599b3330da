"""What an evaluator judges with: the engines of the workspace, and the rubrics that count."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from pydantic import BaseModel

from greenroom.candidates.models import Attempt
from greenroom.evaluation.models import KeptJudgement
from greenroom.interviewers.models import QuestionVersion
from greenroom.skills import registry
from greenroom.skills.contract import MODEL, Judgement
from greenroom.skills.models.contract import Usage
from greenroom.skills.models.registry import from_env

Ask = Callable[[str, BaseModel], Judgement[Any]]


@dataclass(frozen=True)
class Bench:
    """A `contract.Judge`. ask: runs a skill. rubrics: id of the version that was asked to the one that counts."""

    ask: Ask
    rubrics: Mapping[UUID, QuestionVersion] = field(default_factory=dict)

    def __call__(self, skill: str, given: BaseModel) -> Judgement[Any]:
        return self.ask(skill, given)

    def rubric(self, asked: QuestionVersion) -> QuestionVersion:
        return self.rubrics.get(asked.id, asked)


def paid_once(ask: Ask, *, attempt: Attempt, engines: Mapping[str, str]) -> Ask:
    """`ask`, where a language model is asked the same only once: same words, rubric, prompt and model.

    Each answer is kept as soon as it is there, so that an evaluation that is broken off goes on where it was.
    """

    def asked(skill: str, given: BaseModel) -> Judgement[Any]:
        model = from_env(os.environ) if engines.get(skill) == MODEL else None
        if model is None:
            return ask(skill, given)
        key = _key(skill, given, model.name)
        kept: KeptJudgement | None = KeptJudgement.objects.filter(
            workspace_id=attempt.workspace_id, key=key
        ).first()
        if kept is not None:
            return _again(skill, kept, model.name)
        made = ask(skill, given)
        KeptJudgement.objects.get_or_create(
            workspace_id=attempt.workspace_id,
            key=key,
            defaults={
                "attempt": attempt,
                "output": made.output.model_dump(mode="json"),
                "dropped": made.dropped,
            },
        )
        return made

    return asked


def _key(skill: str, given: BaseModel, model: str) -> str:
    """The endpoint counts: two of them may call different models by one name."""
    endpoint = os.environ.get("GREENROOM_MODEL_BASE_URL", "")
    words = [skill, registry.get(skill).model.version, endpoint, model, given.model_dump(mode="json")]
    return hashlib.sha256(json.dumps(words, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def _again(skill: str, kept: KeptJudgement, model: str) -> Judgement[Any]:
    known = registry.get(skill)
    output = known.output.model_validate(kept.output)
    return Judgement(output, MODEL, model, known.model.version, 0, kept.dropped, Usage())
