from __future__ import annotations

from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "greenroom.core"
    label = "core"
