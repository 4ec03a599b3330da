from __future__ import annotations

from django.apps import AppConfig


class StagesConfig(AppConfig):
    name = "greenroom.stages"
    label = "stages"

    def ready(self) -> None:
        from greenroom.evaluation.registry import register  # noqa: PLC0415  (models must be loaded first)
        from greenroom.stages.registry import all_kinds  # noqa: PLC0415

        for kind in all_kinds():
            register(kind.slug, tuple(kind.evaluators))
