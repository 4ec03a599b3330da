"""Which evaluators look at an attempt of which stage kind. The rooms above say so when they start."""

from __future__ import annotations

from greenroom.evaluation.contract import Evaluator
from greenroom.evaluation.evaluators import OF_INTERVIEWS

_by_kind: dict[str, tuple[Evaluator, ...]] = {}


def register(kind: str, evaluators: tuple[Evaluator, ...]) -> None:
    """Say who evaluates a stage kind, beside those that read every interview alike. A kind registers once."""
    if kind in _by_kind:
        raise ValueError(f"{kind} has registered its evaluators already")
    _by_kind[kind] = (*evaluators, *OF_INTERVIEWS.get(kind, ()))


def for_kind(kind: str) -> tuple[Evaluator, ...]:
    """The evaluators of a stage kind; none for a kind that is not evaluated."""
    return _by_kind.get(kind, ())


def get(kind: str, name: str) -> Evaluator:
    return next(evaluator for evaluator in for_kind(kind) if evaluator.name == name)
