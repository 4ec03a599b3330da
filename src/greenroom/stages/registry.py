"""Every stage kind, by name."""

from __future__ import annotations

from functools import cache
from importlib import import_module

from greenroom.stages.contract import StageKind

KINDS = ("resume", "form", "conversational_sms", "web_interview", "scenario")


@cache
def get(slug: str) -> StageKind:
    """The kind in the folder `slug`; KeyError for one that is not registered."""
    if slug not in KINDS:
        raise KeyError(slug)
    kind: StageKind = import_module(f"greenroom.stages.{slug}.kind").KIND
    return kind


def all_kinds() -> list[StageKind]:
    return [get(slug) for slug in KINDS]
