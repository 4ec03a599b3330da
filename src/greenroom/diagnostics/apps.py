from __future__ import annotations

from django.apps import AppConfig


class DiagnosticsConfig(AppConfig):
    name = "greenroom.diagnostics"
    label = "diagnostics"

    def ready(self) -> None:
        from greenroom.compliance.actions.consents import register_capture  # noqa: PLC0415  (after the apps)
        from greenroom.diagnostics.queries.policies import records_visits  # noqa: PLC0415

        register_capture(records_visits)
