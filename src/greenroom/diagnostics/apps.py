from __future__ import annotations

from django.apps import AppConfig


class DiagnosticsConfig(AppConfig):
    name = "greenroom.diagnostics"
    label = "diagnostics"
