"""The views we keep of allauth, each with our template and a door."""

from __future__ import annotations

from typing import Any

from django.views.generic.base import View

SIGNED_IN = "signed in"


def kept(view: type[View], template: str = "", *, door: str, **options: Any) -> Any:
    """allauth's view, shown by our template. door: SIGNED_IN (allauth checks it), or "public: " and why.

    An address that is not routed through here, or through a guard of accounts.access, fails the sweep.
    """
    if template:
        options["template_name"] = f"accounts/{template}.html"
    shown = view.as_view(**options)
    shown.door = door  # type: ignore[attr-defined]  # read by the sweep
    return shown
