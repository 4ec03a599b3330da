"""When the phone is written to, and what the candidate's page says of it."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.conf import settings

from greenroom.candidates.models import Accommodation, Attempt, Candidate
from greenroom.conversations.models import Conversation, Turn
from greenroom.core import clock, scope
from greenroom.core.testing.jobs import run_due_jobs
from greenroom.guidance.models import SpokenLanguage
from greenroom.outreach.models import Message, TextTalk, TextThread
from greenroom.outreach.senders.sms.tests.phones import PHONE
from greenroom.stages import exchange
from greenroom.stages.conversational_sms.actions import texting
from greenroom.stages.conversational_sms.tests.phone import Phone, turns
from greenroom.stages.conversational_sms.usage import messages
from greenroom.stages.tests.scene import address, only_attempt


def test_reminders_come_after_the_cooldown_as_often_as_allowed_and_never_from_two_workers(cast, account):
    with scope.scoped(cast.workspace.id):
        phone = Phone(
            cast.workspace,
            account,
            cooldown_period_hrs=2,
            max_nudge_amount=2,
            follow_up_message="Still there?",
        )
        phone.open()
        begun = clock.now()

        def sweep(**delta: float) -> list[str]:
            with time_machine.travel(begun + timedelta(**delta), tick=False):
                talk = TextTalk.objects.get()
                texting.nudge_all()
                if talk.nudge_at and talk.nudge_at <= clock.now():  # another worker, with what it read before
                    texting.nudge(talk_id=talk.id, nudge_at=talk.nudge_at)
                run_due_jobs()
            return [each for each in phone.got if each.startswith("Still there?")]

        assert sweep(hours=1) == []
        assert sweep(hours=2, minutes=1) == ["Still there?\n\nDo you have a driving licence?"]
        assert len(sweep(hours=3)) == 1
        page = str(Turn.objects.count())
        assert len(sweep(hours=4, minutes=2)) == 2
        assert len(sweep(hours=40)) == 2
        reminder = ("we", "Still there?\n\nDo you have a driving licence?")
        assert turns()[-2:] == [reminder, reminder]
        given = {"answer": "yes", "key": "a", "seen": page}  # on a page drawn before the second of them
        assert phone.walk.client.post(address(phone.stage, "send/"), given).status_code == 302
        assert turns()[-2:] == [("they", "yes"), ("we", "How many years have you worked at heights?")]
        assert messages(only_attempt()) == TextTalk.objects.get().parts


def test_nobody_is_reminded_of_what_they_have_just_answered(phone):
    phone.open()
    talk = TextTalk.objects.get()
    exchange.keep(only_attempt(), text="yes", key="a")
    texting.nudge(talk_id=talk.id, nudge_at=talk.nudge_at)
    assert turns()[-1] == ("they", "yes")
    run_due_jobs()
    assert len(phone.got) == 1


@pytest.mark.parametrize(
    ("spoken", "asks_back"), [(True, "Ja oder nein genügt."), (False, "Yes or no is enough.")]
)
def test_we_speak_the_candidates_language_where_interviews_are_held_in_it_and_read_both(
    cast, account, spoken, asks_back
):
    with scope.scoped(cast.workspace.id):
        phone = Phone(cast.workspace, account)
        Candidate.objects.update(language="de")
        SpokenLanguage.objects.create(workspace=cast.workspace, language="de", is_enabled=spoken)
        phone.open()
        assert ("Guten Tag" in phone.got[0]) is spoken
        assert "Do you have a driving licence?" in phone.got[0]
        phone.write("blau")
        assert asks_back in phone.got[-1]
        phone.write("jawohl" if spoken else "yep")
        assert phone.got[-1] == "How many years have you worked at heights?"
        phone.write("five")
        state = Conversation.objects.get().state
        assert [given["value"] for given in state["given"]] == [True, 5]
        assert TextThread.objects.get().language == ("de" if spoken else "en")


@pytest.mark.parametrize(("page", "spoken"), [("en", False), ("de", False), ("de", True)])
def test_who_reads_another_language_is_told_that_the_questions_are_as_they_were_written(
    cast, account, page, spoken
):
    with scope.scoped(cast.workspace.id):
        phone = Phone(cast.workspace, account)
        Candidate.objects.update(language=page)
        SpokenLanguage.objects.create(workspace=cast.workspace, language="de", is_enabled=spoken)
        phone.walk.client.cookies[settings.LANGUAGE_COOKIE_NAME] = page
        shown = phone.open().content.decode()
    assert (": Englisch." in shown) is (page == "de")
    assert ("in Ihrer eigenen" in shown) is spoken


def test_nobody_is_reminded_after_the_end(phone):
    phone.open()
    phone.write("yes", "3")
    phone.write("3")
    said = len(phone.got)
    with time_machine.travel(clock.now() + timedelta(days=5), tick=False):
        texting.nudge_all()
        run_due_jobs()
    assert len(phone.got) == said


NIGHT = datetime(2026, 3, 7, 23, 30, tzinfo=ZoneInfo("America/New_York"))
"""The night in which New York's clocks go forward."""
QUIET = {"enabled": True, "timezone": "UTC", "start_hour": 21, "end_hour": 8}


