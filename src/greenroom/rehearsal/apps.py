from __future__ import annotations

from django.apps import AppConfig


class RehearsalConfig(AppConfig):
    name = "greenroom.rehearsal"
    label = "rehearsal"
