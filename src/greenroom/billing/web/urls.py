from __future__ import annotations

from django.urls import path

from greenroom.billing.web import settings

urlpatterns = [path("settings/billing/", settings.billing_settings, name="billing")]
