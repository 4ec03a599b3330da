"""The link candidates follow: as text, as a QR code, on a poster, as a button, and for one person."""

from __future__ import annotations

import io
from typing import Any

import segno
from django import forms
from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.html import escape
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from greenroom.accounts.access import TeamRequest, team
from greenroom.accounts.rules.roles import Permission
from greenroom.candidates.actions import inviting
from greenroom.core import clock
from greenroom.core.errors import Refused
from greenroom.interviewers.models import Interviewer
from greenroom.interviewers.queries import interviewers
from greenroom.interviewers.rules.facts import LANGUAGES
from greenroom.interviewers.rules.lifecycle import door
from greenroom.interviewers.web.forms import refuse
from greenroom.interviewers.web.header import header_for


class InviteForm(forms.Form):
    """Somebody to be asked in."""

    name = forms.CharField(label=gettext_lazy("Name"), required=False)
    email = forms.CharField(
        label=gettext_lazy("E-mail"), required=False, widget=forms.EmailInput(attrs={"autocomplete": "off"})
    )
    by_mail = forms.BooleanField(
        label=gettext_lazy("Send it by e-mail"),
        required=False,
        initial=True,
        help_text=gettext_lazy("In the words and at the hours of this interviewer; at most once a day."),
    )


def link_to(interviewer: Interviewer, workspace_slug: str) -> str:
    """The address a candidate starts at."""
    return f"{settings.PUBLIC_URL}/apply/{workspace_slug}/{interviewer.slug}/"


@team(Permission.SEE)
def show(request: TeamRequest, slug: str) -> HttpResponse:
    return _page(request, interviewers.get_for(request.member, slug), InviteForm())


@team(Permission.EDIT_INTERVIEWERS)
@require_POST
def invite(request: TeamRequest, slug: str) -> HttpResponse:
    """A link for one person, shown to be copied."""
    interviewer = interviewers.get_for(request.member, slug)
    form = InviteForm(request.POST)
    form.full_clean()
    try:
        made = inviting.invite(interviewer=interviewer, by=request.member, **form.cleaned_data)
    except Refused as problem:
        refuse(form, problem)
        return _page(request, interviewer, form, status=422)
    own = f"{link_to(interviewer, request.member.workspace.slug)}?for={made.token}"
    return _page(
        request,
        interviewer,
        InviteForm(),
        made=made,
        own_link=own,
        asked_by_mail=form.cleaned_data["by_mail"],
    )


def _page(
    request: TeamRequest, interviewer: Interviewer, form: InviteForm, *, status: int = 200, **more: Any
) -> HttpResponse:
    link = link_to(interviewer, request.member.workspace.slug)
    state = door(
        status=interviewer.status,
        deadline=interviewer.deadline,
        now=clock.now(),
        budget=interviewer.budget,
        spent=interviewer.spent,
    )
    context = {
        **header_for(request, interviewer, "share"),
        "interviewer": interviewer,
        "link": link,
        "language": LANGUAGES.get(interviewer.language, interviewer.language),
        "door": state.value,
        "form": form,
        "embed": _embed(link, request.member.workspace.accent),
        **more,
    }
    return render(request, "interviewers/share.html", context, status=status)


def _embed(link: str, accent: str) -> str:
    """A button for somebody else's page, which brings its own looks and no script: words to copy, not to show."""
    looks = (
        f"display:inline-block;padding:12px 20px;border-radius:6px;background:{accent};color:#fff;"
        "font:600 16px/1.2 system-ui,sans-serif;text-decoration:none"
    )
    words = escape(_("Interview now"))
    return f'<a href="{escape(link)}" target="_blank" rel="noopener" style="{looks}">{words}</a>'


@team(Permission.SEE)
def poster(request: TeamRequest, slug: str) -> HttpResponse:
    interviewer = interviewers.get_for(request.member, slug)
    context = {"interviewer": interviewer, "link": link_to(interviewer, request.member.workspace.slug)}
    return render(request, "interviewers/poster.html", context)


@team(Permission.SEE)
def qr(request: TeamRequest, slug: str) -> HttpResponse:
    """The link as a QR code that survives a quarter of it being damaged: black on white in either theme."""
    interviewer = interviewers.get_for(request.member, slug)
    drawing = io.BytesIO()
    code = segno.make_qr(link_to(interviewer, request.member.workspace.slug), error="q")
    code.save(drawing, kind="svg", border=4, light="#fff", dark="#000", svgclass=None, lineclass=None)
    response = HttpResponse(drawing.getvalue(), content_type="image/svg+xml")
    response.headers["Cache-Control"] = "private, max-age=3600"
    if "download" in request.GET:
        response.headers["Content-Disposition"] = f'attachment; filename="{interviewer.slug}.svg"'
    return response
