"""A candidate with a phone."""

from __future__ import annotations

from datetime import timedelta

import time_machine

from greenroom.candidates.tests.walking import Walk
from greenroom.conversations.models import Turn
from greenroom.core import clock
from greenroom.core.testing.jobs import run_due_jobs
from greenroom.outreach.senders.sms.tests.phones import PHONE
from greenroom.stages.tests.scene import LICENCE, YEARS, address, ask, make_stage


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


def turns() -> list[tuple[str, str]]:
    """The transcript: who, and what."""
    said = Turn.objects.order_by("position").values_list("speaker", "text")
    return [("we" if speaker == "interviewer" else "they", text) for speaker, text in said]
