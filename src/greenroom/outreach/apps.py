from __future__ import annotations

from django.apps import AppConfig


class OutreachConfig(AppConfig):
    name = "greenroom.outreach"
    label = "outreach"

    def ready(self) -> None:
        from greenroom.outreach import jobs  # noqa: F401, PLC0415  (registers them)
