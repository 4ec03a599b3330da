"""Changing which stages an interviewer has, in which order, and how each is set.

Who has begun a stage keeps it as it was when they began: see `candidates.actions.attempts`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db import transaction
from pydantic import ValidationError

from greenroom.accounts.models import Member
from greenroom.accounts.permissions import require
from greenroom.accounts.rules.roles import Permission
from greenroom.core import clock
from greenroom.core.errors import Changed, Refused
from greenroom.core.events import emit
from greenroom.guidance.queries.defaults import defaults_for
from greenroom.interviewers import events, registry
from greenroom.interviewers.actions import inheriting
from greenroom.interviewers.actions.interviewers import locked
from greenroom.interviewers.models import Interviewer, Stage
from greenroom.interviewers.rules import limits

RULE = ("weight", "enforces_dealbreakers", "minimum_score", "waits_for_person")
OTHER_WINDOW = "The stages changed in another window. Look at them as they are now, then order them again."


def checked_config(kind: str, config: dict[str, Any], *, before: Sequence[str]) -> dict[str, Any]:
    """The settings to keep. before: kinds of the earlier stages.

    Raises Refused with the field that is wrong, nested ones by dots, or with "kind" for a kind there is not.
    """
    try:
        known = registry.get(kind)
    except KeyError as unknown:
        raise Refused(f"There is no stage of kind {kind!r}.", field="kind") from unknown
    try:
        settings = known.config(**config)
    except ValidationError as wrong:
        first = wrong.errors()[0]
        field = ".".join(str(part) for part in first["loc"])
        raise Refused(str(first["msg"]).removeprefix("Value error, "), field=field) from wrong
    if known.check is not None:
        known.check(settings, before)
    return settings.model_dump(mode="json", exclude_defaults=True)


def _standing(interviewer: Interviewer) -> list[Stage]:
    return list(Stage.objects.filter(interviewer=interviewer, removed_at=None).order_by("position"))


def _hold(interviewer: Interviewer, seen: int | None) -> Interviewer:
    interviewer = locked(interviewer)
    if seen is not None and seen != interviewer.order:
        raise Changed(OTHER_WINDOW, now=interviewer)
    return interviewer


@transaction.atomic
def add(interviewer: Interviewer, *, kind: str, by: Member, seen: int | None = None) -> Stage:
    """A stage of this kind at the end, set as the workspace's defaults say.

    seen: the interviewer's `order` as its writer saw it; Changed when older.
    """
    require(by, Permission.EDIT_INTERVIEWERS)
    interviewer = _hold(interviewer, seen)
    stages = _standing(interviewer)
    if len(stages) >= limits.MOST_STAGES:
        raise Refused(f"A workflow has at most {limits.MOST_STAGES} stages.", field="kind")
    inherited = inheriting.settings_of(kind, defaults_for(interviewer.workspace_id))
    config = checked_config(kind, inherited, before=[stage.kind for stage in stages])
    stage: Stage = Stage.objects.create(
        workspace_id=interviewer.workspace_id,
        interviewer=interviewer,
        position=stages[-1].position + 1 if stages else 0,
        kind=kind,
        config=config,
    )
    _changed(interviewer, by=by)
    return stage


@transaction.atomic
def remove(stage: Stage, *, by: Member, seen: int | None = None) -> None:
    """Nobody meets it any more. Who has begun it may finish, and scorecards that have it keep it."""
    require(by, Permission.EDIT_INTERVIEWERS)
    interviewer = _hold(stage.interviewer, seen)
    stages = _standing(interviewer)
    if stage.id not in {each.id for each in stages}:
        return
    if len(stages) == 1:
        raise Refused("A workflow keeps at least one stage. Add another one first.")
    left = [each for each in stages if each.id != stage.id]
    _check_order(left)
    Stage.objects.filter(id=stage.id).update(removed_at=clock.now())
    _place(left)
    _changed(interviewer, by=by)


@transaction.atomic
def restore(stage: Stage, *, by: Member, seen: int | None = None) -> None:
    """Undo a removal: the stage stands where it stood, or at the end. seen: as for `add`."""
    require(by, Permission.EDIT_INTERVIEWERS)
    interviewer = _hold(stage.interviewer, seen)
    stages = _standing(interviewer)
    if stage.id in {each.id for each in stages}:
        return
    if len(stages) >= limits.MOST_STAGES:
        raise Refused(f"A workflow has at most {limits.MOST_STAGES} stages.")
    stage = Stage.objects.get(id=stage.id)
    at = min(stage.position, len(stages))
    stage.removed_at = None
    order = [*stages[:at], stage, *stages[at:]]
    _check_order(order)
    _place(order)
    _changed(interviewer, by=by)


@transaction.atomic
def reorder(
    interviewer: Interviewer, *, stage_ids: Sequence[UUID], by: Member, seen: int | None = None
) -> None:
    """Put the stages in this order. Raises Changed when the stages are not those its writer saw."""
    require(by, Permission.EDIT_INTERVIEWERS)
    interviewer = _hold(interviewer, seen)
    stages = {stage.id: stage for stage in _standing(interviewer)}
    if set(stages) != set(stage_ids) or len(stages) != len(stage_ids):
        raise Changed(OTHER_WINDOW, now=interviewer)
    if list(stages) == list(stage_ids):
        return
    order = [stages[stage_id] for stage_id in stage_ids]
    _check_order(order)
    _place(order)
    _changed(interviewer, by=by)


@transaction.atomic
def move(stage: Stage, *, steps: int, by: Member, seen: int | None = None) -> None:
    """Move a stage earlier (negative) or later; an end of the list stops it."""
    require(by, Permission.EDIT_INTERVIEWERS)
    ids = [each.id for each in _standing(stage.interviewer)]
    if stage.id not in ids:
        raise Changed(OTHER_WINDOW, now=stage.interviewer)
    at = ids.index(stage.id)
    ids.insert(max(0, min(len(ids) - 1, at + steps)), ids.pop(at))
    reorder(stage.interviewer, stage_ids=ids, by=by, seen=seen)


def configure(
    stage: Stage, *, config: dict[str, Any], by: Member, seen: int | None = None, **rule: Any
) -> Stage:
    """Set a stage: its config as a whole, and what `RULE` names. What the config refers to may be fetched first.

    seen: the revision of the stage its writer had before them. Raises Refused with the field that is wrong, and
    Changed when somebody else has set it since.
    """
    require(by, Permission.EDIT_INTERVIEWERS)
    if unknown := set(rule) - set(RULE):
        raise ValueError(f"not settable: {', '.join(sorted(unknown))}")
    kind = registry.get(stage.kind)
    if kind.prepare is not None:
        kind.prepare(kind.config(**_config_for(stage, config)), by)
    return _configure(stage, config=config, by=by, seen=seen, rule=rule)


def _config_for(stage: Stage, config: dict[str, Any]) -> dict[str, Any]:
    earlier = Stage.objects.filter(
        interviewer_id=stage.interviewer_id, removed_at=None, position__lt=stage.position
    )
    before = list(earlier.order_by("position").values_list("kind", flat=True))
    return checked_config(stage.kind, config, before=before)


@transaction.atomic
def _configure(
    stage: Stage, *, config: dict[str, Any], by: Member, seen: int | None, rule: dict[str, Any]
) -> Stage:
    stage = Stage.objects.select_for_update(no_key=True).get(id=stage.id)
    if seen is not None and seen != stage.revision:
        raise Changed(now=stage)
    kept = _config_for(stage, config)
    _check_fixed(stage, kept)
    after = {"config": kept, **_checked_rule(rule)}
    changed = [name for name, value in after.items() if getattr(stage, name) != value]
    if not changed:
        return stage
    for name in changed:
        setattr(stage, name, after[name])
    stage.revision += 1
    stage.save(update_fields=[*changed, "revision"])
    emit(
        events.StageConfigured(
            stage_id=stage.id, interviewer_id=stage.interviewer_id, fields=", ".join(changed)
        ),
        by=by.actor,
    )
    return stage


def _check_fixed(stage: Stage, kept: dict[str, Any]) -> None:
    """Raises Refused for a setting that what is set already has fixed."""
    kind = registry.get(stage.kind)
    before, after = kind.config(**stage.config), kind.config(**kept)
    for name in kind.fixed(before):
        if getattr(before, name) != getattr(after, name):
            raise Refused("This stays as it is now. Add another stage to have it otherwise.", field=name)


def _checked_rule(rule: dict[str, Any]) -> dict[str, Any]:
    least, weight = rule.get("minimum_score"), rule.get("weight", 1)
    if least is not None and not 0 <= least <= 100:
        raise Refused("A minimum score is between 0 and 100.", field="minimum_score")
    if not 0 <= weight <= 5:
        raise Refused("A weight is between 0 and 5.", field="weight")
    return rule


def _check_order(stages: Sequence[Stage]) -> None:
    """Raises Refused where a stage would stand before one that it needs."""
    for place, stage in enumerate(stages):
        checked_config(stage.kind, stage.config, before=[each.kind for each in stages[:place]])


def _place(stages: Sequence[Stage]) -> None:
    """Number the stages; first beyond the numbers in use, since no two may share one for a moment."""
    for offset in (limits.MOST_STAGES * 10, 0):
        for place, stage in enumerate(stages):
            stage.position = place + offset
            stage.save(update_fields=["position", "removed_at"])


def _changed(interviewer: Interviewer, *, by: Member) -> None:
    interviewer.order += 1
    interviewer.save(update_fields=["order"])
    emit(events.WorkflowChanged(interviewer_id=interviewer.id), by=by.actor)
