"""What every page under "AI" has around it: the tabs, and what the reader may do."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from greenroom.accounts.access import TeamRequest, team
from greenroom.accounts.permissions import may
from greenroom.accounts.rules.roles import Permission
from greenroom.accounts.web.tabs import tabs

SECTIONS = (
    ("company-context", _("Company Context")),
    ("knowledge", _("Knowledge Base")),
    ("interview-templates", _("Interview Templates")),
    ("personas", _("Agent Library")),
    ("rubrics", _("Interview Evaluation")),
    ("integrity", _("Interview Integrity")),
    ("spoken-languages", _("Languages")),
    ("voices", _("Voices")),
    ("model-spending", _("Spending")),
)


@team(Permission.SEE)
@require_GET
def front(request: TeamRequest) -> HttpResponse:  # noqa: ARG001  (a view's signature)
    """The entry of the menu leads to the first section."""
    return redirect("company-context")


def page(request: TeamRequest, template: str, given: dict[str, Any], *, status: int = 200) -> HttpResponse:
    """A page of one of the sections."""
    context = {
        "sections": tabs(request, SECTIONS),
        "may_edit": may(request.member, Permission.EDIT_INTERVIEWERS),
        "may_delete": may(request.member, Permission.DELETE),
        "may_manage": may(request.member, Permission.MANAGE_WORKSPACE),
        **given,
    }
    return render(request, f"guidance/{template}.html", context, status=status)


def differences(
    form: Any, now: dict[str, Any], *, words: Mapping[str, Mapping[Any, Any]]
) -> list[tuple[Any, Any]]:
    """Label and present value of each field in which what was typed is not what there is now.

    words: of a field whose values are not words themselves, what each is called.
    """
    return [
        (form.fields[name].label, words.get(name, {}).get(value, value) or "–")
        for name, value in now.items()
        if form.cleaned_data.get(name) != value
    ]
