from __future__ import annotations

from django.apps import AppConfig


class StagesConfig(AppConfig):
    name = "greenroom.stages"
    label = "stages"

    def ready(self) -> None:
        from greenroom.evaluation import registry as evaluators  # noqa: PLC0415  (models must be loaded first)
        from greenroom.interviewers import registry as kinds  # noqa: PLC0415
        from greenroom.stages.registry import all_kinds  # noqa: PLC0415

        for kind in all_kinds():
            kinds.register(kind)
            evaluators.register(kind.slug, tuple(kind.evaluators))
