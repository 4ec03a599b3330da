"""The phones of the recruiter app."""

from __future__ import annotations

import pytest

from greenroom.candidates.tests.walking import Walk
from greenroom.core import scope
from greenroom.core.testing.jobs import run_due_jobs
from greenroom.core.testing.standins.twilio.server import ACCOUNT, OURS, TOKEN
from greenroom.outreach.models import Message, ReceivedText, TextNumber, TextThread
from greenroom.stages.tests.scene import LICENCE, address, ask, make_stage

PHONE = "+15005550001"
SCRIPT = {"HX-Request": "true"}


@pytest.fixture
def thread(cast):
    """A candidate's phone that was asked a question."""
    with scope.scoped(cast.workspace.id):
        stage = make_stage(cast.workspace, "conversational_sms")
        ask(stage, 0, "Do you have a driving licence?", expects=LICENCE)
        walk = Walk(stage.interviewer).enter(phone=PHONE)
        walk.client.get(address(stage))
        run_due_jobs()
        yield TextThread.objects.get()


def at(thread: TextThread, more: str = "") -> str:
    return f"/outreach/phone/{thread.id}/{more}"


def test_a_phone_shows_what_it_was_sent_and_has_then_received_it(thread, cast, sign_in):
    recruiter = sign_in(cast.colleague)
    assert Message.objects.get(channel="sms").state == "sent"
    listed = recruiter.get("/outreach/phone/").content.decode()
    assert "Casey Sample" in listed
    assert PHONE in listed
    shown = recruiter.get(at(thread)).content.decode()
    assert "Do you have a driving licence?" in shown
    assert Message.objects.get(channel="sms").state == "delivered"


def test_writing_as_the_phone_goes_the_way_of_any_carrier(thread, cast, sign_in):
    recruiter = sign_in(cast.colleague)
    for _ in range(2):
        recruiter.post(at(thread, "write/"), {"words": "yes", "key": "same"}, headers=SCRIPT)
    run_due_jobs()
    received = ReceivedText.objects.get()
    assert (received.vendor, received.words, received.thread_id) == ("simulator", "yes", thread.id)
    assert recruiter.get(at(thread), {"seen": "2"}, headers=SCRIPT).status_code == 204
    plain = recruiter.post(at(thread, "write/"), {"words": "STOP", "key": "two"})
    assert plain.headers["Location"].endswith("#newest")
    run_due_jobs()
    news = recruiter.get(at(thread), {"seen": "2"}, headers=SCRIPT).content.decode()
    assert "no more text messages" in news
    thread.refresh_from_db()
    assert thread.stopped_at is not None


def test_nothing_typed_is_lost_and_nothing_empty_is_sent(thread, cast, sign_in):
    recruiter = sign_in(cast.colleague)
    refused = recruiter.post(at(thread, "write/"), {"words": "a" * 1601, "key": "k"})
    assert refused.status_code == 422
    assert "a" * 1601 in refused.content.decode()
    assert "Write something first." in recruiter.post(at(thread, "write/"), {"words": " "}).content.decode()
    assert ReceivedText.objects.count() == 0


def test_with_a_real_carrier_nobody_writes_as_somebody_elses_phone(thread, cast, sign_in, settings):
    settings.TWILIO_ACCOUNT_SID, settings.TWILIO_AUTH_TOKEN, settings.TWILIO_FROM = ACCOUNT, TOKEN, OURS
    recruiter = sign_in(cast.colleague)
    assert "Write as this phone" not in recruiter.get(at(thread)).content.decode()
    assert recruiter.post(at(thread, "write/"), {"words": "yes"}).status_code == 422
    assert ReceivedText.objects.count() == 0
    assert recruiter.post("/outreach/phone/number/", {"number": OURS}).status_code == 403


def test_an_administrator_gives_the_workspace_a_number_of_its_own(cast, sign_in, settings):
    settings.TWILIO_ACCOUNT_SID, settings.TWILIO_AUTH_TOKEN, settings.TWILIO_FROM = ACCOUNT, TOKEN, OURS
    owner = sign_in(cast.owner)
    with scope.everything("a test looks"):
        TextNumber.objects.create(workspace=cast.stranger.workspace, number="+15005550098")
        wrong = owner.post("/outreach/phone/number/", {"number": "12"})
        assert (wrong.status_code, 'value="12"' in wrong.content.decode()) == (422, True)
        taken = owner.post("/outreach/phone/number/", {"number": "+15005550098"})
        assert "Another workspace" in taken.content.decode()
        owner.post("/outreach/phone/number/", {"number": "+1 500 555 0099"})
        assert TextNumber.objects.get(workspace=cast.workspace).number == "+15005550099"
        assert "+15005550099" in owner.get("/outreach/phone/").content.decode()
        owner.post("/outreach/phone/number/", {"number": ""})
        assert not TextNumber.objects.filter(workspace=cast.workspace).exists()


def test_the_page_asks_no_more_of_the_database_for_many_phones(
    thread, cast, sign_in, django_assert_max_num_queries
):
    for number in range(40):
        TextThread.objects.create(workspace=cast.workspace, phone=f"+1500556{number:04}")
        Message.objects.create(
            workspace_id=cast.workspace.id, channel="sms", sender="", recipient=PHONE, subject="", body="x"
        )
    recruiter = sign_in(cast.colleague)
    recruiter.get(at(thread))
    with django_assert_max_num_queries(12):
        assert recruiter.get(at(thread)).status_code == 200
