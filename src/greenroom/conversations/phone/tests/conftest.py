from __future__ import annotations

import pytest

from greenroom.candidates.actions import applications
from greenroom.candidates.models import Attempt
from greenroom.candidates.tests.walking import interviewer
from greenroom.conversations.actions import calls
from greenroom.conversations.models import VoiceWorker
from greenroom.conversations.phone.tests.standin import CallStandIn, configure
from greenroom.interviewers.models import Interviewer

__all__ = ["interviewer"]


@pytest.fixture
def account(settings):
    with CallStandIn() as account:
        configure(settings, account)
        yield account


@pytest.fixture
def worker(db) -> VoiceWorker:
    """Somebody who holds calls."""
    return calls.enlist(address="http://worker", most=2)


@pytest.fixture
def attempt(interviewer: Interviewer) -> Attempt:
    """An open interview of a candidate with a telephone, who has agreed. The workspace is in scope."""
    person = applications.Person(name="Casey", email="casey@example.org", phone="+442079460958")
    application = applications.apply(interviewer=interviewer, person=person, agreed=True)
    stage = interviewer.stages.get(kind="web_interview")
    return Attempt.objects.create(workspace_id=stage.workspace_id, application=application, stage=stage)
