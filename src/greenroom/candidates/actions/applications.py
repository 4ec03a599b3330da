"""A candidate applies, proves their address, and is decided on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from greenroom.accounts.models import Member
from greenroom.accounts.permissions import require
from greenroom.accounts.rules.roles import Permission
from greenroom.candidates import events
from greenroom.candidates.models import Application, Attempt, Candidate
from greenroom.candidates.queries import flows
from greenroom.candidates.rules import contact, status
from greenroom.candidates.rules.flow import State
from greenroom.candidates.rules.gate import Stop, in_words
from greenroom.candidates.rules.overall import StageResult, overall_result
from greenroom.compliance.actions import consents
from greenroom.core import clock
from greenroom.core.actors import SYSTEM, Actor
from greenroom.core.errors import Refused
from greenroom.core.events import emit
from greenroom.core.text import clean, searchable
from greenroom.interviewers.models import Interviewer
from greenroom.interviewers.rules.lifecycle import Door, door

Status = Application.Status
LONGEST_COMMENT = 4_000


@dataclass(frozen=True)
class Person:
    """Who a candidate says they are. country: two letters, to read a phone number without +."""

    name: str
    email: str
    phone: str = ""
    country: str = ""
    language: str = "en"
    time_zone: str = "UTC"


def apply(*, interviewer: Interviewer, person: Person, agreed: bool) -> Application:
    """The application of this address, new or the one it already has.

    What is known of somebody who has proven the address is not overwritten: this one has not yet. Raises Refused,
    with the field, when something is missing, consent was not given, or the interviewer takes nobody new.
    """
    checked = replace(
        person,
        name=contact.check_name(person.name),
        email=contact.check_email(person.email),
        phone=contact.check_phone(person.phone, country=person.country),
        time_zone=contact.known_time_zone(person.time_zone),
    )
    state = door(
        status=interviewer.status,
        deadline=interviewer.deadline,
        now=clock.now(),
        budget=interviewer.budget,
        spent=interviewer.spent,
    )
    if state is not Door.OPEN:
        raise Refused(_("This interview takes no new candidates any more."))
    if not agreed:
        raise Refused(_("Please agree before you start, or leave this page."), field="agree")
    try:
        with transaction.atomic():
            return _find_or_start(interviewer, checked)
    except IntegrityError:  # the same person in two tabs
        with transaction.atomic():
            return _find_or_start(interviewer, checked)


def _find_or_start(interviewer: Interviewer, person: Person) -> Application:
    candidate = _candidate(interviewer.workspace_id, person)
    application, made = Application.objects.get_or_create(
        candidate=candidate, interviewer=interviewer, defaults={"workspace_id": interviewer.workspace_id}
    )
    if application.verified_at is None:
        consents.give(workspace=interviewer.workspace, subject_id=application.id, language=person.language)
    if made:
        emit(
            events.ApplicationStarted(application_id=application.id, interviewer_id=interviewer.id),
            by=Actor("candidate", candidate.id),
        )
    return application


def _candidate(workspace_id: UUID, person: Person) -> Candidate:
    """The candidate of this address; as described now, unless the address was ever proven."""
    described = {
        "name": person.name,
        "phone": person.phone,
        "language": person.language,
        "time_zone": person.time_zone,
        "found_by": searchable(person.name, person.email),
    }
    candidate, made = Candidate.objects.get_or_create(
        workspace_id=workspace_id, email=person.email, defaults=described
    )
    proven = Application.objects.filter(candidate=candidate, verified_at__isnull=False)
    if not made and not proven.exists():
        Candidate.objects.filter(id=candidate.id).update(**described)
        candidate.refresh_from_db()
    return candidate


@transaction.atomic
def engage(application: Application) -> None:
    """Note that the candidate was here just now."""
    Application.objects.filter(id=application.id).update(last_engaged_at=clock.now())


@transaction.atomic
def refresh(application: Application) -> Application:
    """Work out status and overall score from the attempts. A person's decision stands.

    Each attempt counts with the weight and the rule it was begun with.
    """
    application = Application.objects.select_for_update(no_key=True).get(id=application.id)
    steps = flows.of(application)
    result = overall_result(map(_worth, steps))
    stopped = next((step.newest for step in steps if step.state is State.STOPPED), None)
    application.score, application.coverage = result.score, result.coverage
    application.rank = -1 if result.score is None else result.score
    application.stopped_by = in_words(Stop(**stopped.stop)) if stopped and stopped.stop else ""
    application.save(update_fields=["score", "rank", "coverage", "stopped_by"])
    if application.status in status.DECIDED:
        return application
    return _move(application, Status.KNOCKED_OUT if stopped else _progress(application, steps), by=SYSTEM)


def _worth(step: flows.Step) -> tuple[float, StageResult]:
    """The weight of a step in the overall score, as it was when it was begun, and what its result is."""
    counted = step.counts
    if counted is not None:
        return counted.weight, StageResult(counted.score, counted.coverage or 0.0)
    return (step.newest.weight if step.newest else step.stage.weight), StageResult(None, 0.0)


def _progress(application: Application, steps: Sequence[flows.Step]) -> str:
    ended = {Attempt.Status.EVALUATED, Attempt.Status.FAILED}
    over = [step for step in steps if step.is_over]
    read = [step for step in over if step.state is not State.READING and step.counts]
    return status.progress(
        verified=application.verified_at is not None,
        stages=len(steps),
        submitted=len(over),
        evaluated=sum(step.counts.status in ended for step in read if step.counts),
    )


def _move(application: Application, after: str, *, by: Actor) -> Application:
    before = application.status
    if before == after:
        return application
    if not status.may_move(before, after):
        raise Refused(_("This candidate cannot be moved there from where they are."))
    application.status = after
    if after == Status.COMPLETED and application.completed_at is None:
        application.completed_at = clock.now()
    application.save(update_fields=["status", "decided_from", "completed_at"])
    emit(events.ApplicationStatusChanged(application_id=application.id, before=before, after=after), by=by)
    return application


@transaction.atomic
def shortlist(application: Application, *, by: Member) -> Application:
    """A person wants to go on with this candidate."""
    return _decide(application, Status.SHORTLISTED, by=by)


@transaction.atomic
def dismiss(application: Application, *, by: Member) -> Application:
    """A person takes this candidate out of the running."""
    return _decide(application, Status.DISMISSED, by=by)


def _decide(application: Application, after: str, *, by: Member) -> Application:
    require(by, Permission.DECIDE)
    application = Application.objects.select_for_update(no_key=True).get(id=application.id)
    if application.status not in status.DECIDED:
        application.decided_from = application.status
    return _move(application, after, by=by.actor)


@transaction.atomic
def undecide(application: Application, *, by: Member) -> Application:
    """Take a decision back: the application stands where its own progress has brought it."""
    require(by, Permission.DECIDE)
    application = Application.objects.select_for_update(no_key=True).get(id=application.id)
    if application.status not in status.DECIDED:
        return application
    before, application.status = application.status, application.decided_from or Status.PENDING
    application.decided_from = ""
    application.save(update_fields=["status", "decided_from"])
    emit(
        events.ApplicationStatusChanged(
            application_id=application.id, before=before, after=application.status
        ),
        by=by.actor,
    )
    return refresh(application)


@transaction.atomic
def rate(application: Application, *, rating: int, comment: str = "") -> Application:
    """How the candidate found it, 1 to 5, once or changed later; nothing where it says so already."""
    if not 1 <= rating <= 5:
        raise Refused(_("Choose a number from 1 to 5."), field="rating")
    comment = clean(comment).strip()
    if len(comment) > LONGEST_COMMENT:
        raise Refused(_("Please keep it under 4,000 characters."), field="comment")
    application = Application.objects.select_for_update(no_key=True).get(id=application.id)
    if (application.rating, application.rating_comment) == (rating, comment):
        return application
    application.rating, application.rating_comment = rating, comment
    application.save(update_fields=["rating", "rating_comment"])
    emit(
        events.ApplicationRated(application_id=application.id, rating=rating),
        by=Actor("candidate", application.candidate_id),
    )
    return application
