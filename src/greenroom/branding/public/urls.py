"""Addresses of what candidate pages and letters fetch."""

from __future__ import annotations

from django.urls import URLPattern, path

from greenroom.branding.public import pictures

urlpatterns: list[URLPattern] = [
    path("brand/look/<str:look_word>.css", pictures.style, name="brand-look"),
    path("brand/pictures/<str:token>/", pictures.picture, name="brand-picture"),
]
