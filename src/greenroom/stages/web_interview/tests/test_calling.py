"""What the page of a spoken interview is shown, and what it sends."""

from __future__ import annotations

import base64
import gzip
import hmac
import json
import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from greenroom.candidates.models import Accommodation, Attempt
from greenroom.candidates.tests.walking import Walk
from greenroom.compliance.actions import consents
from greenroom.conversations.actions import calls
from greenroom.conversations.models import Call, CallSample, Turn, VoiceWorker
from greenroom.conversations.voice.speech.available import available
from greenroom.conversations.voice.transports import livekit
from greenroom.core import clock
from greenroom.core.ids import new_id
from greenroom.core.ui import assets
from greenroom.stages.web_interview.tests.worker import ANSWER, Worker, answering

OFFER = {"type": "offer", "sdp": "v=0\r\no=- 1 2 IN IP4 127.0.0.1\r\n"}
CHECK = "check your sound"


@pytest.fixture
def room(walk: Walk) -> Walk:
    return walk.enter().send_resume()


@pytest.fixture
def speech(monkeypatch) -> Iterator[None]:
    """Ears and a voice, by the settings."""
    monkeypatch.setenv("GREENROOM_STT", "browser")
    monkeypatch.setenv("GREENROOM_TTS", "piper_http")
    monkeypatch.setenv("GREENROOM_TTS_BASE_URL", "http://127.0.0.1:1")
    available.cache_clear()
    yield
    available.cache_clear()


@pytest.fixture
def worker(speech: None) -> Iterator[Worker]:
    """Somebody on the line."""
    with answering() as given:
        VoiceWorker.objects.create(id=new_id(), address=given.address, most=1)
        yield given


def offer(room: Walk, given: Any = OFFER) -> Any:
    body = given if isinstance(given, str) else json.dumps(given)
    return room.client.post(room.at("interview/call/"), body, content_type="application/json")


def shown(room: Walk, mode: str = "") -> str:
    return room.get("interview/" + (f"?mode={mode}" if mode else "")).content.decode()


def attempt() -> Attempt:
    return Attempt.objects.get(stage__kind="web_interview")


def test_without_a_worker_the_page_is_the_typed_one_and_no_call_is_taken(room):
    page = shown(room)
    assert CHECK not in page
    assert "Back to speaking" not in page
    assert "data-answer-state" in page
    assert room.get("interview/call/").json()["speaks"] is False
    assert offer(room).status_code == 403
    assert not Call.objects.exists()


def test_with_a_worker_the_page_begins_with_the_device_check_and_typing_is_one_step_away(room, worker):
    page = shown(room)
    assert CHECK in page
    assert "Wren is speaking" in page
    assert 'name="answer"' not in page
    typed = shown(room, "typing")
    assert "data-answer-state" in typed
    assert "?mode=speaking" in typed
    assert CHECK not in shown(room), "what was chosen holds in this browser"
    assert CHECK in shown(room, "speaking")
    assert CHECK in shown(room)


def test_who_reads_in_another_language_is_told_what_a_call_understands_and_may_type_in_theirs_where_that_is_so(
    room, worker, settings
):
    own = shown(room)
    assert "held in" not in own
    room.client.cookies[settings.LANGUAGE_COOKIE_NAME] = "de"
    assert "Englisch" in shown(room)
    assert 'data-language="en"' in shown(room, "typing")
    Attempt.objects.filter(stage__kind="web_interview").update(config={"is_multilingual": True})
    typed, spoken = shown(room), shown(room, "speaking")
    assert re.search(r'<textarea[^>]*id="answer"[^>]*lang="de"', typed)
    assert 'data-language="de"' in typed
    assert "Englisch" in spoken
    assert 'data-language="en"' in spoken, "a call hears the interview's own"


def test_an_offer_is_passed_to_the_worker_with_a_token_and_its_answer_comes_back(room, worker):
    shown(room)
    answer = offer(room)
    assert answer.status_code == 200
    assert answer.json() == {"type": "answer", "sdp": ANSWER["sdp"]}
    assert worker.offers == [{"path": "/calls/", **OFFER}]
    call = Call.objects.get()
    told, _workspace = calls.ticket(token=worker.tokens[0], worker_id=call.worker_id)
    assert told == call.id
    assert call.attempt_id == attempt().id


