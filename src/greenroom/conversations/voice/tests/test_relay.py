"""A candidate whose network lets nothing through but a relay."""

from __future__ import annotations

import asyncio
import base64
import hashlib
import hmac
from dataclasses import asdict

import pytest
from aiortc import RTCConfiguration, RTCIceServer, RTCIceTransportPolicy

from greenroom.conversations.models import Call
from greenroom.conversations.voice.settings import BadVoiceSetting, VoiceSettings
from greenroom.conversations.voice.testing.candidate import Candidate
from greenroom.conversations.voice.tests.relaying import SECRET, turnserver
from greenroom.conversations.voice.tests.test_calls import house
from greenroom.conversations.voice.transports import registry, webrtc
from greenroom.conversations.voice.transports.relay import relay
from greenroom.core import clock
from greenroom.core.ids import new_id

CALL = new_id()


@pytest.mark.django_db(transaction=True)
@pytest.mark.filterwarnings("ignore:.*:DeprecationWarning:aiortc")
def test_a_whole_call_goes_through_a_relay_and_a_wrong_secret_gets_none(attempt, tmp_path):
    async def story(url: str) -> None:
        told = {"GREENROOM_TURN_URLS": url, "GREENROOM_TURN_SECRET": SECRET}
        async with house(["That's all.", "", "", ""], **told) as at:
            placed = await at.place(attempt)
            given = webrtc.place(at.lines.settings, call_id=placed.call.id)
            assert given["transport"] == "webrtc"
            candidate = Candidate(only_by(given["ice_servers"][0]))
            sdp = await candidate.offer()
            kinds = {line.split(" typ ")[1].split()[0] for line in sdp.splitlines() if "a=candidate" in line}
            assert kinds == {"relay"}, "nothing of this candidate can be reached but through the relay"
            answer = (await at.post(placed.token, sdp)).json()
            assert " typ relay" in answer["sdp"], "the worker has a way through it, too"
            await candidate.accept(answer["sdp"])
            seen = await candidate.until("state", who="candidate")
            assert candidate.loud, "the interviewer was heard"
            candidate.speak(400)
            await candidate.until("caption", who="candidate", text="That's all.", final=True, after=seen)
            await candidate.leave()
            await at.gone(placed.call)

            forged = Candidate(only_by({**given["ice_servers"][0], "credential": "guessed"}))
            assert "a=candidate" not in await forged.offer()
            await forged.leave()

    with turnserver(tmp_path) as url:
        asyncio.run(asyncio.wait_for(story(url), 40))
    assert Call.objects.get().turns == 1


def only_by(server: dict) -> RTCConfiguration:
    return RTCConfiguration(
        iceServers=[RTCIceServer(**server)], iceTransportPolicy=RTCIceTransportPolicy.RELAY
    )


def test_a_call_gets_a_user_name_for_two_hours_of_its_own():
    urls = {"GREENROOM_TURN_URLS": "turn:relay.example.org, turns:relay.example.org:443?transport=tcp"}
    found = relay(VoiceSettings({**urls, "GREENROOM_TURN_SECRET": "s"}), call_id=CALL)
    until, _, whose = found.username.partition(":")
    assert (whose, len(found.urls)) == (str(CALL), 2)
    assert 7_190 < int(until) - clock.now().timestamp() <= 7_200
    signed = hmac.new(b"s", found.username.encode(), hashlib.sha1).digest()
    assert found.credential == base64.b64encode(signed).decode()
    fixed = {**urls, "GREENROOM_TURN_USER": "u", "GREENROOM_TURN_PASSWORD": "p"}
    assert asdict(relay(VoiceSettings(fixed), call_id=CALL)) | {"urls": []} == {
        "urls": [],
        "username": "u",
        "credential": "p",
    }
    assert webrtc.place(VoiceSettings({}), call_id=CALL)["ice_servers"] == []


@pytest.mark.parametrize(
    ("environ", "says"),
    [
        ({"GREENROOM_TURN_URLS": "turn:relay.example.org"}, "needs GREENROOM_TURN_SECRET"),
        ({"GREENROOM_TURN_URLS": "relay.example.org", "GREENROOM_TURN_SECRET": "s"}, "write turn:"),
        ({"GREENROOM_VOICE_TRANSPORT": "pigeon"}, "there are webrtc, livekit"),
    ],
)
def test_a_setting_that_cannot_be_used_is_told_before_any_call(environ, says):
    with pytest.raises(BadVoiceSetting, match=says):
        registry.usable(VoiceSettings(environ))
