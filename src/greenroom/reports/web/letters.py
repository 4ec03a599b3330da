"""A letter to a candidate: drafted, read and changed by a person, then sent."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from greenroom.accounts.access import TeamRequest, team
from greenroom.accounts.rules.roles import Permission
from greenroom.core.errors import Changed, NotFound, Refused
from greenroom.evaluation.queries import reading, scorecards
from greenroom.reports.actions import letters as writing
from greenroom.reports.models import Letter
from greenroom.reports.queries import letters
from greenroom.reports.web.forms import LetterForm
from greenroom.reports.web.frame import application_at, context_of


@team(Permission.DECIDE)
def show(request: TeamRequest, slug: str, application_id: UUID) -> HttpResponse:
    """The draft, and what was sent before."""
    application = application_at(request, slug, application_id)
    if reading.is_hidden(request.member, application):
        messages.error(request, _("A letter says who it is for. Show who this is first."))
        return redirect("candidate", slug=slug, application_id=application_id)
    draft, sent = letters.of_application(request.member, application_id)
    context: dict[str, Any] = {
        **context_of(application, _("Feedback letter")),
        "draft": draft,
        "sent": sent,
        "form": _form(draft) if draft else None,
    }
    if request.method != "POST":
        return render(request, "reports/letter.html", context)
    return _act(request, draft, context)


def _act(request: TeamRequest, draft: Letter | None, context: dict[str, Any]) -> HttpResponse:
    """Draft, save, send or drop; what is refused is said beside what was typed."""
    wanted = request.POST.get("do", "")
    if wanted in {"save", "send"} and draft is not None:
        form = LetterForm(request.POST)
        context["form"] = form
        if not form.is_valid():
            return render(request, "reports/letter.html", context, status=422)
    try:
        _do(wanted, request, draft, context)
    except Changed as changed:
        context["theirs"], status = changed.now.text, 409
        context["form"].data = {**context["form"].data.dict(), "revision": changed.now.revision}
        context["form"].add_error("text", changed.message)
    except Refused as refused:
        context["refused"], status = refused.message, 422
    except NotFound:  # somebody else has sent it, or thrown it away
        messages.error(request, _("Somebody has sent it or thrown it away meanwhile."))
        return _back(context)
    else:
        return _back(context)
    return render(request, "reports/letter.html", context, status=status)


def _do(wanted: str, request: TeamRequest, draft: Letter | None, context: dict[str, Any]) -> None:
    if wanted == "draft":
        card = scorecards.get_for(request.member, context["application"].id)
        writing.draft(card, by=request.member)
        return
    if draft is None:
        return
    if wanted == "drop":
        writing.drop(draft, by=request.member)
        messages.success(request, _("The draft is gone. Nothing was sent."))
        return
    if wanted not in {"save", "send"}:
        return
    given = context["form"].cleaned_data
    typed = {"text": given["text"], "revision": given["revision"]}
    if wanted == "save":
        writing.write(draft, **typed, by=request.member)
        messages.success(request, _("Saved. It is not sent yet."))
        return
    writing.send(draft, **typed, with_report=given["with_report"], by=request.member)
    messages.success(request, _("The letter is on its way."))


def _form(draft: Letter) -> LetterForm:
    return LetterForm(initial={"text": draft.text, "revision": draft.revision})


def _back(context: dict[str, Any]) -> HttpResponse:
    application = context["application"]
    return redirect("letter", slug=application.interviewer.slug, application_id=application.id)
