"""What a carrier is told to do, and what it tells: signed, and once."""

from __future__ import annotations

import pytest

from greenroom.accounts.models import Workspace
from greenroom.candidates.models import Attempt
from greenroom.conversations.actions import calls
from greenroom.conversations.models import Call, PhoneCall, VoiceWorker
from greenroom.conversations.phone import answering, asking, dialling
from greenroom.conversations.phone.tests.standin import VOICE
from greenroom.conversations.phone.twilio import twiml
from greenroom.core.ids import new_id
from greenroom.core.testing.jobs import run_due_jobs

pytestmark = pytest.mark.usefixtures("worker")


@pytest.fixture
def rung(attempt, account):
    asking.ask(attempt=attempt, choice="now")
    run_due_jobs()
    return account.rung[0]


def phone() -> tuple[str, str]:
    row = PhoneCall.objects.get()
    return row.state, row.why


def tags(then) -> list[str]:
    return [each.tag for each in then]


def test_a_forged_hook_changes_nothing(account, rung):
    for name in ("Url", "StatusCallback", "AsyncAmdStatusCallback"):
        given = {"CallSid": rung.sid, "CallStatus": "busy", "AnsweredBy": "machine_start"}
        status, said = account.hook(rung.hook(name), token="another", **given)
        assert (status, said) == (403, None)
    for name in ("after", "later"):
        assert account.hook(rung.hook("Url").replace("answer", name), token="", Digits="1")[0] == 403
    assert phone() == ("dialling", "")
    assert not Call.objects.exists()


def test_who_picks_up_is_connected_to_a_line_of_theirs(attempt, account, rung):
    account.report(rung, "ringing")
    assert phone() == ("ringing", "")
    then = account.pick_up(rung)
    assert tags(then) == ["Connect", "Redirect", "Hangup"]
    stream = then.find("Connect/Stream")
    assert stream.get("url") == f"{VOICE}/phone/"
    shown = answering.ticket(stream.find("Parameter").get("value"))
    call = Call.objects.get()
    assert (shown.call_id, call.transport, call.attempt_id) == (call.id, "phone", attempt.id)
    assert phone() == ("talking", "")
    account.report(rung, "completed")
    assert phone() == ("over", "left")
    assert Call.objects.get().ended_at is not None
    with pytest.raises(calls.NotYours):
        answering.join(shown=shown, sid=rung.sid, worker_id=call.worker_id)


def test_a_line_goes_to_the_worker_the_sound_reaches_and_only_once(account, rung):
    token = account.pick_up(rung).find("Connect/Stream/Parameter").get("value")
    other = calls.enlist(address="http://other", most=1)
    shown = answering.ticket(token)
    for sid in ("CA1", ""):
        with pytest.raises(calls.NotYours):
            answering.join(shown=shown, sid=sid, worker_id=other.id)
    assert answering.join(shown=shown, sid=rung.sid, worker_id=other.id).worker_id == other.id
    with pytest.raises(calls.NotYours):
        answering.join(shown=shown, sid=rung.sid, worker_id=other.id)


def test_a_machine_gets_no_message_and_is_hung_up(account, rung):
    account.pick_up(rung)
    for answered_by in ("human", "unknown", "machine_start"):
        assert phone() == ("talking", "")
        account.hook(rung.hook("AsyncAmdStatusCallback"), CallSid=rung.sid, AnsweredBy=answered_by)
    assert phone() == ("over", "machine")
    assert Call.objects.get().ended_at is not None
    run_due_jobs()
    assert account.hung_up == [rung.sid]
    after = rung.hook("Url").replace("/answer/", "/after/")
    assert tags(account.hook(after, CallSid=rung.sid)[1]) == ["Hangup"]


def test_a_machine_that_is_known_before_is_never_connected(account, rung):
    assert tags(account.pick_up(rung, AnsweredBy="machine_end_beep")) == ["Hangup"]
    assert phone() == ("over", "machine")
    assert not Call.objects.exists()


@pytest.mark.parametrize(
    ("status", "why"),
    [("busy", "busy"), ("no-answer", "no_answer"), ("failed", "failed"), ("canceled", "cancelled")],
)
def test_what_becomes_of_a_call_is_kept_once(account, rung, status, why):
    account.hook(rung.hook("StatusCallback"), CallSid="CA-another", CallStatus=status)
    assert phone() == ("dialling", "")
    account.report(rung, status)
    account.report(rung, "completed")
    assert phone() == ("over", why)
    assert tags(account.pick_up(rung)) == ["Hangup"]


def test_where_no_line_is_free_any_more_that_is_said_and_shown(account, rung):
    VoiceWorker.objects.all().delete()
    then = account.pick_up(rung)
    assert tags(then) == ["Say", "Hangup"]
    assert "lines are taken" in then.find("Say").text
    assert phone() == ("over", "no_lines")


def test_sound_that_never_came_through_is_said_and_shown(account, rung):
    account.pick_up(rung)
    _, then = account.hook(rung.hook("Url").replace("/answer/", "/after/"), CallSid=rung.sid)
    assert tags(then) == ["Say", "Hangup"]
    assert phone() == ("over", "no_lines")


def test_an_interview_that_is_over_meanwhile_is_not_begun_by_telephone(account, rung):
    Attempt.objects.update(status=Attempt.Status.SUBMITTED)
    assert tags(account.pick_up(rung)) == ["Hangup"]
    assert phone() == ("over", "cancelled")


def test_only_who_pressed_nine_chooses_when_and_no_key_leaves_it_to_the_page(account, rung):
    later = rung.hook("Url").replace("/answer/", "/later/")
    assert tags(account.hook(later, Digits="1")[1]) == ["Hangup"]
    answering.later(phone_call_id=PhoneCall.objects.get().id)
    _, then = account.hook(rung.hook("Url").replace("/answer/", "/after/"), CallSid=rung.sid)
    assert tags(then) == ["Gather", "Say", "Hangup"]
    assert then.find("Gather").get("action") == later
    assert "page" in account.hook(later, Digits="8")[1].find("Say").text
    assert PhoneCall.objects.count() == 1
    assert "Thank you" in account.hook(later, Digits="3")[1].find("Say").text
    assert PhoneCall.objects.filter(state="waiting").count() == 1


def test_a_hook_for_no_call_of_ours_hangs_up(account, db):
    for call in (str(new_id()), "x", ""):
        url = dialling.hook("answer", new_id()).rpartition("=")[0] + "=" + call
        status, then = account.hook(url, CallSid="CA1")
        assert (status, tags(then)) == (200, ["Hangup"])


def test_whatever_a_company_is_called_the_introduction_is_one_turn(attempt):
    Workspace.objects.update(name="<Say> & Söhne")
    attempt.stage.interviewer.workspace.refresh_from_db()
    first = answering.introduce(attempt=attempt, key="k:i")
    assert answering.introduce(attempt=attempt, key="k:i") == first
    assert "<Say> & Söhne" in first.text
    assert "&lt;Say&gt; &amp; Söhne" in twiml.say(first.text, language="de")
    assert 'language="arb" voice="Polly.Zeina"' in twiml.say("x", language="ar")
