"""Where an application stands in the workflow of its interviewer."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from greenroom.candidates.models import Application, Attempt
from greenroom.candidates.rules import flow, retakes
from greenroom.candidates.rules.flow import OVER, State, Went
from greenroom.candidates.rules.retakes import Gone, Offer, Policy, offer
from greenroom.interviewers.models import Stage
from greenroom.interviewers.queries.interviewers import standing_stages

THROUGH = frozenset({Application.Status.EVALUATING, Application.Status.COMPLETED})


@dataclass(frozen=True)
class Step:
    """One stage of one application. attempts: oldest first, none where it was not begun."""

    stage: Stage
    state: State
    attempts: Sequence[Attempt] = ()

    @property
    def newest(self) -> Attempt | None:
        return self.attempts[-1] if self.attempts else None

    @property
    def counts(self) -> Attempt | None:
        """The attempt its score comes from: the newest that was sent."""
        sent = (attempt for attempt in reversed(self.attempts) if attempt.status != Attempt.Status.OPEN)
        return next(sent, None)

    @property
    def is_over(self) -> bool:
        return self.state in OVER

    @property
    def needs_person(self) -> bool:
        """Whether the candidate goes on only when a member lets them."""
        if self.newest is not None and self.state is State.READING:
            return self.newest.status == Attempt.Status.FAILED
        return self.state in {State.WAITING, State.STOPPED}


def of(application: Application, *, stages: Iterable[Stage] | None = None) -> list[Step]:
    """Every step of an application in order, in two statements, or one where the standing stages are at hand."""
    attempts = Attempt.objects.filter(application=application).select_related("stage").order_by("number")
    if stages is None:
        stages = standing_stages().filter(interviewer_id=application.interviewer_id)
    return arranged(application, attempts, stages)


def arranged(application: Application, attempts: Iterable[Attempt], stages: Iterable[Stage]) -> list[Step]:
    """The same from rows. attempts: with their stages, by number; stages: those that stand, in order.

    A stage that was begun belongs to the application for good; what was added after it was through does not.
    """
    mine: dict[UUID, list[Attempt]] = defaultdict(list)
    for attempt in attempts:
        mine[attempt.stage_id].append(attempt)
    begun = sorted(mine.values(), key=lambda each: (each[0].created_at, each[0].id))
    ahead = [] if is_through(application) else [stage for stage in stages if stage.id not in mine]
    known = {stage.id: stage for stage in ahead} | {each[0].stage_id: each[0].stage for each in begun}
    found = flow.steps([went(each[-1]) for each in begun], [stage.id for stage in ahead])
    return [Step(known[step.stage], step.state, mine.get(step.stage, ())) for step in found]


def is_through(application: Application) -> bool:
    """Whether it had done every step there was."""
    stood = {application.status, application.decided_from}
    return application.completed_at is not None or bool(stood & THROUGH)


def went(attempt: Attempt) -> Went[UUID]:
    """How the newest go at a stage went. Where no rule was on, nothing has to speak."""
    return Went(
        stage=attempt.stage_id,
        is_open=attempt.status == Attempt.Status.OPEN,
        outcome=attempt.outcome,
        is_ruled=any(attempt.rule.values()),
        let_on=attempt.let_on_at is not None,
    )


def retake(application: Application, step: Step, *, now: datetime) -> Offer:
    """What of trying again a candidate is offered at a step.

    To who did not pass it; where a member has allowed this candidate to, to who passed it as well; and to whoever
    the stage gave another go. Nothing to who was dismissed by a person. The application's interviewer must be at
    hand.
    """
    last = step.counts
    own, interviewer = application.most_retakes, application.interviewer
    if last is None or last.submitted_at is None or not step.is_over:
        return Offer(retakes.State.NONE)
    if application.status == Application.Status.DISMISSED:
        return Offer(retakes.State.NONE)
    ended = {State.STOPPED} if own is None else {State.STOPPED, State.WAITING, State.DONE}
    if step.state not in ended:
        return Offer(retakes.State.OPEN, 1) if last.grants_another else Offer(retakes.State.NONE)
    days = application.retake_cooldown_days
    policy = Policy(
        most=interviewer.most_retakes if own is None else own,
        cooldown_days=interviewer.retake_cooldown_days if days is None else days,
    )
    gone = Gone(
        attempts=len(step.attempts),
        last_submitted_at=last.submitted_at,
        granted=sum(attempt.grants_another for attempt in step.attempts),
        grants_another=last.grants_another,
    )
    return offer(policy, gone, now=now)
