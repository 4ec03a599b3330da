"""The jobs of every kind of stage: a kind that has some brings a module `jobs`."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec

from greenroom.stages.registry import KINDS

for _kind in KINDS:
    if find_spec(f"greenroom.stages.{_kind}.jobs") is not None:
        import_module(f"greenroom.stages.{_kind}.jobs")
