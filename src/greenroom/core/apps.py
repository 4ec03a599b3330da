from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec

from django.apps import AppConfig, apps


class CoreConfig(AppConfig):
    name = "greenroom.core"
    label = "core"

    def ready(self) -> None:
        """Register the jobs and the event handlers of every room."""
        import_module("greenroom.core.jobs.housekeeping")
        for room in apps.get_app_configs():
            if room.name.startswith("greenroom."):
                _import_if_there(f"{room.name}.jobs")
                _import_if_there(f"{room.name}.handlers")


def _import_if_there(name: str) -> None:
    if find_spec(name) is not None:
        import_module(name)
