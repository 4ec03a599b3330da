"""Many rows at once, for the pages that list them. Every name is invented and every address is at example.org."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice
from typing import Any, TypeVar

from django.db import connection

from greenroom.accounts.actions import workspaces
from greenroom.accounts.models import Member, User
from greenroom.candidates.models import Application, Attempt, AttemptQuestion, Candidate
from greenroom.core import clock, scope
from greenroom.core.text import searchable
from greenroom.evaluation.models import Evaluation, QuestionScore
from greenroom.interviewers.models import Interviewer, Question, QuestionVersion, Stage

APPLICATIONS = 20_000  # in the first interviewer
INTERVIEWERS = 2_100
FEW = 2  # applications in each of the others
FIRST = ("Avery", "Blythe", "Corin", "Delphi", "Ember", "Fable", "Grove", "Harbor", "Indigo", "Juniper")
LAST = ("Sample", "Placeholder", "Specimen", "Figment", "Pretend", "Model", "Fixture", "Stand-in", "Example")
STATUSES = ("completed", "completed", "in_progress", "pending", "shortlisted", "evaluating", "dismissed")
KINDS = ("resume", "web_interview")
ASKED = 4  # questions of each attempt
JUDGED = 2_500  # of the newest applications, so that the pages that are read hold scores

RowT = TypeVar("RowT")


@dataclass(frozen=True)
class Crowd:
    owner: Member
    slug: str


def make() -> Crowd:
    """A workspace with `INTERVIEWERS` interviewers, the first of which has `APPLICATIONS` applications."""
    owner = workspaces.create(
        name="Northfield", owner=User.objects.create_user("owner@example.org", name="Owner Example")
    )
    now = clock.now()
    with scope.scoped(owner.workspace_id):
        write(Candidate, _candidates(owner))
        write(Interviewer, _interviewers(owner, now))
        interviewers = list(Interviewer.objects.order_by("slug"))
        write(
            Stage,
            (
                Stage(workspace_id=owner.workspace_id, interviewer=each, position=place, kind=kind)
                for each in interviewers
                for place, kind in enumerate(KINDS)
            ),
        )
        people = list(Candidate.objects.order_by("email").values_list("id", flat=True))
        write(Application, _applications(owner, interviewers, people, now))
        write(Attempt, _attempts(owner, interviewers[0]))
        _judge(owner, interviewers[0])
    settle_statistics()
    return Crowd(owner, interviewers[0].slug)


def write(model: Any, rows: Iterator[Any]) -> None:
    """All of them, some thousands at a time."""
    while batch := list(islice(rows, 2_000)):
        model.objects.bulk_create(batch)


def _candidates(owner: Member) -> Iterator[Candidate]:
    for n in range(APPLICATIONS):
        name = f"{FIRST[n % len(FIRST)]} {LAST[n // 10 % len(LAST)]} {n:05d}"
        email = f"person{n:05d}@example.org"
        yield Candidate(
            workspace_id=owner.workspace_id, name=name, email=email, found_by=searchable(name, email)
        )


def _interviewers(owner: Member, now: datetime) -> Iterator[Interviewer]:
    for n in range(INTERVIEWERS):
        title, slug = f"Invented Role {n:04d}", f"{n:04d}-invented-role"
        begun = now - timedelta(hours=n)
        yield Interviewer(
            workspace_id=owner.workspace_id,
            title=title,
            slug=slug,
            status="draft" if n % 7 == 6 else "active",
            job_description="An invented role. " * 200,
            planning="done",
            created_at=begun,
            activated_at=None if n % 7 == 6 else begun,
            deadline=None if n % 7 == 6 else now + timedelta(days=n % 60 + 1),
            found_by=searchable(title, slug),
        )


def _applications(
    owner: Member, interviewers: list[Interviewer], people: list[Any], now: datetime
) -> Iterator[Application]:
    first, *others = interviewers
    for n, person in enumerate(people):
        yield _application(owner, first, person, n, now)
    for n, interviewer in enumerate(others):
        for k in range(FEW):
            yield _application(owner, interviewer, people[(n * FEW + k) % len(people)], n + k, now)


def _application(owner: Member, interviewer: Interviewer, person: Any, n: int, now: datetime) -> Application:
    status = STATUSES[n % len(STATUSES)]
    scored = status in {"completed", "shortlisted", "dismissed"}
    score = float(n * 37 % 101) if scored else None
    return Application(
        workspace_id=owner.workspace_id,
        candidate_id=person,
        interviewer=interviewer,
        status=status,
        score=score,
        rank=-1 if score is None else score,
        coverage=1.0 if scored else 0.0,
        created_at=now - timedelta(minutes=n + 600),
        last_engaged_at=now - timedelta(minutes=n),
        completed_at=now if scored else None,
        rating=n % 5 + 1 if scored else None,
    )


def _attempts(owner: Member, interviewer: Interviewer) -> Iterator[Attempt]:
    resume, interview = interviewer.stages.all()
    rows = Application.objects.filter(interviewer=interviewer).exclude(status="pending")
    for application_id, score in rows.values_list("id", "score").iterator():
        for stage in (resume, interview):
            done = score is not None or stage is resume
            yield Attempt(
                workspace_id=owner.workspace_id,
                application_id=application_id,
                stage=stage,
                status="evaluated" if done else "open",
                score=(score if score is not None else 50.0) if done else None,
                coverage=1.0 if done else None,
            )


def _judge(owner: Member, interviewer: Interviewer) -> None:
    """Questions, evaluations and scores of the newest applications."""
    versions: dict[Any, list[QuestionVersion]] = {}
    for stage in interviewer.stages.all():
        questions = [Question(workspace_id=owner.workspace_id, stage=stage, position=n) for n in range(ASKED)]
        versions[stage.id] = [
            QuestionVersion(
                workspace_id=owner.workspace_id,
                question=question,
                number=1,
                modality="open",
                text="Invented?",
            )
            for question in questions
        ]
        write(Question, iter(questions))
        write(QuestionVersion, iter(versions[stage.id]))
    newest = Application.objects.filter(interviewer=interviewer).order_by("-last_engaged_at")[:JUDGED]
    attempts = list(Attempt.objects.filter(application__in=list(newest.values_list("id", flat=True))))
    write(AttemptQuestion, _questions(owner, attempts, versions))
    evaluations = [
        Evaluation(workspace_id=owner.workspace_id, attempt=one, evaluator="score_answers", status="done")
        for one in attempts
        if one.score is not None
    ]
    write(Evaluation, iter(evaluations))
    write(QuestionScore, _scores(owner, evaluations, versions))


def _questions(
    owner: Member, attempts: list[Attempt], versions: dict[Any, list[QuestionVersion]]
) -> Iterator[AttemptQuestion]:
    for attempt in attempts:
        for place, version in enumerate(versions[attempt.stage_id]):
            yield AttemptQuestion(
                workspace_id=owner.workspace_id, attempt=attempt, version=version, position=place, asked=True
            )


def _scores(
    owner: Member, evaluations: list[Evaluation], versions: dict[Any, list[QuestionVersion]]
) -> Iterator[QuestionScore]:
    for evaluation in evaluations:
        for version in versions[evaluation.attempt.stage_id]:
            yield QuestionScore(
                workspace_id=owner.workspace_id,
                evaluation=evaluation,
                question=version,
                verdict="scored",
                score=3.5,
                confidence=0.8,
                reason="Invented.",
            )


def settle_statistics() -> None:
    """What autovacuum would have done by itself soon after; SQLite is left as the product leaves it."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")
