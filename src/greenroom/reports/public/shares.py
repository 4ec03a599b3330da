"""A scorecard as somebody without an account reads it, and what they say of it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST, require_safe

from greenroom.core.errors import NotFound, Refused
from greenroom.media.models import Recording
from greenroom.media.queries import recordings
from greenroom.media.recordings.serving import part
from greenroom.reports.actions import sharing, translating
from greenroom.reports.actions.sharing import LONGEST_LABEL, LONGEST_REASON, Said
from greenroom.reports.models import Share
from greenroom.reports.public.door import SharedRequest, holder
from greenroom.reports.queries import reports, shares
from greenroom.reports.queries.reports import Report
from greenroom.reports.rules import options as choosing
from greenroom.stages.web_interview.hearing import player

NAME = "shared-name"
"""Session key: what somebody with a link has called themselves."""


class RemarkForm(forms.Form):
    name = forms.CharField(label=gettext_lazy("Your name"), max_length=LONGEST_LABEL)
    agrees = forms.ChoiceField(
        label=gettext_lazy("This score"),
        choices=[("yes", gettext_lazy("I agree")), ("no", gettext_lazy("I do not agree"))],
        widget=forms.RadioSelect,
    )
    mark = forms.FloatField(
        label=gettext_lazy("The score you would give, 1 to 5"),
        required=False,
        widget=forms.NumberInput(attrs={"min": 1, "max": 5, "step": 0.5}),
    )
    reason = forms.CharField(
        label=gettext_lazy("Why"),
        required=False,
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )


@holder
@require_safe
def show(request: SharedRequest) -> HttpResponse:
    """The scorecard, with what this link may show."""
    sharing.seen(request.share)
    return _page(request)


@holder
@require_POST
def remark(request: SharedRequest, score_id: UUID) -> HttpResponse:
    """Agree or not with one score."""
    form = RemarkForm(request.POST, prefix=score_id.hex)
    if form.is_valid():
        given = form.cleaned_data
        said = Said(
            name=given["name"],
            agrees=given["agrees"] == "yes",
            mark=given["mark"],
            reason=given["reason"],
        )
        try:
            sharing.remark(request.share, score_id, said)
        except Refused as refused:
            form.add_error(refused.field if refused.field in form.fields else None, refused.message)
        else:
            request.session[NAME] = given["name"]
            messages.success(request, _("Thank you. The team reads it beside the score."))
            return redirect(f"/shared/{request.token}/#score-{score_id}")
    return _page(request, asked=(score_id, form), status=422)


@holder
@require_GET
def play(request: SharedRequest, recording_id: UUID) -> HttpResponseBase:
    """A part of the recording, where the link allows it."""
    if not request.share.with_recording:
        raise NotFound
    recording = recordings.of_application(recording_id, request.share.application_id)
    if recording.state != Recording.State.REMUXED or recording.file is None:
        raise NotFound
    return part(request, recording.file)


def _page(
    request: SharedRequest, *, asked: tuple[UUID, RemarkForm] | None = None, status: int = 200
) -> HttpResponse:
    share = request.share
    wanted = choosing.read({**share.options, "language": get_language() or ""})
    if share.made_by is None:
        raise NotFound
    report = reports.get_for(share.made_by, share.application_id, wanted, is_blind=share.is_blind)
    translating.ask(report.card, wanted, member_id=share.made_by.id)
    data = report.data()
    _add_recordings(data, report, share)
    _add_remarks(request, data, asked)
    context = {
        "doc": data,
        "words": data["words"],
        "share": share,
        "token": request.token,
        "workspace_name": share.application.interviewer.workspace.name,
        "may_say": share.audience == Share.Audience.MANAGER,
    }
    return render(request, "reports/shared.html", context, status=status)


def _add_recordings(data: dict[str, Any], report: Report, share: Share) -> None:
    """To each step what can be heard of it, where the link allows that."""
    if not share.with_recording:
        return
    for stage, card in zip(data["stages"], report.card.stages, strict=True):
        stage["player"] = player(card.attempt.id) if card.attempt else None


def _add_remarks(request: SharedRequest, data: dict[str, Any], asked: tuple[UUID, RemarkForm] | None) -> None:
    """To each score what was said of it through this link, and the form to say something."""
    said: dict[str, list[Any]] = {}
    for one in shares.standing(request.share.remarks.all()):
        said.setdefault(str(one.score_id), []).append(one)
    for stage in data["stages"]:
        for question in stage["questions"]:
            question["remarks"] = said.get(question["score_id"], [])
            question["form"] = _form(request, question["score_id"], asked)


def _form(request: SharedRequest, score_id: str, asked: tuple[UUID, RemarkForm] | None) -> RemarkForm | None:
    if not score_id:
        return None
    if asked is not None and str(asked[0]) == score_id:
        return asked[1]
    return RemarkForm(prefix=UUID(score_id).hex, initial={"name": request.session.get(NAME, "")})
