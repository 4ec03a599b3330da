"""What people's marks say of the engine, of a workspace. Needs Django set up."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from greenroom.accounts.models import Workspace
from greenroom.core import scope
from greenroom.core.errors import Refused
from greenroom.evaluation.models import Calibration
from greenroom.evaluation.queries.calibration import RunCard, SittingCard, held, standing
from greenroom.evaluation.queries.calibration_drift import drift

NEWEST = 20


def told(name: str) -> list[dict[str, Any]]:
    """The newest calibrations of the workspace of this name or address. Raises Refused where there is none."""
    found = [each for each in Workspace.objects.order_by("created_at") if name in {each.name, each.slug}]
    if not found:
        raise Refused(f"There is no workspace {name}.")
    with scope.scoped(found[0].id):
        rows = Calibration.objects.select_related("interviewer", "workspace").order_by("-created_at")
        return [_told(row) for row in rows[:NEWEST]]


def _told(calibration: Calibration) -> dict[str, Any]:
    """People by number: who they are is shown on the page."""
    found = standing(calibration)
    changed = drift(found)
    return {
        "interviewer": calibration.interviewer.slug,
        "begun": calibration.created_at.isoformat(timespec="seconds"),
        "answers": len(found.answers),
        "runs": [_run(run, found.finished) for run in found.runs],
        "changed_since": [*changed.changed, *(["rubric"] if changed.rubrics else [])],
    }


def _run(run: RunCard, people: list[SittingCard]) -> dict[str, Any]:
    return {
        "number": run.run.number,
        "made_by": [" ".join(filter(None, each)) for each in run.made_by],
        "waiting": run.waiting,
        "people": [{"person": at, **_agreement(run, card)} for at, card in enumerate(people, 1)],
    }


def _agreement(run: RunCard, card: SittingCard) -> dict[str, Any]:
    found = held(run.marks, card.marks)
    if found.found is None:
        return {"n": found.n}
    return {"n": found.n, **rounded(asdict(found.found))}


def rounded(figures: dict[str, Any]) -> dict[str, Any]:
    """To three digits behind the point, as deep as they lie."""
    return {
        key: rounded(value)
        if isinstance(value, dict)
        else round(value, 3)
        if isinstance(value, float)
        else value
        for key, value in figures.items()
    }
