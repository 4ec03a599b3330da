"""What a stage kind is. A new kind is a folder here and a name in `registry.KINDS`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from pydantic import BaseModel

from greenroom.evaluation.contract import Evaluator


@dataclass(frozen=True)
class StageKind:
    """One way of meeting a candidate.

    slug: the folder's name, and `Stage.kind`. label: what recruiters read; invitation: what candidates read.
    icon: in the stage strip. config: the shape of `Stage.config`. entrance: URL name of its candidate page, which
    takes the workspace's slug and the interviewer's. minutes: how long it takes one of n questions.
    modalities: which questions it holds. evaluators: who looks at an attempt.
    """

    slug: str
    label: str | Promise
    invitation: str | Promise
    icon: str
    config: type[BaseModel]
    entrance: str
    modalities: tuple[str, ...]
    evaluators: Sequence[Evaluator]
    minutes_at_least: int
    minutes_a_question: float = 0

    def minutes(self, questions: int) -> int:
        """What a candidate is told, in whole minutes."""
        return max(self.minutes_at_least, round(self.minutes_a_question * questions))
