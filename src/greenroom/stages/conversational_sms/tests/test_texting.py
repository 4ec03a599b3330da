"""The conversation over a real phone, from the candidate's page to the scorecard, through Twilio's own protocol."""

from __future__ import annotations

from datetime import timedelta

import time_machine

from greenroom.candidates.models import Attempt, AttemptQuestion, HelpRequest
from greenroom.conversations.models import Turn
from greenroom.core import clock, scope
from greenroom.core.testing.jobs import run_due_jobs
from greenroom.evaluation.models import QuestionScore
from greenroom.interviewers.models import Stage
from greenroom.outreach.actions import outbox
from greenroom.outreach.models import Message, ReceivedText, TextTalk, TextThread
from greenroom.outreach.senders.sms import segments
from greenroom.outreach.senders.sms.tests.phones import PHONE
from greenroom.stages.conversational_sms.actions import texting
from greenroom.stages.conversational_sms.tests.phone import Phone, turns
from greenroom.stages.conversational_sms.usage import messages
from greenroom.stages.tests.scene import address, only_attempt


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


def test_a_conversation_reads_like_one(phone):
    """Every way of answering that is not an answer, and what is said to it, as it stands on the phone."""
    phone.open()
    ask_about = "Do you have a driving licence?"
    spoken = [
        ("what are the working hours?", "Working hours are 7 am to 3 pm"),
        ("is there a canteen", "I do not know that. I will pass it on"),
        ("purple", "I could not tell whether that is a yes or a no. " + ask_about),
        ("no", "How many years have you worked at heights?"),
        ("sorry, for the first one yes", "Thank you, I have changed your answer to: yes."),
        ("can someone call me? I'd rather talk", "I have asked a person from the team to call you."),
        ("since 2019 or so, make that 5 years", "those were all my questions"),
    ]
    for words, reply in spoken:
        phone.write(words)
        assert reply in phone.got[-1], (words, phone.got[-1])
    verdicts = {row.question.text: row.verdict for row in QuestionScore.objects.select_related("question")}
    assert set(verdicts.values()) == {"passed"}


def test_what_was_said_reads_as_one_thread_whichever_way_it_came(phone):
    phone.open()
    phone.write("what is the pay?", "yes")
    page = phone.walk.client.get(address(phone.stage)).content.decode()
    assert "We have written to your phone" in page
    assert PHONE in page
    answered = {"answer": "three", "key": "page-1", "seen": str(Turn.objects.count())}
    phone.walk.client.post(address(phone.stage, "send/"), answered, headers={"HX-Request": "true"})
    run_due_jobs()
    assert [words for who, words in turns() if who == "they"] == ["what is the pay?", "yes", "three"]
    assert turns()[-1][1].startswith("Thank you, Casey Sample")
    assert len(phone.got) == 2  # the goodbye was read on the page, where they were
    assert only_attempt().status == Attempt.Status.EVALUATED
    assert TextTalk.objects.get().closed_at is not None


def test_the_same_message_three_times_is_one_message_one_turn_and_one_reply(phone):
    phone.open()
    phone.write("yes", times=3)
    phone.account.write(PHONE, "yes", sid=ReceivedText.objects.get().vendor_id)
    run_due_jobs()
    phone.wait()
    assert ReceivedText.objects.count() == 1
    assert [words for who, words in turns() if who == "they"] == ["yes"]
    assert len(phone.got) == 2


def test_messages_in_one_burst_are_one_answer_and_its_words_are_quoted_where_they_stand(phone):
    phone.open()
    phone.write("well", "I do have one", "passed it in 2019")
    assert phone.got[1:] == ["How many years have you worked at heights?"]
    phone.write("hm, four", "no wait, 3 years")
    scores = {row.question.text[:3]: row for row in QuestionScore.objects.select_related("question")}
    assert scores["Do "].verdict == "passed"
    quote = scores["How"].evidence.get()
    assert quote.turn.text == "no wait, 3 years"
    assert quote.turn.text[quote.start : quote.end] == quote.text
    assert "3" in quote.text


def test_a_message_is_kept_before_it_is_answered_and_a_worker_that_dies_replies_once(phone, monkeypatch):
    phone.open()
    phone.account.write(PHONE, "yes")
    run_due_jobs()
    assert turns()[-1] == ("they", "yes")
    with monkeypatch.context() as broken:
        broken.setattr("greenroom.stages.conversational_sms.actions.texting.pass_on", lambda *_a: 1 / 0)
        phone.wait()  # the reply is kept, and the worker dies before it is written to the phone
    assert turns()[-1][1] == "How many years have you worked at heights?"
    assert len(phone.got) == 1
    phone.wait(minutes=2)
    phone.wait(minutes=20)
    assert phone.got[1:] == ["How many years have you worked at heights?"]


