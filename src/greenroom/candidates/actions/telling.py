"""The team hears of a completed interview, and of what candidates ask: for a person, or of their data."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from greenroom.candidates.models import Application, Candidate, HelpRequest
from greenroom.compliance.models import DataRequest
from greenroom.interviewers.rules.subject import KIND
from greenroom.notifications.actions.notices import notify
from greenroom.notifications.contract import Notice


def tell_of_completion(*, application_id: UUID) -> None:
    """Tell the subscribers of the interviewer, once for each application; nobody of a member's test."""
    application = Application.objects.select_related("candidate", "interviewer").get(id=application_id)
    if application.is_test:
        return
    interviewer, name = application.interviewer, application.candidate.name
    score = "–" if application.score is None else f"{application.score:.0f}"
    notify(
        subject_kind=KIND,
        subject_id=interviewer.id,
        notice=Notice(
            title=_("%(name)s has completed the interview") % {"name": name},
            unnamed=_("A candidate has completed the interview"),
            facts=(
                (_("Interviewer"), interviewer.title),
                (_("Score"), _("%(score)s of 100") % {"score": score}),
            ),
            link=f"{settings.PUBLIC_URL}/interviewers/{interviewer.slug}/candidates/{application.id}/",
            link_label=_("Open the scorecard"),
        ),
        key=f"candidates.completed:{application.id}",
    )


def tell_of_help_asked(asked: HelpRequest) -> None:
    """Tell the subscribers of the interviewer, once for each request; nobody of a member's test.

    What it is about stays in the queue.
    """
    application = asked.application
    if application is not None and application.is_test:
        return
    name = application.candidate.name if application else asked.name
    ways = {HelpRequest.Kind.MESSAGE: _("By message"), HelpRequest.Kind.CALL_BACK: _("By a call back")}
    notify(
        subject_kind=KIND,
        subject_id=asked.interviewer_id,
        notice=Notice(
            title=_("%(name)s asks for a person") % {"name": name},
            unnamed=_("Somebody asks for a person"),
            facts=(
                (_("Interviewer"), asked.interviewer.title),
                (_("How"), ways[HelpRequest.Kind(asked.kind)]),
            ),
            link=f"{settings.PUBLIC_URL}/outreach/requests/{asked.id}/",
            link_label=_("Open the request"),
        ),
        key=f"candidates.help:{asked.id}",
    )


def tell_of_data_asked(*, data_request_id: UUID) -> None:
    """Tell the administrators, once for each request: the law gives a month. An objection goes to the subscribers."""
    request = DataRequest.objects.get(id=data_request_id)
    candidate = Candidate.objects.filter(id=request.subject_id).first()
    if candidate is None:
        return
    application = Application.objects.filter(id=request.about_id).first() if request.about_id else None
    place = "outreach/objections" if application else "data/requests"
    notify(
        subject_kind=KIND if application else "workspace",
        subject_id=application.interviewer_id if application else request.workspace_id,
        notice=Notice(
            title=_("%(name)s asks something of their data") % {"name": candidate.name},
            unnamed=_("Somebody asks something of their data"),
            facts=((_("Due"), date_format(request.due_at, "DATE_FORMAT")),),
            link=f"{settings.PUBLIC_URL}/{place}/{request.id}/",
            link_label=_("Open the request"),
        ),
        key=f"candidates.data:{request.id}",
        admins=True,
    )
