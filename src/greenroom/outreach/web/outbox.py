"""The outbox: what was written to people from this workspace, and what became of it."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages as notes
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.html import Urlizer
from django.utils.http import urlencode
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from greenroom.accounts.access import TeamRequest, team
from greenroom.accounts.rules.roles import Permission
from greenroom.core.errors import Refused
from greenroom.outreach.actions import outbox as sending
from greenroom.outreach.models import Message
from greenroom.outreach.queries import messages
from greenroom.outreach.rules.kinds import EMAIL
from greenroom.outreach.senders import registry
from greenroom.outreach.web.frame import page
from greenroom.outreach.web.words import KINDS, WHY_CANCELLED

WORDS = {
    "waiting": (gettext_lazy("On its way"), ""),
    "sent": (gettext_lazy("Sent"), "good"),
    "delivered": (gettext_lazy("Delivered"), "good"),
    "undelivered": (gettext_lazy("Came back"), "bad"),
    "kept": (gettext_lazy("Kept here"), "hollow"),
    "failed": (gettext_lazy("Failed"), "bad"),
    "cancelled": (gettext_lazy("Cancelled"), "hollow"),
}


class _Links(Urlizer):
    """Addresses in a text as links that look like links; everything else is escaped."""

    url_template = '<a class="link" href="{href}"{attrs}>{url}</a>'


_links = _Links()


@team(Permission.MANAGE_WORKSPACE)
@require_GET
def outbox(request: TeamRequest) -> HttpResponse:
    state, search = request.GET.get("state", ""), request.GET.get("q", "").strip()
    found = messages.page_for(
        request.member,
        state=state,
        search=search,
        after=request.GET.get("after", ""),
        before=request.GET.get("before", ""),
    )
    filters = {name: value for name, value in (("state", state), ("q", search)) if value}
    given = {
        "rows": [
            (row, KINDS[row.kind][0] if row.kind in KINDS else "", *WORDS[row.state]) for row in found.rows
        ],
        "state": state,
        "states": [(value, words) for value, (words, _tone) in WORDS.items()],
        "q": search,
        "filtered": bool(filters),
        "newer": urlencode(filters | {"before": found.before}) if found.before else "",
        "older": urlencode(filters | {"after": found.after}) if found.after else "",
        "no_server": not registry.carries(EMAIL),
    }
    return page(request, "outreach/outbox.html", given)


@team(Permission.MANAGE_WORKSPACE)
@require_GET
def message(request: TeamRequest, message_id: UUID) -> HttpResponse:
    found = messages.get_for(request.member, message_id)
    words, tone = WORDS[found.state]
    given = {
        "message": found,
        "words": words,
        "tone": tone,
        "body": SafeString(_links(found.body, nofollow=True, autoescape=True)),
        "kind": KINDS[found.kind][0] if found.kind in KINDS else "",
        "why_cancelled": WHY_CANCELLED.get(found.error, "") if found.state == Message.State.CANCELLED else "",
        "can_cancel": found.state == Message.State.WAITING,
        "can_send_again": found.state in sending.AGAIN,
        "no_server": not registry.carries(EMAIL),
    }
    return render(request, "outreach/message.html", given)


@team(Permission.MANAGE_WORKSPACE)
@require_POST
def send_again(request: TeamRequest, message_id: UUID) -> HttpResponse:
    found = messages.get_for(request.member, message_id)
    try:
        sending.send_again(found, by=request.member)
    except Refused as refused:
        notes.error(request, refused.message)
    else:
        notes.success(request, _("The message is on its way again."))
    return redirect("outbox-message", message_id)


@team(Permission.MANAGE_WORKSPACE)
@require_POST
def cancel(request: TeamRequest, message_id: UUID) -> HttpResponse:
    """Take back a message that still waits; it can be sent after all."""
    found = messages.get_for(request.member, message_id)
    try:
        sending.cancel(found, by=request.member)
    except Refused as refused:
        notes.error(request, refused.message)
    else:
        notes.success(request, _("The message does not go."))
    return redirect("outbox-message", message_id)
