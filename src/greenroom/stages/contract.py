"""What a stage kind is. A new kind is a folder here and a name in `registry.KINDS`; nothing else knows it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.functional import Promise

from greenroom.billing.rules.services import Service
from greenroom.candidates.models import Attempt
from greenroom.evaluation.contract import Evaluator
from greenroom.evaluation.queries.cards import StageCard
from greenroom.interviewers.contract import KindOfStage


@dataclass(frozen=True, kw_only=True)
class StageKind(KindOfStage):
    """One way of meeting a candidate, from its settings to its scorecard.

    invitation: what candidates read. entrance: URL name of its candidate page, which takes the workspace's slug, the
    interviewer's and the stage's id. evaluators: who looks at an attempt. panel: the template of the recruiter's
    panel, given a `evaluation.queries.cards.StageCard` as `stage`, once there is an attempt. beside: the template of
    what stands in the column beside it, such as a document that was read; "" for nothing but the transcript.
    shows: what both are given as `stage.shown`, from the card. passed: what is told to a candidate for whom the rule
    of an attempt has spoken, "" where that is not told. service: what an attempt is charged as; used: how many
    units of it, once it is submitted.
    """

    invitation: str | Promise
    entrance: str
    evaluators: Sequence[Evaluator]
    service: Service
    panel: str
    beside: str = ""
    shows: Callable[[StageCard], dict[str, Any]] = lambda _card: {}
    passed: Callable[[Attempt], str] = lambda _attempt: ""
    used: Callable[[Attempt], Decimal] = lambda _attempt: Decimal(1)
