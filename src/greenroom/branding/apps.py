from __future__ import annotations

from django.apps import AppConfig


class BrandingConfig(AppConfig):
    name = "greenroom.branding"
    label = "branding"
