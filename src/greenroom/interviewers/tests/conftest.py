"""Interviewers to test with: their plans are made by the built-in planner from invented job descriptions."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from greenroom.candidates.models import Application, Candidate
from greenroom.core import clock
from greenroom.core.testing.jobs import run_due_jobs
from greenroom.interviewers.actions import drafting, lifecycle, workflow
from greenroom.interviewers.models import Interviewer, Stage

JOB = """Warehouse Team Lead

Northfield Storage is looking for a team lead for the late shift in Leeds.

What you will do
- Plan the shift of twelve pickers and packers
- Keep the loading bay safe and the forklifts checked
- Report stock differences to the depot manager

What you need
- At least two years of experience in a warehouse
- A valid forklift licence
- Experience leading a team
- Good spoken English

Nice to have
- Experience with a warehouse management system

We want a young and energetic colleague.

Pay: £14.50 an hour
"""


@pytest.fixture
def draft(in_workspace) -> Interviewer:
    """A draft whose plan waits to be made."""
    return drafting.create(job_description=JOB, by=in_workspace.colleague)


@pytest.fixture
def planned(draft) -> Interviewer:
    """A draft with its plan."""
    run_due_jobs()
    draft.refresh_from_db()
    assert draft.planning == "done"
    return draft


@pytest.fixture
def two(planned, in_workspace) -> Interviewer:
    """A draft of a resume and an interview, and nothing else."""
    for stage in Stage.objects.filter(interviewer=planned).exclude(kind__in=["resume", "web_interview"]):
        workflow.remove(stage, by=in_workspace.colleague)
    return planned


@pytest.fixture
def recruiter(sign_in, in_workspace) -> Client:
    """A recruiter's browser."""
    return sign_in(in_workspace.colleague)


@pytest.fixture
def active(planned, in_workspace) -> Interviewer:
    return lifecycle.activate(planned, by=in_workspace.colleague)


@pytest.fixture
def apply(in_workspace) -> Callable[..., Application]:
    """Somebody applies: `apply(interviewer, 3)` is their third candidate."""

    def make(interviewer: Interviewer, number: int = 1, *, rating: int | None = None, done: bool = False):
        email = f"person{number}.{interviewer.slug}@example.org"
        candidate = Candidate.objects.create(
            workspace=in_workspace.workspace, name=f"Person {number}", email=email, found_by=email
        )
        return Application.objects.create(
            workspace=in_workspace.workspace,
            candidate=candidate,
            interviewer=interviewer,
            rating=rating,
            status="completed" if done else "in_progress",
            completed_at=clock.now() if done else None,
        )

    return make


@pytest.fixture
def many(in_workspace) -> Callable[[int], list[Interviewer]]:
    """So many interviewers without a plan, a minute apart, the first the oldest."""

    def make(number: int) -> list[Interviewer]:
        start = clock.now() - timedelta(days=30)
        return [
            Interviewer.objects.create(
                workspace=in_workspace.workspace,
                title=f"Role {n:03}",
                slug=f"{n:03}-role",
                found_by=f"role {n:03}",
                job_description=JOB,
                planning="done",
                status="active",
                activated_at=start,
                deadline=start + timedelta(days=60),
                created_at=start + timedelta(minutes=n),
            )
            for n in range(number)
        ]

    return make
