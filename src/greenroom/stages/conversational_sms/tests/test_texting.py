"""The conversation over a real phone, from the candidate's page to the scorecard, through Twilio's own protocol."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine

from greenroom.candidates.models import Attempt
from greenroom.candidates.tests.walking import Walk
from greenroom.core import clock, scope
from greenroom.core.testing.jobs import run_due_jobs
from greenroom.outreach.models import TextTalk
from greenroom.outreach.senders.sms.tests.phones import PHONE, configure, door
from greenroom.stages.tests.scene import LICENCE, YEARS, address, ask, make_stage, only_attempt


class Phone:
    """A candidate with a phone, and the account their messages go through."""

    def __init__(self, workspace, account, **config) -> None:
        self.account = account
        self.stage = make_stage(workspace, "conversational_sms", **config)
        ask(self.stage, 0, "Do you have a driving licence?", expects=LICENCE, is_dealbreaker=True)
        ask(self.stage, 1, "How many years have you worked at heights?", expects=YEARS)
        self.walk = Walk(self.stage.interviewer).enter(phone=PHONE)

    def open(self):
        """The candidate opens the step in a browser."""
        page = self.walk.client.get(address(self.stage))
        run_due_jobs()
        return page

    def write(self, *words: str, times: int = 1) -> None:
        """They write from their phone, and wait until it is answered."""
        for each in words:
            self.account.write(PHONE, each, times=times)
        run_due_jobs()
        self.wait()

    def wait(self, **delta: float) -> None:
        with time_machine.travel(clock.now() + timedelta(**(delta or {"seconds": 5})), tick=False):
            run_due_jobs()

    @property
    def got(self) -> list[str]:
        """What the phone shows of ours."""
        return [sent.body for sent in self.account.sent if sent.to == PHONE]


@pytest.fixture
def account(settings):
    with door() as account:
        configure(settings, account)
        yield account


@pytest.fixture
def phone(cast, account):
    with scope.scoped(cast.workspace.id):
        yield Phone(cast.workspace, account)


def test_a_conversation_by_text_from_the_first_message_to_the_last(phone):
    phone.open()
    phone.write("yep")
    phone.write("about three yrs")
    first, second, last = phone.got
    assert first.startswith("Hello, Casey Sample")
    assert "not a person" in first
    assert first.endswith("Do you have a driving licence?")
    assert second == "How many years have you worked at heights?"
    assert "those were all my questions" in last
    assert only_attempt().status == Attempt.Status.EVALUATED
    assert TextTalk.objects.get().closed_at is not None
