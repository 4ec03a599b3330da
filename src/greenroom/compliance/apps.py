from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec

from django.apps import AppConfig, apps


class ComplianceConfig(AppConfig):
    name = "greenroom.compliance"
    label = "compliance"

    def ready(self) -> None:
        """Hear from every room what it holds of people."""
        for room in apps.get_app_configs():
            if room.name.startswith("greenroom.") and find_spec(f"{room.name}.holdings") is not None:
                import_module(f"{room.name}.holdings")