def test_a_placed_call_is_told_its_relay_and_takes_one_offer(room, worker, another, monkeypatch):
    monkeypatch.setenv("GREENROOM_TURN_URLS", "turn:relay.example.org")
    monkeypatch.setenv("GREENROOM_TURN_SECRET", "secret")
    page = shown(room)
    placed = room.client.post(room.at("interview/call/place/")).json()
    call = Call.objects.get()
    assert (placed["call"], placed["transport"]) == (str(call.id), "webrtc")
    (server,) = placed["ice_servers"]
    assert server["username"].endswith(f":{call.id}")
    assert (server["urls"], "secret" in str(placed)) == (["turn:relay.example.org"], False)
    assert "relay.example.org" not in page + shown(room)
    assert another().client.post(room.at("interview/call/place/")).status_code == 302
    with_call = {**OFFER, "call": placed["call"]}
    assert offer(room, with_call).json()["sdp"] == ANSWER["sdp"]
    assert (worker.offers, Call.objects.count()) == ([{"path": "/calls/", **OFFER}], 1)
    calls.join(call_id=call.id)
    assert offer(room, with_call).status_code == 503, "it was joined"
    monkeypatch.delenv("GREENROOM_TURN_SECRET")
    assert room.client.post(room.at("interview/call/place/")).status_code == 403
    assert Call.objects.count() == 1, "what cannot be carried is not placed"


def test_livekit_lets_the_page_reach_its_server_and_a_candidate_into_one_room(room, worker, monkeypatch):
    told = {"TRANSPORT": "livekit", "URL": "wss://lk.example.org", "KEY": "key", "SECRET": "s" * 40}
    for name, value in told.items():
        monkeypatch.setenv(f"GREENROOM_{'VOICE' if name == 'TRANSPORT' else 'LIVEKIT'}_{name}", value)
    assert CHECK not in shown(room), "its packages are not here: the interview is typed"
    monkeypatch.setattr(livekit, "ready", lambda _settings: "")
    response = room.get("interview/")
    assert CHECK in response.content.decode()
    policy = response.headers["Content-Security-Policy"]
    assert "connect-src 'self' wss://lk.example.org https://lk.example.org;" in policy
    placed = room.client.post(room.at("interview/call/place/")).json()
    call = Call.objects.get()
    assert (call.transport, placed["url"]) == ("livekit", "wss://lk.example.org")
    assert livekit_room(placed["token"], "s" * 40) == (str(call.id), "candidate")
    worker.answer = {"type": "answer", "sdp": ""}
    assert offer(room, {"type": "offer", "sdp": "", "call": placed["call"]}).json()["sdp"] == ""


def livekit_room(token: str, secret: str) -> tuple[str, str]:
    """The room a token opens, and for whom."""
    signed, _, signature = token.rpartition(".")
    own = hmac.digest(secret.encode(), signed.encode(), "sha256")
    assert base64.urlsafe_b64decode(signature + "=") == own
    claims = json.loads(base64.urlsafe_b64decode(signed.split(".")[1] + "=="))
    assert 0 < claims["exp"] - claims["nbf"] <= 120
    assert claims["video"]["canPublishSources"] == ["microphone"]
    assert not claims["video"].get("roomAdmin")
    return claims["video"]["room"], claims["sub"]


def test_who_turns_to_typing_has_hung_up(room, worker):
    shown(room)
    offer(room)
    shown(room, "typing")
    assert Call.objects.get().why == "left"


@pytest.mark.parametrize(
    ("given", "status"),
    [
        ("{", 422),
        ({"type": "answer", "sdp": OFFER["sdp"]}, 422),
        ({"type": "offer", "sdp": "<script>"}, 422),
        ({"type": "offer", "sdp": "v=0\r\n" + "a" * 20_000}, 413),
    ],
)
def test_an_offer_that_is_none_reaches_no_worker(room, worker, given, status):
    shown(room)
    assert offer(room, given).status_code == status
    assert (worker.offers, Call.objects.count()) == ([], 0)


@pytest.mark.parametrize(
    ("status", "said"),
    [(503, {"error": "No room."}), (200, {"type": "answer", "sdp": "nonsense"}), (200, [])],
)
def test_a_worker_that_cannot_take_the_call_costs_a_short_wait(room, worker, status, said):
    worker.status, worker.answer = status, said
    shown(room)
    answer = offer(room)
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")
    assert Call.objects.get().why == "never_joined"


def test_a_worker_that_is_gone_is_passed_over_and_the_next_try_goes_to_another(room, worker):
    VoiceWorker.objects.create(id=new_id(), address="http://127.0.0.1:1", most=9)
    shown(room)
    assert [offer(room).headers.get("Retry-After"), offer(room).status_code] == ["1", 200]
    assert list(Call.objects.values_list("why", flat=True)) == ["never_joined", ""]


def test_where_all_lines_are_taken_the_page_is_told_how_long_the_wait_is(room, worker):
    VoiceWorker.objects.update(most=0)
    shown(room)
    assert room.get("interview/call/").json() == {"speaks": True, "waits": calls.WAIT}
    answer = offer(room)
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, str(calls.WAIT))
    assert "lines are taken" in answer.json()["problem"]


