"""The kinds of stage an interviewer can be built from."""

from __future__ import annotations

from greenroom.interviewers.contract import KindOfStage

_kinds: dict[str, KindOfStage] = {}


def register(kind: KindOfStage) -> None:
    """Say that there is this kind. A kind registers once."""
    if kind.slug in _kinds:
        raise ValueError(f"{kind.slug} has registered already")
    _kinds[kind.slug] = kind


def get(slug: str) -> KindOfStage:
    """The kind of this name; KeyError for one that is not registered."""
    return _kinds[slug]


def all_kinds() -> list[KindOfStage]:
    """In the order in which they registered, which is the usual order of a workflow."""
    return list(_kinds.values())
