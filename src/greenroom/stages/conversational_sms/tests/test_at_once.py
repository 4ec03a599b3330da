"""Real threads against a real database: webhooks, workers and reminders at the same moment."""

from __future__ import annotations

from datetime import timedelta

import pytest

from greenroom.candidates.tests.test_at_once import at_once
from greenroom.core import clock, scope
from greenroom.core.testing.jobs import run_due_jobs
from greenroom.outreach.actions import texts
from greenroom.outreach.models import Message, ReceivedText, TextTalk
from greenroom.outreach.senders.sms.tests.phones import PHONE
from greenroom.stages.conversational_sms.actions import texting
from greenroom.stages.conversational_sms.tests.phone import Phone, turns
from greenroom.stages.tests.scene import only_attempt

pytestmark = pytest.mark.django_db(transaction=True)


def test_four_webhooks_four_workers_and_four_reminders_at_once_are_one_of_each(cast, account):
    with scope.scoped(cast.workspace.id):
        phone = Phone(cast.workspace, account)
        phone.open()
        with_page = [lambda: texting.start(only_attempt())] * 2

        assert set(at_once(phone.walk, [lambda: account.write(PHONE, "yes", sid="SM1")] * 4)) == {"SM1"}
        kept = ReceivedText.objects.get()
        assert at_once(phone.walk, [lambda: texts.take(text_id=kept.id)] * 4) == [None] * 4
        attempt = only_attempt()
        answers = [lambda: texting.answer(attempt_id=attempt.id)] * 4
        assert at_once(phone.walk, [*answers, *with_page]) == [None] * 6
        run_due_jobs()
        assert [words for who, words in turns() if who == "they"] == ["yes"]
        assert phone.got[1:] == ["How many years have you worked at heights?"]

        due = clock.now() - timedelta(seconds=1)
        TextTalk.objects.update(nudge_at=due)
        talk = TextTalk.objects.get()
        reminders = [lambda: texting.nudge(talk_id=talk.id, nudge_at=due)] * 4
        assert at_once(phone.walk, reminders) == [None] * 4
        run_due_jobs()
        assert len(phone.got) == 3
        assert Message.objects.filter(channel="sms").count() == 3
