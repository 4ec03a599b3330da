"""Links to a scorecard for people without an account."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from greenroom.accounts.access import TeamRequest, team
from greenroom.accounts.rules.roles import Permission
from greenroom.core import clock
from greenroom.core.errors import NotFound, Refused
from greenroom.reports.actions import sharing
from greenroom.reports.actions.sharing import Shown
from greenroom.reports.models import Remark, Share
from greenroom.reports.queries import shares
from greenroom.reports.rules.options import Options
from greenroom.reports.web.forms import ShareForm
from greenroom.reports.web.frame import application_at, context_of


@dataclass(frozen=True)
class Row:
    """One link: state and tone of it in words, and what was said through it."""

    share: Share
    state: str
    tone: str
    holds: bool
    remarks: list[Remark]


@team(Permission.DECIDE)
def show(request: TeamRequest, slug: str, application_id: UUID) -> HttpResponse:
    """The links there are, and a new one; its address is shown once, here."""
    application = application_at(request, slug, application_id)
    form = ShareForm(request.POST if request.method == "POST" else None)
    address = ""
    if form.is_valid():
        try:
            _row, token = sharing.share(application, _shown(form), by=request.member)
        except Refused as refused:
            form.add_error(refused.field if refused.field in form.fields else None, refused.message)
        else:
            address, form = f"{settings.PUBLIC_URL}/shared/{token}/", ShareForm()
    context = {
        **context_of(application, _("Share")),
        "form": form,
        "address": address,
        "rows": [_row_of(each) for each in shares.of_application(application.id)],
    }
    return render(request, "reports/shares.html", context, status=422 if form.errors else 200)


def _shown(form: ShareForm) -> Shown:
    given = form.cleaned_data
    parts = {name: given[name] for name in ("contact", "transcript", "resume", "claims")}
    return Shown(
        options=Options(notes=False, reviews=False, **parts),
        days=given["days"],
        label=given["label"],
        with_recording=given["with_recording"],
        is_blind=given["is_blind"],
    )


def _row_of(share: Share) -> Row:
    holds = shares.holds(share)
    if share.revoked_at is not None:
        state = _("Revoked")
    elif share.ends_at <= clock.now():
        state = _("Ended")
    else:
        state = _("Open") if holds else _("Ended: who made it has left")
    remarks = shares.standing(share.remarks.all())
    return Row(share, state, "good" if holds else "hollow", holds, remarks)


@team(Permission.DECIDE)
@require_POST
def revoke(request: TeamRequest, slug: str, application_id: UUID, share_id: UUID) -> HttpResponse:
    """End a link now."""
    application = application_at(request, slug, application_id)
    share = shares.get_for(request.member, share_id)
    if share.application_id != application.id:
        raise NotFound
    sharing.revoke(share, by=request.member)
    messages.success(request, _("The link is closed. What was said through it stays."))
    return redirect("shares", slug=slug, application_id=application_id)
