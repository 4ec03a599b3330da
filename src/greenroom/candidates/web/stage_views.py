"""A stage as the review page shows it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from greenroom.candidates.models import Attempt
from greenroom.candidates.web.words import day
from greenroom.evaluation.queries.cards import StageCard
from greenroom.evaluation.queries.reading import covered
from greenroom.evaluation.rules.masking import Mask
from greenroom.stages import registry
from greenroom.stages.contract import StageKind


@dataclass(frozen=True, kw_only=True)
class StageView(StageCard):
    """meta: when it was done and what it showed. asked: how much was put. choices: attempts to choose from, if
    several. sum: the stage's score with its own figures. shown: what its kind's panel is given besides.
    """

    kind: StageKind
    meta: str
    asked: str
    choices: list[dict[str, Any]]
    sum: str
    shown: dict[str, Any]


def stage_view(card: StageCard, query: QueryDict, now: datetime) -> StageView:
    kind = registry.get(card.stage.kind)
    return StageView(
        **vars(card),
        kind=kind,
        meta=_meta(card, now),
        asked=_("%(asked)s of %(all)s questions")
        % {"asked": sum(question.asked for question in card.scored), "all": len(card.scored)},
        choices=_choices(card, query) if len(card.attempts) > 1 else [],
        sum=_sum(card),
        shown=kind.shows(card),
    )


def blinded(view: StageView, mask: Mask) -> StageView:
    """The same without what its kind's panel would tell of the person; a picture of them is not played."""
    shown = covered(view.shown, mask)
    recording = view.shown.get("recording")
    if recording is not None:
        shown["recording"] = None if recording.has_video else recording
    return replace(view, shown=shown)


def _meta(card: StageCard, now: datetime) -> str:
    if card.attempt is None:
        return _("Not started")
    if card.attempt.submitted_at is None:
        return _("In progress")
    parts = []
    if card.checks:
        passed = sum(question.verdict == "passed" for question in card.checks)
        parts.append(_("%(n)s of %(all)s shown") % {"n": passed, "all": len(card.checks)})
    if len(card.attempts) > 1:
        parts.append(_("Attempt %(n)s") % {"n": card.attempt.number})
    if card.turns:
        seconds = (card.attempt.submitted_at - card.attempt.created_at).total_seconds()
        parts.append(_("%(n)s min") % {"n": max(1, round(seconds / 60))})
    return " · ".join([*parts, day(card.attempt.submitted_at, now)])


def _choices(card: StageCard, query: QueryDict) -> list[dict[str, Any]]:
    others = {str(attempt.id) for attempt in card.attempts}
    kept = [each for each in query.getlist("attempt") if each not in others]
    return [
        {
            "label": _("Attempt %(n)s") % {"n": attempt.number},
            "count": _score(attempt),
            "url": _with_attempts(query, [*kept, str(attempt.id)]),
            "current": attempt == card.attempt,
        }
        for attempt in card.attempts
    ]


def _with_attempts(query: QueryDict, attempts: list[str]) -> str:
    changed = query.copy()
    changed.pop("poll", None)
    changed.setlist("attempt", attempts)
    return f"?{changed.urlencode()}"


def _score(attempt: Attempt) -> str:
    return "–" if attempt.score is None else f"{attempt.score:.0f}"


def _sum(card: StageCard) -> str:
    """ "100 × (2 × 3.6 + 1 × 3.0) ÷ 4 ÷ 3 = 85.0", or "" without a score."""
    if card.attempt is None or card.attempt.score is None:
        return ""
    counted = [
        (question.rubric.weight, 1.0 if question.score is None else question.score)
        for question in card.scored
        if question.asked and question.rubric.weight > 0 and question.verdict in {"scored", "not_addressed"}
    ]
    if not counted:
        return ""
    terms = " + ".join(f"{weight:g} × ({score:.2f} − 1)" for weight, score in counted)
    weights = sum(weight for weight, _score_ in counted)
    return f"100 × ({terms}) ÷ 4 ÷ {weights:g} = {card.attempt.score:.1f}"


@dataclass(frozen=True)
class Wait:
    """Evaluations that wait for the language model. titles: theirs; reason: why; next_try: of the first."""

    titles: str
    reason: str
    next_try: datetime


def waits(stages: list[StageView]) -> Wait | None:
    """All that waits, said once."""
    found = [each for stage in stages for each in stage.evaluations if each.next_try is not None]
    if not found:
        return None
    return Wait(
        titles=", ".join(each.title for each in found),
        reason=found[0].row.error,
        next_try=min(each.next_try for each in found if each.next_try is not None),
    )
