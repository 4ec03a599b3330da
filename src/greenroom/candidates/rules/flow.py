"""Where one candidate stands in a workflow. It knows stages by their ids alone, never by their kind."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

KeyT = TypeVar("KeyT")


class State(StrEnum):
    """How a step stands for a candidate."""

    AHEAD = "ahead"  # another step comes first
    READY = "ready"  # may be begun
    BEGUN = "begun"
    READING = "reading"  # sent; its rule has not spoken yet
    WAITING = "waiting"  # for a person
    STOPPED = "stopped"
    DONE = "done"


OVER = frozenset({State.READING, State.WAITING, State.STOPPED, State.DONE})
"""States of a step that was sent."""


@dataclass(frozen=True)
class Went(Generic[KeyT]):
    """The newest go at a stage. outcome: as `models.Attempt.outcome`; is_ruled: a rule has a say in it at all."""

    stage: KeyT
    is_open: bool
    outcome: str = ""
    is_ruled: bool = False
    let_on: bool = False


@dataclass(frozen=True)
class Step(Generic[KeyT]):
    stage: KeyT
    state: State


def steps(begun: Sequence[Went[KeyT]], ahead: Iterable[KeyT]) -> list[Step[KeyT]]:
    """Every step of a candidate in order. begun: in the order they were begun; ahead: what they are still to meet.

    What was begun stays first, whatever the workflow has become since. The first step ahead opens once all before
    it are done. Where nothing is ahead, nobody has to be let on: a step that waits is done.
    """
    further = list(ahead)
    found = [Step(went.stage, _state(went, is_last=not further)) for went in begun]
    is_free = all(step.state is State.DONE for step in found)
    for stage in further:
        found.append(Step(stage, State.READY if is_free else State.AHEAD))
        is_free = False
    return found


def _state(went: Went[KeyT], *, is_last: bool) -> State:
    if went.is_open:
        return State.BEGUN
    if went.let_on or went.outcome == "passed":
        return State.DONE
    if went.outcome == "stopped":
        return State.STOPPED
    if went.outcome == "waiting":
        return State.DONE if is_last else State.WAITING
    return State.READING if went.is_ruled else State.DONE
