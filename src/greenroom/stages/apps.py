from __future__ import annotations

from django.apps import AppConfig


class StagesConfig(AppConfig):
    name = "greenroom.stages"
    label = "stages"
