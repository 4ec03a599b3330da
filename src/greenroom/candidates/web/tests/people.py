"""Many candidates at once, written as rows: lists are about how many there are, not how they came."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from greenroom.candidates.models import Application, Attempt, Candidate
from greenroom.core import clock
from greenroom.core.text import searchable
from greenroom.interviewers.models import Interviewer


def person(interviewer: Interviewer, name: str, email: str = "", **given: Any) -> Application:
    """Somebody in a list. score: overall, sorted as the product sorts it."""
    email = email or f"{searchable(name).replace(' ', '.') or 'x'}.{Candidate.objects.count()}@example.org"
    candidate = Candidate.objects.create(
        workspace_id=interviewer.workspace_id, name=name, email=email, found_by=searchable(name, email)
    )
    if given.get("score") is not None:
        given = {"rank": given["score"], "coverage": 1, **given}
    return Application.objects.create(
        workspace_id=interviewer.workspace_id,
        candidate=candidate,
        interviewer=interviewer,
        **{"status": "completed", "verified_at": clock.now(), **given},
    )


def crowd(interviewer: Interviewer, size: int, **given: Any) -> list[Application]:
    """Many at once, who all stand equal; an hour lies between two of them."""
    first = Candidate.objects.count()
    now = clock.now()
    candidates = Candidate.objects.bulk_create(
        Candidate(
            workspace_id=interviewer.workspace_id,
            name=f"Person {n}",
            email=f"crowd{n}@example.org",
            found_by=f"person {n} crowd{n}@example.org",
        )
        for n in range(first, first + size)
    )
    return Application.objects.bulk_create(
        _application(interviewer, each, now - timedelta(hours=n), given) for n, each in enumerate(candidates)
    )


def _application(
    interviewer: Interviewer, candidate: Candidate, moment: datetime, given: dict[str, Any]
) -> Application:
    return Application(
        workspace_id=interviewer.workspace_id,
        candidate=candidate,
        interviewer=interviewer,
        **{"status": "completed", "last_engaged_at": moment, "verified_at": moment, **given},
    )


def with_attempts(applications: Iterable[Application]) -> None:
    """Each has sent a resume and is in the interview."""
    for application in applications:
        resume, room = application.interviewer.stages.all()
        rows = {"workspace_id": application.workspace_id, "application": application}
        done = {"status": "evaluated", "submitted_at": clock.now(), "score": 70, "coverage": 1}
        Attempt.objects.create(stage=resume, **rows, **done)
        Attempt.objects.create(stage=room, **rows)
