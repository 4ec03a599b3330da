from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig


class EffectsConfig(AppConfig):
    name = "tests.kills.effects"
    label = "effects"

    def ready(self) -> None:
        import_module("tests.kills.effects.jobs")
