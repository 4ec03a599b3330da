"""Components, layouts and icons that every page is made of."""

from __future__ import annotations

from django.apps import AppConfig
from django.core.checks import register

from greenroom.core.ui.assets import check_built


class UiConfig(AppConfig):
    """Knows no room: components take data."""

    name = "greenroom.core.ui"
    label = "ui"

    def ready(self) -> None:
        register(check_built, "ui", deploy=True)
