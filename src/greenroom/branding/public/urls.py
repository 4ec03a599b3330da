"""Addresses of what candidate pages and letters fetch, and of candidate pages as they would be."""

from __future__ import annotations

from django.urls import URLPattern, path

from greenroom.branding.public import pictures, preview

urlpatterns: list[URLPattern] = [
    path("brand/look/<str:look_word>.css", pictures.style, name="brand-look"),
    path("brand/pictures/<str:token>/", pictures.picture, name="brand-picture"),
    path("outreach/branding/templates/<uuid:design_id>/preview/", preview.of_template, name="design-preview"),
    path("outreach/branding/templates/preview/", preview.of_new, name="design-new-preview"),
]
