"""Whoever asks for a person in an interview is seen by one."""

from __future__ import annotations

import pytest

from greenroom.candidates.actions import helping
from greenroom.candidates.models import HelpRequest
from greenroom.candidates.tests.walking import interviewer, walk
from greenroom.conversations.models import Conversation

__all__ = ["interviewer", "walk"]


@pytest.mark.django_db
def test_words_that_ask_for_a_person_come_into_the_queue_once_and_the_interview_goes_on(walk):
    walk.enter().send_resume().get("interview/")
    for _ in range(2):
        assert walk.say("I would like to talk to a person.", "k1").status_code == 200
    asked = HelpRequest.objects.get()
    assert (asked.words, asked.application) == ("I would like to talk to a person.", walk.application())
    assert Conversation.objects.get().ended_at is None
    for n in range(1, helping.REQUESTS_A_DAY):
        helping.ask(walk.application(), words=f"Question {n}")
    assert walk.say("I want to talk to a human being, please.", "k2").status_code == 200
    assert HelpRequest.objects.count() == helping.REQUESTS_A_DAY
