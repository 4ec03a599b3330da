"""The jobs of every kind of stage: a kind that has some brings a module `jobs`."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from uuid import UUID

from greenroom.core.jobs import job
from greenroom.stages.registry import KINDS

for _kind in KINDS:
    if find_spec(f"greenroom.stages.{_kind}.jobs") is not None:
        import_module(f"greenroom.stages.{_kind}.jobs")


@job("stages.tell_stopped")
def tell_stopped(*, attempt_id: str) -> None:
    from greenroom.stages import stopped  # noqa: PLC0415  (jobs load before the models do)

    stopped.tell(attempt_id=UUID(attempt_id))