def test_fifty_offers_for_one_invitation_are_one_call_and_most_are_told_to_wait(
    room, worker, time_machine_at
):
    shown(room)
    with time_machine_at(clock.now()):  # all in one minute
        answers = [offer(room).status_code for _ in range(50)]
    assert answers == [200] * 12 + [429] * 38
    assert Call.objects.filter(ended_at=None).count() == 1


def test_who_took_their_agreement_back_asked_to_type_or_is_asked_to_is_not_called(room, worker):
    shown(room)
    application = room.application()
    consents.withdraw(subject_id=application.id)
    assert offer(room).status_code == 403
    Attempt.objects.filter(stage__kind="web_interview").update(config={"spoken": False})
    assert CHECK not in shown(room)
    Attempt.objects.filter(stage__kind="web_interview").update(config={})
    assert CHECK in shown(room)
    Accommodation.objects.create(
        workspace_id=application.workspace_id, candidate_id=application.candidate_id, typed_only=True
    )
    assert CHECK not in shown(room)
    assert offer(room).status_code == 403
    assert not worker.offers


def test_a_stranger_and_a_closed_attempt_get_no_call(room, worker, another):
    room.interview()
    assert offer(room).status_code == 403
    answer = another().client.post(
        room.at("interview/call/"), json.dumps(OFFER), content_type="application/json"
    )
    assert answer.status_code == 302
    assert not worker.offers


def test_how_the_line_was_is_kept_once_by_our_clock_whatever_the_browsers_says(room, worker):
    shown(room)
    offer(room)
    Call.objects.update(began_at=clock.now() - timedelta(minutes=1))
    theirs = 1_000_000
    sample = {"rtt_ms": 40, "jitter_ms": 5, "loss": 0.1, "bitrate": 32}
    batch = {"sent": theirs, "samples": [{**sample, "at": theirs - 5000}, {**sample, "at": theirs - 90_000}]}
    url = room.at("interview/call/samples/")
    before = clock.now()
    answer = room.client.post(url, json.dumps(batch), content_type="application/json")
    assert answer.json() == {"kept": 1}
    kept = CallSample.objects.get()
    assert (kept.call.attempt_id, kept.rtt_ms, kept.loss) == (attempt().id, 40, 0.1)
    assert abs((before - kept.at).total_seconds() - 5) < 5
    for strange in ({**sample, "at": 1, "loss": 2}, {**sample, "at": -1}):
        wrong = json.dumps({"sent": theirs, "samples": [strange]})
        assert room.client.post(url, wrong, content_type="application/json").status_code == 422


def test_a_member_who_tries_it_out_speaks_and_is_told_that_nothing_counts(walk, worker, cast):
    trying = Walk(walk.interviewer)
    trying.client.force_login(cast.owner.user, backend="django.contrib.auth.backends.ModelBackend")
    begun = trying.client.post(f"/interviewers/{walk.interviewer.slug}/preview/")
    assert begun.status_code == 302
    trying.send_resume()
    page = shown(trying)
    assert CHECK in page
    assert "You are trying this interviewer out" in page
    assert offer(trying).status_code == 200


def test_the_room_fetches_little_script():
    manifest = assets.read_manifest()
    if not manifest:
        pytest.skip(assets.MISSING)
    chunk = assets.find(manifest, "room")
    folder = assets.MANIFEST.parents[1]
    files = {chunk["file"], *assets.imports_of(manifest, chunk)}
    assert sum(len(gzip.compress((folder / file).read_bytes())) for file in files) < 60_000


def spoken(room: Walk) -> Turn:
    shown(room)
    room.say("I check my harness.", "k1")
    Turn.objects.filter(key="k1").update(is_spoken=True)
    return Turn.objects.get(key="k1")


def test_misheard_words_are_mended_and_refusals_say_why(room, worker):
    turn = spoken(room)
    place = f"interview/turns/{turn.id}/"
    assert room.post(place, {"text": "I check my harness twice."}).status_code == 204
    turn.refresh_from_db()
    assert (turn.text, turn.heard_as) == ("I check my harness twice.", "I check my harness.")
    empty = room.post(place, {"text": " "})
    assert (empty.status_code, empty.headers["Content-Type"]) == (422, "text/plain; charset=utf-8")
    assert room.post(f"interview/turns/{new_id()}/", {"text": "x"}).status_code == 404
    theirs = Turn.objects.filter(speaker="interviewer").first()
    assert room.post(f"interview/turns/{theirs.id}/", {"text": "x"}).status_code == 404
