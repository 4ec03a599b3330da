"""The steps of a workflow as a candidate sees them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from greenroom.candidates.models import Application, Attempt
from greenroom.candidates.public.door import ProvenRequest
from greenroom.candidates.queries import flows
from greenroom.candidates.rules import retakes
from greenroom.candidates.rules.flow import State
from greenroom.candidates.rules.retakes import Offer
from greenroom.core import clock
from greenroom.interviewers.models import Interviewer, Question, QuestionVersion, Stage
from greenroom.interviewers.rules.lifecycle import Door, door
from greenroom.stages import registry
from greenroom.stages.stopped import own_words

SHOWN = {
    State.AHEAD: "to_come",
    State.READY: "current",
    State.BEGUN: "current",
    State.READING: "reading",
    State.WAITING: "waiting",
    State.STOPPED: "stopped",
    State.DONE: "done",
}


@dataclass(frozen=True)
class Step:
    """One stage. state: as in SHOWN, or closed when it was not begun in time. url: where it is done, when it can be.

    received: when it was sent, on their own clock. again_url: where a form goes to do it once more, when that is
    offered; again: what is said of that. words: what recruiters wrote for whom it has stopped, in the interviewer's
    language.
    """

    name: str
    icon: str
    minutes: int
    state: str = "to_come"
    note: str = ""
    received: str = ""
    url: str = ""
    again: str = ""
    again_url: str = ""
    words: str = ""


def outline(interviewer: Interviewer) -> list[Step]:
    """What is ahead of somebody who has just opened the link."""
    stages = list(interviewer.stages.all())
    counts = _questions(stages)
    kinds = [(registry.get(stage.kind), counts[stage.id]) for stage in stages]
    return [Step(str(kind.invitation), kind.icon, kind.minutes(count)) for kind, count in kinds]


def _questions(stages: Iterable[Stage]) -> Counter[UUID]:
    """How many questions each stage asks now."""
    live = Question.objects.filter(stage__in=list(stages), removed_at=None)
    asked = live.exclude(current__modality=QuestionVersion.Modality.TAG)
    return Counter(asked.values_list("stage_id", flat=True))


def steps_of(request: ProvenRequest) -> list[Step]:
    """Every step with where this candidate stands in it."""
    application, interviewer = request.application, request.interviewer
    state = door(status=interviewer.status, deadline=interviewer.deadline, now=clock.now())
    is_open = application.is_test or state is Door.OPEN
    steps = flows.of(application, stages=interviewer.stages.all())
    counts = _questions(step.stage for step in steps)
    is_busy = any(step.state is State.BEGUN for step in steps)
    return [_step(request, step, counts[step.stage.id], is_open=is_open, is_busy=is_busy) for step in steps]


def _step(request: ProvenRequest, step: flows.Step, count: int, *, is_open: bool, is_busy: bool) -> Step:
    kind = registry.get(step.stage.kind)
    late = not is_open and step.state in {State.READY, State.AHEAD}
    state = "closed" if late else SHOWN[step.state]
    slugs = [request.workspace.slug, request.interviewer.slug, step.stage.id]
    offered = flows.retake(request.application, step, now=clock.now())
    if is_busy or not is_open:
        offered = Offer(retakes.State.NONE)
    return Step(
        name=str(kind.invitation),
        icon=kind.icon,
        minutes=kind.minutes(count),
        state=state,
        note=_note(step, late=late),
        received=_received(step, request.application.candidate.time_zone),
        url=reverse(kind.entrance, args=slugs) if state == "current" else "",
        again=_again(offered, request.application),
        again_url=reverse("candidate-again", args=slugs) if offered.state is retakes.State.OPEN else "",
        words=own_words(step.newest) if step.newest and step.state is State.STOPPED else "",
    )


def _note(step: flows.Step, *, late: bool) -> str:
    """What is said of a step; "" where its length in minutes says enough."""
    if late:
        return _("The time for this step has passed.")
    if step.state is State.DONE and step.counts and step.counts.outcome == Attempt.Outcome.PASSED:
        return registry.get(step.stage.kind).passed(step.counts) or _("Received")
    said = {
        State.BEGUN: _("You have begun this step."),
        State.READING: _("We are reading it. This takes a moment."),
        State.WAITING: _("Received. Somebody looks at it and lets you know."),
        State.STOPPED: _("Received, and not passed."),
        State.DONE: _("Received"),
    }
    return said.get(step.state, "")


def _received(step: flows.Step, zone: str) -> str:
    """When the go that counts was sent, on the candidate's clock; "" where none was, or another is under way."""
    if step.state is State.BEGUN or step.counts is None or step.counts.submitted_at is None:
        return ""
    there = step.counts.submitted_at.astimezone(ZoneInfo(zone))
    return f"{date_format(there, 'MONTH_DAY_FORMAT')}, {date_format(there, 'TIME_FORMAT')}"


def _again(offered: Offer, application: Application) -> str:
    """How often, and from when, a step can be done again; "" where it cannot."""
    if offered.state is retakes.State.OPEN:
        return ngettext(
            "You can do this step again, %(n)s more time.",
            "You can do this step again, %(n)s more times.",
            offered.left,
        ) % {"n": offered.left}
    if offered.opens_at is not None:
        moment = in_their_zone(offered.opens_at, application.candidate.time_zone)
        return _("You can do this step again from %(moment)s.") % {"moment": moment}
    return ""


def on_their_calendar(moment: datetime, zone: str) -> str:
    """The day of a moment where the candidate is."""
    return date_format(moment.astimezone(ZoneInfo(zone)), "DATE_FORMAT", use_l10n=True)


def in_their_zone(moment: datetime, zone: str) -> str:
    """A moment on the candidate's own clock, in their language, with the name of the zone."""
    there = moment.astimezone(ZoneInfo(zone))
    if there.second or there.microsecond:  # said to the minute, it must not be said too early
        there = there.replace(second=0, microsecond=0) + timedelta(minutes=1)
    return f"{date_format(there, 'DATETIME_FORMAT', use_l10n=True)} ({zone})"
