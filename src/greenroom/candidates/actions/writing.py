"""What candidates are written on their way: the variables of each message, and who gets it."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.core import signing

from greenroom.candidates.models import Application, HelpRequest
from greenroom.candidates.queries import flows, on_their_way
from greenroom.candidates.rules import retakes
from greenroom.core import clock
from greenroom.interviewers.models import Interviewer
from greenroom.outreach.actions import messaging
from greenroom.outreach.models import Message
from greenroom.outreach.rules.moments import in_words
from greenroom.outreach.rules.shipped import spoken

SALT = "greenroom.candidates.invitation"
TIME_TO_UNDO = timedelta(minutes=2)


def token_of(application: Application) -> str:
    """The secret end of a candidate's own link; it proves nothing but who was meant."""
    number = f"-{application.link_number}" if application.link_number else ""
    return signing.Signer(salt=SALT).sign(f"{application.id.hex}{number}").replace(":", ".")


def link_of(application: Application) -> str:
    """The candidate's own link."""
    return f"{start_of(application.interviewer)}?for={token_of(application)}"


def start_of(interviewer: Interviewer) -> str:
    """The address at which candidates of an interviewer begin."""
    return f"{settings.PUBLIC_URL}/apply/{interviewer.workspace.slug}/{interviewer.slug}/"


def draft(
    application: Application,
    kind: str,
    *,
    number: str = "1",
    language: str = "",
    not_before: datetime | None = None,
    **more: str,
) -> messaging.Draft:
    """A message to the candidate of an application, whose candidate and interviewer are at hand.

    number, not_before: as `messaging.Draft` has them. language: instead of the candidate's. more: variables besides
    those every message has.
    """
    candidate, interviewer = application.candidate, application.interviewer
    language = spoken(language or candidate.language)
    variables = {
        "candidate_name": candidate.name,
        "job_title": interviewer.title,
        "link": link_of(application),
        "deadline": in_words(interviewer.deadline, language, candidate.time_zone),
    }
    return messaging.Draft(
        kind=kind,
        recipient=messaging.Recipient(
            email=candidate.email,
            phone=candidate.phone,
            language=language,
            zone=candidate.time_zone,
            since=application.created_at,
        ),
        variables={**variables, **more},
        about_id=application.id,
        number=number,
        group_id=interviewer.message_group_id,
        policy_id=interviewer.policy_id,
        brand_id=interviewer.brand_id,
        not_before=not_before,
    )


def invite(application: Application) -> list[Message]:
    """Ask somebody in whom a member has added; once a day however often they are added."""
    return messaging.write(draft(application, "invitation", number=clock.now().date().isoformat()))


def say_next_step_is_open(application: Application, *, attempt_id: UUID) -> list[Message]:
    return messaging.write(draft(application, "next_step", number=str(attempt_id)))


def thank(*, application_id: UUID) -> None:
    """Thank somebody who has done every step, once."""
    application = on_their_way.find(application_id)
    if application is not None:
        messaging.write(draft(application, "completion"))


def offer_times(*, application_id: UUID) -> None:
    """Send the link to choose a time to somebody who was shortlisted, once the decision can no longer be undone."""
    application = on_their_way.find(application_id)
    if application is None or not on_their_way.wants_scheduling(application_id):
        return
    url = application.interviewer.scheduling_url
    later = clock.now() + TIME_TO_UNDO
    messaging.write(draft(application, "scheduling_link", not_before=later, scheduling_link=url))


def offer_retakes(*, application_id: UUID) -> datetime | None:
    """Tell of each step that may be done again now, once for each go; when the next one opens, if any does."""
    application = on_their_way.find(application_id)
    if application is None or not on_their_way.is_open(application):
        return None
    now, later = clock.now(), []
    for step in flows.of(application):
        offered = flows.retake(application, step, now=now)
        if offered.opens_at is not None:
            later.append(offered.opens_at)
        if offered.state is retakes.State.OPEN and step.newest is not None:
            candidate = application.candidate
            opened = in_words(now, spoken(candidate.language), candidate.time_zone)
            messaging.write(draft(application, "retake", number=str(step.newest.id), opens_at=opened))
    return min(later, default=None)


def answer_help(request: HelpRequest) -> None:
    """Tell somebody who asked for a person what was answered, in the language they asked in."""
    application, interviewer = request.application, request.interviewer
    messaging.write(
        messaging.Draft(
            kind="help_answer",
            recipient=messaging.Recipient(
                email=application.candidate.email if application else request.email,
                language=request.language,
            ),
            variables={
                "candidate_name": application.candidate.name if application else request.name,
                "job_title": interviewer.title,
                "link": f"{start_of(interviewer)}help/",
                "answer": request.answer,
            },
            about_id=application.id if application else request.id,
            number="",
            group_id=interviewer.message_group_id,
            policy_id=interviewer.policy_id,
            brand_id=interviewer.brand_id,
        )
    )
