"""The team's side of the demo: interviewers are made, opened and closed, and candidates decided on."""

from __future__ import annotations

import io
from datetime import datetime, timedelta
from functools import partial

from greenroom.accounts.models import Member
from greenroom.candidates.actions import applications
from greenroom.candidates.models import Application
from greenroom.core import clock
from greenroom.core.errors import NotFound
from greenroom.demo.clockwork import Course, Step
from greenroom.demo.material import Role
from greenroom.interviewers.actions import drafting, interviewers, lifecycle, workflow
from greenroom.interviewers.models import Interviewer
from greenroom.interviewers.queries.interviewers import standing_stages

REVIEWS = (6.4, 11.4, 16.4, 19.6)  # days after the start on which the recruiter goes through the list
GOOD, POOR = 48.0, 15.0  # what this recruiter decides on at once; the rest stays open
CLOSED_SINCE = timedelta(days=2)  # of a role that is expired by now
DONE_HERE = ("resume", "web_interview")  # kinds of stage the demo's people go through
SETTLED = timedelta(days=1, hours=4)  # nobody is decided on sooner


def opening(role: Role, *, start: datetime, by: Member) -> Course:
    """An interviewer from its job description, open to candidates within the hour; a draft stays one."""
    at = start + timedelta(days=role.day)
    if not Interviewer.objects.filter(job_description=role.job_description).exists():
        yield Step(at, partial(_create, role, by))
    if role.state == "draft" or _interviewer(role).status != Interviewer.Status.DRAFT:
        return
    yield Step(at + timedelta(minutes=14), partial(_open, role, by))


def closing(role: Role, *, end: datetime, by: Member) -> Course:
    """The deadline of a role that is expired by now.

    It is set a minute before it comes: the worker beside this one has today's date, and would close the role
    before anybody could come.
    """
    if role.state == "expired":
        closes = end - CLOSED_SINCE
        yield Step(closes - timedelta(minutes=1), partial(_limit, role, closes, by))
        yield Step(closes + timedelta(minutes=1), lifecycle.expire_what_is_due)


def is_open(role: Role) -> bool:
    """Whether candidates could come to this role, or nobody was meant to."""
    made = Interviewer.objects.filter(job_description=role.job_description)
    return role.state == "draft" or made.exclude(activated_at=None).exists()


def _interviewer(role: Role) -> Interviewer:
    found: Interviewer | None = Interviewer.objects.filter(job_description=role.job_description).first()
    if found is None:
        raise NotFound
    return found


def _create(role: Role, by: Member) -> None:
    text = role.job_description
    if role.file:
        drafting.create_from_file(content=io.BytesIO(text.encode()), name=role.file, by=by)
    else:
        drafting.create(job_description=text, by=by)


def _limit(role: Role, closes: datetime, by: Member) -> None:
    interviewer = _interviewer(role)
    if interviewer.deadline != closes:
        interviewers.edit(interviewer, by=by, deadline=closes)


def _open(role: Role, by: Member) -> None:
    """With the stages its people know how to do, and no others that the plan may have brought."""
    interviewer = _interviewer(role)
    for stage in standing_stages().filter(interviewer=interviewer).exclude(kind__in=DONE_HERE):
        workflow.remove(stage, by=by)
    lifecycle.activate(interviewer, by=by)


def reviewing(role: Role, *, start: datetime, by: Member) -> Course:
    """Now and then the recruiter reads the list: the best are shortlisted, those far off dismissed."""
    for day in REVIEWS:
        at = start + timedelta(days=day)
        yield Step(at, partial(_review, role, at, by))


def _review(role: Role, at: datetime, by: Member) -> None:
    ready = Application.objects.filter(
        interviewer__job_description=role.job_description,
        status=Application.Status.COMPLETED,
        completed_at__lte=at - SETTLED,
        score__isnull=False,
    )
    for number, application in enumerate(ready.order_by("-rank", "id")):
        with clock.at(at + number * timedelta(seconds=70)):
            if application.rank >= GOOD:
                applications.shortlist(application, by=by)
            elif application.rank < POOR:
                applications.dismiss(application, by=by)
