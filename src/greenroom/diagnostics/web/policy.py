"""Settings: what is captured of candidates' visits."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from greenroom.accounts.access import TeamRequest, team
from greenroom.accounts.rules.roles import Permission
from greenroom.core.errors import Refused
from greenroom.diagnostics.actions import policy as policies_changed
from greenroom.diagnostics.queries import policies

FIELDS = ("records_visits", "records_screen", "keep_days")


class PolicyForm(forms.Form):
    """What a workspace captures."""

    records_visits = forms.BooleanField(
        label=gettext_lazy("Capture visits"),
        help_text=gettext_lazy(
            "Browser and system, times of every page, errors, refused microphones, leaving the page, and how much"
            " was pasted."
        ),
        required=False,
    )
    records_screen = forms.BooleanField(
        label=gettext_lazy("Record the screen within steps"),
        help_text=gettext_lazy(
            "Needs visits. What candidates type, write and say is masked before it leaves their browser."
        ),
        required=False,
    )
    keep_days = forms.IntegerField(
        label=gettext_lazy("Days to keep a visit"),
        help_text=gettext_lazy("It goes with its candidate at the latest."),
        min_value=1,
        max_value=3650,
    )


@team(Permission.MANAGE_WORKSPACE)
@require_http_methods(["GET", "POST"])
def capture_settings(request: TeamRequest) -> HttpResponse:
    standing = policies.of_workspace(request.member.workspace_id)
    form = PolicyForm(request.POST or None, initial={name: getattr(standing, name) for name in FIELDS})
    if request.method == "POST" and form.is_valid():
        try:
            policies_changed.change(**form.cleaned_data, by=request.member)
        except Refused as refused:
            form.add_error(refused.field or None, refused.message)
        else:
            messages.success(request, _("What is captured was saved."))
            return redirect("capture")
    return render(request, "diagnostics/policy.html", {"form": form}, status=422 if form.errors else 200)
