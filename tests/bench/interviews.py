"""Whole interviews by the product's own actions, for what is measured on them. Everybody in them is invented."""

from __future__ import annotations

from pathlib import Path

import greenroom
from greenroom.accounts.actions import workspaces
from greenroom.accounts.models import Member, User
from greenroom.candidates.actions import applications, attempts
from greenroom.candidates.models import Application, Attempt, AttemptQuestion
from greenroom.conversations.actions import interviews as talking
from greenroom.conversations.models import Conversation
from greenroom.core import clock
from greenroom.core.ids import new_token
from greenroom.core.testing.jobs import run_due_jobs
from greenroom.interviewers.actions import drafting, lifecycle, workflow
from greenroom.interviewers.models import Interviewer, Stage
from greenroom.interviewers.queries.interviewers import standing_stages
from greenroom.stages.resume.actions import resumes

POSTINGS = sorted(Path(greenroom.__path__[0]).glob("demo/jobs/*.md"))
POSTING = next(path for path in POSTINGS if path.stem == "leeds-sales")
QUESTIONS = 6
MOST_TURNS = 40
GONE_THROUGH = ("resume", "web_interview")
RESUME = """{name}
{email}

Work Experience
Sales Associate, Invented Home Ltd, 2021 - 2024
- Serve customers on the shop floor and recommend products for home and kitchen
- Operate the till, take cash and card payments and balance the drawer every evening
- Handle returns, exchanges and complaints; returns fell by {n} % in a year
Stock Assistant, Pretend Textiles Ltd, 2019 - 2021
- Replenish shelves before opening and count stock every week

Education
A-levels, Business and English, Example College, 2019

Skills
Customer service, Point of sale, Cash handling, Stock counts
Languages
English
"""
ANSWERS = tuple(Path(__file__).with_name("answers.txt").read_text().strip().splitlines())
MORE = "I checked it myself at the end of the shift, it took about {n} minutes, and my manager was content with it."


def owner() -> Member:
    """The administrator of a new workspace."""
    user = User.objects.create_user("owner@example.org", name="Owner Example")
    return workspaces.create(name="Northfield", owner=user)


def open_interviewer(by: Member) -> Interviewer:
    """Planned by the built-in engine from a posting of the demo workspace, and open to candidates.

    Of the stages that were planned it keeps those its candidates here go through.
    """
    made = drafting.create(
        job_description=POSTING.read_text(), instructions=f"{QUESTIONS} interview questions", by=by
    )
    run_due_jobs()
    made.refresh_from_db()
    for stage in standing_stages().filter(interviewer=made).exclude(kind__in=GONE_THROUGH):
        workflow.remove(stage, by=by)
    return lifecycle.activate(made, by=by)


def applied(interviewer: Interviewer, n: int) -> Application:
    """A candidate who has proven their address and sent a resume that was screened."""
    name, email = f"Avery Sample {n:03d}", f"person{n:03d}@example.org"
    person = applications.Person(name=name, email=email)
    application = applications.apply(interviewer=interviewer, person=person, agreed=True)
    Application.objects.filter(id=application.id).update(verified_at=clock.now())
    attempt = _begin(application, "resume")
    resumes.take_text(attempt=attempt, text=RESUME.format(name=name, email=email, n=n + 10))
    resumes.confirm(attempt=attempt, corrections={})
    run_due_jobs()
    application.refresh_from_db()
    return application


def hold(application: Application, n: int, *, at_most: int = MOST_TURNS) -> Attempt:
    """Answer whatever is asked until the interviewer says goodbye, or `at_most` times and end it early.

    The evaluations then wait as jobs.
    """
    attempt = _begin(application, "web_interview")
    talking.begin(attempt=attempt)
    answered: set[int] = set()
    for _ in range(at_most):
        conversation = Conversation.objects.get(attempt=attempt)
        if conversation.ended_at is not None:
            return attempt
        at = AttemptQuestion.objects.filter(attempt=attempt, asked=True).count() - 1
        words = MORE if at in answered else ANSWERS[at % len(ANSWERS)]
        if conversation.state["phase"] == "closing":
            words = "No, thank you."
        answered.add(at)
        talking.hear(attempt=attempt, text=words.format(n=n + 10), key=new_token()[:40])
    talking.finish_early(attempt=attempt)
    return attempt


def _begin(application: Application, kind: str) -> Attempt:
    stage = Stage.objects.get(interviewer_id=application.interviewer_id, kind=kind)
    attempt = attempts.begin(application=application, stage=stage)
    found: Attempt = Attempt.objects.select_related(
        "stage__interviewer__workspace", "application__candidate", "workspace"
    ).get(id=attempt.id)
    return found
