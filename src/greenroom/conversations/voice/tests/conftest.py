from __future__ import annotations

import warnings
from collections.abc import Callable

import pytest

from greenroom.candidates.actions import applications
from greenroom.candidates.models import Attempt, AttemptQuestion
from greenroom.candidates.tests.walking import interviewer
from greenroom.interviewers.models import Interviewer, Question

with warnings.catch_warnings():  # Pipecat's own, of what it will drop itself
    warnings.simplefilter("ignore", DeprecationWarning)
    import greenroom.conversations.voice.lines
    import greenroom.conversations.voice.testing.speech  # noqa: F401

__all__ = ["interviewer"]


@pytest.fixture
def begin(interviewer: Interviewer) -> Callable[[str], Attempt]:
    """`begin("casey")`: a candidate whose interview is open. The workspace is in scope."""

    def make(name: str) -> Attempt:
        stage = interviewer.stages.get(kind="web_interview")
        person = applications.Person(name=name.title(), email=f"{name}@example.org")
        application = applications.apply(interviewer=interviewer, person=person, agreed=True)
        attempt = Attempt.objects.create(
            workspace_id=stage.workspace_id, application=application, stage=stage
        )
        for place, question in enumerate(Question.objects.filter(stage=stage).order_by("position")):
            AttemptQuestion.objects.create(
                workspace_id=stage.workspace_id, attempt=attempt, version=question.current, position=place
            )
        return attempt

    return make


@pytest.fixture
def attempt(begin: Callable[[str], Attempt]) -> Attempt:
    return begin("casey")