def test_at_night_on_the_candidates_clock_nothing_is_sent_and_the_morning_makes_up_for_it(cast, account):
    with scope.scoped(cast.workspace.id), time_machine.travel(NIGHT, tick=False):
        phone = Phone(cast.workspace, account, blackout_period=QUIET)
        Candidate.objects.update(time_zone="America/New_York")
        page = phone.open().content.decode()
        assert "Text messages pause at night" in page
        assert phone.got == []
        morning = datetime(2026, 3, 8, 8, 0, tzinfo=ZoneInfo("America/New_York"))
        assert Message.objects.get(channel="sms").due_at == morning
    with scope.scoped(cast.workspace.id):
        with time_machine.travel(morning - timedelta(minutes=1), tick=False):
            run_due_jobs()
            assert phone.got == []
        with time_machine.travel(morning + timedelta(minutes=1), tick=False):
            run_due_jobs()
            assert len(phone.got) == 1
        with time_machine.travel(morning + timedelta(hours=14), tick=False):
            account.write(PHONE, "yes")
            run_due_jobs()
            account.write(PHONE, "since 2019")
            run_due_jobs()
            assert len(phone.got) == 1
        with time_machine.travel(morning + timedelta(hours=24, minutes=1), tick=False):
            run_due_jobs()
        assert phone.got[1:] == ["How many years have you worked at heights?"]


def test_what_waits_for_the_morning_is_taken_back_once_it_was_answered_on_the_page(cast, account):
    with scope.scoped(cast.workspace.id):
        with time_machine.travel(NIGHT, tick=False):
            phone = Phone(cast.workspace, account, blackout_period=QUIET)
            Candidate.objects.update(time_zone="America/New_York")
            phone.open()
            for key, words in (("a", "yes"), ("b", "3")):
                phone.walk.client.post(address(phone.stage, "send/"), {"answer": words, "key": key})
        with time_machine.travel(NIGHT + timedelta(days=2), tick=False):
            run_due_jobs()
        assert phone.got == []
        assert Message.objects.get(channel="sms").state == "cancelled"


def test_without_a_number_the_page_asks_for_one_and_goes_on_there(cast, account):
    with scope.scoped(cast.workspace.id):
        phone = Phone(cast.workspace, account)
        Candidate.objects.update(phone="")
        assert "Answer by text message instead" in phone.open().content.decode()
        wrong = phone.walk.client.post(address(phone.stage, "phone/"), {"phone": "12"})
        assert wrong.status_code == 422
        assert "country code" in wrong.content.decode()
        phone.walk.client.post(address(phone.stage, "send/"), {"answer": "yes", "key": "a"})
        phone.walk.client.post(address(phone.stage, "phone/"), {"phone": "+1 500 555 0001"})
        run_due_jobs()
        assert phone.got == ["How many years have you worked at heights?"]
        assert Candidate.objects.get().phone == PHONE
        phone.write("3")
        assert "those were all my questions" in phone.got[-1]


def test_a_number_that_takes_no_messages_is_said_on_the_page_and_another_may_be_given(phone):
    phone.account.fail("landline")
    phone.open()
    page = phone.walk.client.get(address(phone.stage)).content.decode()
    assert "did not reach" in page
    assert "cannot take text messages" in Message.objects.get(channel="sms").error
    phone.walk.client.post(address(phone.stage, "phone/"), {"phone": "+15005550002"})
    run_due_jobs()
    assert [sent.to for sent in phone.account.sent] == ["+15005550002"]


def test_the_page_shows_what_the_phone_wrote_without_being_loaded_again(phone):
    phone.open()
    look = {"headers": {"HX-Request": "true"}}
    seen = Turn.objects.count()
    assert phone.walk.client.get(address(phone.stage), {"seen": seen}, **look).status_code == 204
    phone.write("yes")
    news = phone.walk.client.get(address(phone.stage), {"seen": seen}, **look).content.decode()
    assert "How many years" in news


def test_the_page_does_not_answer_while_the_phone_may_still_be_writing(phone):
    phone.open()
    phone.account.write(PHONE, "well")
    run_due_jobs()
    assert "The reply is on its way" in phone.open().content.decode()
    phone.walk.client.post(address(phone.stage, "reply/"), headers={"HX-Request": "true"})
    assert turns()[-1] == ("they", "well")
    phone.write("yes")
    assert phone.got[1:] == ["How many years have you worked at heights?"]


def test_who_asked_for_longer_pauses_and_more_time_gets_them(cast, account):
    with scope.scoped(cast.workspace.id):
        phone = Phone(cast.workspace, account, cooldown_period_hrs=2)
        Accommodation.objects.create(
            workspace=cast.workspace, candidate=Candidate.objects.get(), longer_pauses=True, time=2
        )
        phone.open()
        begun = clock.now()
        assert (
            timedelta(hours=3, minutes=59)
            < TextTalk.objects.get().nudge_at - begun
            < timedelta(hours=4, minutes=1)
        )
        account.write(PHONE, "well")
        run_due_jobs()
        phone.wait(seconds=20)
        account.write(PHONE, "yes")
        run_due_jobs()
        phone.wait(seconds=40)
        assert phone.got[1:] == ["How many years have you worked at heights?"]


def test_a_machine_that_answers_everything_does_not_keep_us_writing(phone):
    phone.open()
    for number in range(12):
        phone.write(f"I am driving and will write back later, number {number}")
    assert only_attempt().status == Attempt.Status.EVALUATED
    assert len(phone.got) <= 4 + 2 * 2 + 3
    before = len(phone.got)
    phone.account.write(PHONE, "", NumMedia="1")
    phone.wait()
    assert len(phone.got) == before


def test_who_decides_sees_how_the_phone_can_be_reached(phone, cast, sign_in):
    phone.open()
    review = f"/interviewers/{phone.stage.interviewer.slug}/candidates/{phone.walk.application().id}/"
    recruiter = sign_in(cast.colleague)
    assert PHONE in recruiter.get(review).content.decode()
    phone.write("STOP")
    assert "Wrote STOP" in recruiter.get(review).content.decode()
