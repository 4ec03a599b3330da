"""What the pages about one candidate share."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext as _

from greenroom.accounts.access import TeamRequest
from greenroom.candidates.models import Application
from greenroom.candidates.queries import applications
from greenroom.core.errors import NotFound
from greenroom.core.text import slug as slugged
from greenroom.evaluation.queries import reading


def application_at(request: TeamRequest, slug: str, application_id: UUID) -> Application:
    """The application at this address. Raises NotFound.

    For a member who reads blind and has not asked who it is, the candidate goes by an alias; it must not be saved.
    """
    application = applications.get_for(request.member, application_id)
    if application.interviewer.slug != slug:
        raise NotFound
    if reading.is_hidden(request.member, application):
        application.candidate.name = reading.alias(application)
    return application


def context_of(application: Application, title: str) -> dict[str, object]:
    """For `reports/base.html`."""
    return {
        "application": application,
        "candidate": application.candidate,
        "interviewer": application.interviewer,
        "page_title": title,
    }


def file_name(application: Application) -> str:
    """Of a report that is taken away, without its ending."""
    title = f"{application.candidate.name} {application.interviewer.title}"
    return slugged(title, otherwise=_("scorecard"))
