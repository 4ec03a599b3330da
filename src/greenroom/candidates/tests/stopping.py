"""Stages with rules, and people whom a rule has stopped."""

from __future__ import annotations

from typing import Any

import pytest

from greenroom.candidates.actions import attempts
from greenroom.candidates.models import Application, Attempt, AttemptQuestion
from greenroom.candidates.rules.gate import Checked
from greenroom.core.models import StoredEvent
from greenroom.core.testing.jobs import run_due_jobs
from greenroom.evaluation.models import QuestionScore
from greenroom.evaluation.queries import standing
from greenroom.evaluation.tests import scene
from greenroom.interviewers.models import QuestionVersion, Stage

PASSING = "Casey Sample\n\nWork\nWindow cleaner, 2019 - 2024\nWorked at heights on rope access every day.\n"


@pytest.fixture
def resume_stage(interviewer) -> Stage:
    return Stage.objects.get(interviewer=interviewer, kind="resume")


def ruled(stage: Stage, **rule: Any) -> None:
    Stage.objects.filter(id=stage.id).update(**rule)


def dealbreaker(stage: Stage) -> None:
    ruled(stage, enforces_dealbreakers=True)
    QuestionVersion.objects.filter(question__stage=stage).update(is_dealbreaker=True)


def fail_the_dealbreaker(attempt: Attempt) -> None:
    """As an evaluator that read a clear no: the built-in one says "unknown" where a resume is silent."""
    row = scene.evaluation(attempt.application, "screening")
    QuestionScore.objects.filter(evaluation=row).update(verdict="failed")
    results = standing.results(attempt.id)
    attempts.rule_on(attempt=attempt, score=None, checked=results.checked)


def stopped(interviewer, resume_stage) -> Application:
    """Somebody whom the dealbreaker of the first stage has stopped."""
    dealbreaker(resume_stage)
    application = scene.applied(interviewer)
    attempt = scene.sent_resume(application, PASSING)
    row = scene.evaluation(application, "screening")
    run_due_jobs()
    Attempt.objects.filter(id=attempt.id).update(outcome="", stop={})
    assert row.attempt_id == attempt.id
    fail_the_dealbreaker(attempt)
    application.refresh_from_db()
    return application


def told(name: str) -> list[dict[str, Any]]:
    return [event.payload for event in StoredEvent.objects.filter(name=name).order_by("id")]


def failed_check(attempt: Attempt) -> Checked:
    version = AttemptQuestion.objects.select_related("version").filter(attempt=attempt)[0].version
    return Checked(str(version.id), version.text, True, "failed", "No")
