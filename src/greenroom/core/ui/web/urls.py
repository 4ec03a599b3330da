"""The living page of components; mounted at /styleguide/."""

from __future__ import annotations

from django.urls import path

from greenroom.core.ui.web import styleguide

urlpatterns = [
    path("", styleguide.page, name="styleguide"),
    path("candidate/", styleguide.candidate, name="styleguide-candidate"),
    path("sign-in/", styleguide.signin, name="styleguide-signin"),
]
