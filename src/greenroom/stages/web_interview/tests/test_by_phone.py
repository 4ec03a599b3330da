"""The page on which candidates ask to be called."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from greenroom.candidates.models import Attempt, Candidate
from greenroom.candidates.tests.walking import Walk
from greenroom.conversations.actions import calls
from greenroom.conversations.models import PhoneCall
from greenroom.conversations.phone.tests.standin import CallStandIn, configure
from greenroom.conversations.voice.speech.contract import Hearing, Speaking
from greenroom.core import clock
from greenroom.core.testing.jobs import run_due_jobs
from greenroom.interviewers.models import Stage
from greenroom.outreach.models import Policy
from greenroom.stages.web_interview.public import phone_offer

NUMBER = "+44 20 7946 0959"
OFFER = "Have us call you"


@pytest.fixture
def account(settings):
    with CallStandIn() as account:
        configure(settings, account)
        yield account


def hears(monkeypatch, engine: str) -> None:
    """Have the server hear by this engine."""
    monkeypatch.setattr(phone_offer, "available", lambda _: (Hearing(engine), Speaking("flite")))


@pytest.fixture
def room(walk: Walk, monkeypatch) -> Walk:
    """A candidate at an interview that may be held by telephone."""
    hears(monkeypatch, "whisper")
    Stage.objects.filter(kind="web_interview").update(config={"phone_calls_enabled": True})
    walk.enter().send_resume()
    return walk


def shown(walk: Walk, **more) -> str:
    return walk.get("interview/phone/", **more).content.decode()


def test_the_button_is_there_only_where_the_stage_allows_it_and_somebody_can_ring(
    room, account, settings, monkeypatch
):
    assert OFFER in room.get("interview/").content.decode()
    calls.enlist(address="http://worker", most=1)
    assert OFFER in room.get("interview/").content.decode()
    hears(monkeypatch, "browser")
    assert OFFER not in room.get("interview/").content.decode()
    hears(monkeypatch, "whisper")
    settings.TWILIO_AUTH_TOKEN = ""
    assert OFFER not in room.get("interview/").content.decode()
    answer = room.post("interview/phone/", {"phone": NUMBER, "when": "now"})
    assert answer.url == room.at("steps/")
    configure(settings, account)
    Attempt.objects.update(config={})
    assert OFFER not in room.get("interview/").content.decode()
    assert room.get("interview/phone/").status_code == 302
    assert not PhoneCall.objects.exists()


def test_a_candidate_asks_sees_how_it_stands_and_is_called(room, account):
    calls.enlist(address="http://worker", most=1)
    assert 'value="now" selected' in shown(room)
    assert "we understand" not in shown(room)
    assert "quiet hours" not in shown(room)
    Policy.objects.create(
        workspace_id=room.interviewer.workspace_id,
        name="Usual",
        is_default=True,
        quiet_from=(clock.now() + timedelta(hours=2)).time(),
        quiet_until=(clock.now() + timedelta(hours=3)).time(),
    )
    assert "quiet hours" in shown(room)
    assert room.post("interview/phone/", {"phone": NUMBER, "when": "now"}).status_code == 302
    assert "We are calling" in shown(room)
    run_due_jobs()
    (rung,) = account.rung
    assert (rung.to, Candidate.objects.get().phone) == ("+442079460959", "+442079460959")
    account.report(rung, "ringing")
    part = shown(room, headers={"HX-Request": "true"})
    assert "is ringing" in part
    assert 'hx-get="' in part
    assert "<html" not in part
    account.report(rung, "no-answer")
    part = shown(room, headers={"HX-Request": "true"})
    assert "nobody answered" in part
    assert "hx-get" not in part
    assert 'value="+44 20 7946 0959"' in part


def test_a_call_for_later_can_be_cancelled(room, account):
    room.post("interview/phone/", {"phone": NUMBER, "when": "3"})
    page = shown(room)
    assert "at this time" in page
    assert re.search(r"<time [^>]*datetime=", page)
    assert room.post("interview/phone/cancel/").status_code == 302
    assert "No call is on its way" in shown(room)
    run_due_jobs()
    assert account.rung == []


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"phone": "12", "when": "now"}, "country code"),
        ({"phone": NUMBER, "when": "never"}, "Choose when"),
    ],
)
def test_what_cannot_be_is_said_beside_its_field_and_what_was_typed_stays(room, account, given, words):
    answer = room.post("interview/phone/", given)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert words in page.split('class="error"')[1].split("</p>")[0]
    assert f'value="{given["phone"]}"' in page
    assert not PhoneCall.objects.exists()


def test_who_reads_in_another_language_is_told_what_a_call_understands(room, account, settings):
    room.client.cookies[settings.LANGUAGE_COOKIE_NAME] = "fr"
    assert "en anglais" in shown(room)
