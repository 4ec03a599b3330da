"""What somebody who has proven their address need not do again, and the language they chose."""

from __future__ import annotations

from django.db import transaction

from greenroom.candidates import events
from greenroom.candidates.actions import applications
from greenroom.candidates.actions.applications import Person
from greenroom.candidates.models import Application, Candidate
from greenroom.core import clock
from greenroom.core.actors import Actor
from greenroom.core.events import emit
from greenroom.interviewers.models import Interviewer


@transaction.atomic
def apply_as(candidate: Candidate, *, interviewer: Interviewer, language: str, agreed: bool) -> Application:
    """The application of somebody whose address is proven already, in another interviewer of their workspace.

    For the browser that proved it: no code is asked for. Raises Refused as `applications.apply` does.
    """
    person = Person(
        name=candidate.name,
        email=candidate.email,
        phone=candidate.phone,
        language=language,
        time_zone=candidate.time_zone,
    )
    application = applications.apply(interviewer=interviewer, person=person, agreed=agreed)
    if application.verified_at is not None:
        return application
    application.verified_at = clock.now()
    application.save(update_fields=["verified_at"])
    emit(events.EmailVerified(application_id=application.id), by=Actor("candidate", candidate.id))
    return applications.refresh(application)


@transaction.atomic
def choose_language(candidate: Candidate, language: str) -> None:
    """From now on they are written to in this language, and read it in every browser that has chosen no other."""
    Candidate.objects.filter(id=candidate.id).exclude(language=language).update(language=language)