def test_stop_ends_the_messages_and_start_goes_on_with_the_open_question(phone):
    phone.open()
    phone.write("yes", "STOP", "STOP")
    stopped = phone.got[-1]
    assert "no more text messages" in stopped
    assert phone.got.count(stopped) == 1
    assert only_attempt().status == Attempt.Status.OPEN
    page = phone.walk.client.get(address(phone.stage)).content.decode()
    assert "You wrote STOP" in page
    with time_machine.travel(clock.now() + timedelta(days=3), tick=False):
        texting.nudge_all()
        run_due_jobs()
    assert phone.got[-1] == stopped
    phone.write("yes")  # as carriers have it: to a stopped number this means START
    assert phone.got[-1].endswith("How many years have you worked at heights?")
    phone.write("3")
    assert "those were all my questions" in phone.got[-1]
    assert [words for who, words in turns() if who == "they"] == ["yes", "3"]


def test_a_wish_in_plain_words_to_get_no_more_messages_is_a_stop_too(phone):
    phone.open()
    phone.write("please stop texting me")
    assert "no more text messages" in phone.got[-1]
    assert only_attempt().status == Attempt.Status.OPEN
    assert TextThread.objects.get().stopped_at is not None


def test_a_message_that_was_written_before_stop_does_not_go_after_it(phone):
    phone.open()
    Message.objects.create(
        workspace_id=phone.stage.workspace_id,
        channel="sms",
        sender="",
        recipient=PHONE,
        body="late",
        subject="",
    )
    phone.write("STOP")
    late = Message.objects.get(body="late")
    outbox.deliver(message_id=late.id)
    late.refresh_from_db()
    assert (late.state, "STOP" in late.error) == ("failed", True)
    assert "late" not in phone.got


def test_help_is_answered_at_once_and_the_question_stays_open(phone):
    phone.open()
    phone.account.write(PHONE, "HELP")
    run_due_jobs()
    assert f"/messages/{phone.stage.id}/" in phone.got[-1]
    assert [words for who, words in turns() if who == "they"] == []


def test_a_dealbreaker_that_fails_ends_it_with_the_recruiters_words(cast, account):
    words = "Thank you {{candidate_name}}. This role needs a licence, so we stop here."
    with scope.scoped(cast.workspace.id):
        phone = Phone(cast.workspace, account, disqualification_message=words)
        Stage.objects.filter(id=phone.stage.id).update(enforces_dealbreakers=True)
        phone.open()
        phone.write("no I don't")
        assert phone.got[-1] == "Thank you Casey Sample. This role needs a licence, so we stop here."
        attempt = only_attempt()
        assert (attempt.outcome, attempt.stop["rule"]) == ("stopped", "dealbreaker")
        assert AttemptQuestion.objects.filter(asked=True).count() == 1
        phone.write("oh, I meant to say that I have one")
        assert "passed this on to a person" in phone.got[-1]
        assert HelpRequest.objects.get().words == "oh, I meant to say that I have one"


def test_a_no_that_is_to_change_stops_nobody(cast, account):
    with scope.scoped(cast.workspace.id):
        phone = Phone(cast.workspace, account, disqualification_message="We stop here.")
        Stage.objects.filter(id=phone.stage.id).update(enforces_dealbreakers=True)
        phone.open()
        phone.write("no but I get one next month")
        assert phone.got[-1] == "How many years have you worked at heights?"


def test_a_wish_to_be_called_and_a_question_nobody_can_answer_reach_a_person_once(phone):
    phone.open()
    phone.write("can you call me?")
    phone.open()
    phone.write("is there a canteen?")
    phone.open()
    asked = HelpRequest.objects.order_by("created_at").values_list("kind", "words")
    assert list(asked) == [("call_back", "can you call me?"), ("message", "is there a canteen?")]
    assert phone.got[-1].endswith("Do you have a driving licence?")


def test_what_was_sent_is_charged_by_the_part(phone):
    phone.open()
    phone.write("yes", "3")
    phone.write("3")
    assert messages(only_attempt()) == sum(segments.count(body).parts for body in phone.got)
