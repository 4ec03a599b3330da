"""Each vendor's adapter speaks its protocol, slows down when it is asked to, and fails by saying so, soon."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Iterable
from typing import Any

import httpx
import pytest
from pipecat.frames.frames import (
    ErrorFrame,
    Frame,
    InputAudioRawFrame,
    InterimTranscriptionFrame,
    TranscriptionFrame,
    TTSAudioRawFrame,
    TTSSpeakFrame,
    VADUserStartedSpeakingFrame,
    VADUserStoppedSpeakingFrame,
)
from pipecat.processors.frame_processor import FrameProcessor
from pipecat.tests.utils import SleepFrame, run_test

from greenroom.conversations.voice.settings import VoiceSettings
from greenroom.conversations.voice.speech import registry
from greenroom.conversations.voice.speech.stt import deepgram as deepgram_ears
from greenroom.conversations.voice.speech.stt import openai_compatible as http_ears
from greenroom.conversations.voice.speech.stt import stream
from greenroom.conversations.voice.speech.tts import cartesia, elevenlabs, openai_compatible, piper_http
from greenroom.conversations.voice.speech.tts import http as http_module
from greenroom.conversations.voice.tests import vendors
from greenroom.conversations.voice.tests.vendors import WORDS, Vendor

pytestmark = pytest.mark.filterwarnings("ignore:.*:DeprecationWarning:pipecat")

AT_THE_DOOR = ("429", "500", "garbage", "hang")
FAULTS = (*AT_THE_DOOR, "error")
ID = {"cartesia": "f786b574-daa5-4673-aa0c-cbe3e8534c02", "elevenlabs": "21m00Tcm4TlvDq8ikWAM"}
SOCKETS = {"cartesia": cartesia, "elevenlabs": elevenlabs}


@pytest.fixture(autouse=True)
def _in_a_hurry(monkeypatch) -> None:
    monkeypatch.setattr(http_module, "TIMEOUT", httpx.Timeout(0.3))
    monkeypatch.setattr("greenroom.conversations.voice.speech.stt.http.TIMEOUT", httpx.Timeout(0.3))
    monkeypatch.setattr(stream, "WORDS_WITHIN", 0.3)


def said(text: str) -> TTSSpeakFrame:
    return TTSSpeakFrame(text, append_to_context=False)


async def through(processor: FrameProcessor, *frames: Frame) -> tuple[list[Frame], list[str]]:
    """What comes out of it, and what it says went wrong. A hang ends soon."""
    if hasattr(processor, "_stop_frame_timeout_s"):
        processor._stop_frame_timeout_s = 0.4
    down, up = await asyncio.wait_for(run_test(processor, frames_to_send=list(frames)), 15)
    return list(down), [frame.error for frame in [*down, *up] if isinstance(frame, ErrorFrame)]


def ms(frames: list[Frame]) -> int:
    return sum(len(f.audio) * 500 // f.sample_rate for f in frames if isinstance(f, TTSAudioRawFrame))


def settings(side: str, name: str, url: str, **more: str) -> VoiceSettings:
    keys = {name: url, "BASE_URL": url, "KEY": "secret", "MODEL": "m", **more}
    named = {f"GREENROOM_{side}_{key}": value for key, value in keys.items() if key != name}
    return VoiceSettings({f"GREENROOM_{side}": name, **named})


def together(stories: Iterable[Coroutine[Any, Any, Any]]) -> list[Any]:
    """What each of these gives, run at once."""

    async def all_of_them() -> list[Any]:
        return await asyncio.gather(*stories)

    return asyncio.run(all_of_them())


def story(work: Callable[[], Awaitable[Any]]) -> Any:
    return asyncio.run(work())


@pytest.mark.parametrize("name", SOCKETS)
def test_a_voice_on_a_websocket_speaks_and_slows_down(name):
    async def work() -> tuple[Vendor, list[Frame], list[str]]:
        async with vendors.socket(name) as vendor:
            told = settings("TTS", name, vendor.url, VOICE=ID[name])
            assert SOCKETS[name].ready(told, "en") == ""
            voice = SOCKETS[name].make(told, "en", False, ID[name])
            frames = [said("One."), SleepFrame(0.2), said("Two.")]
            running = asyncio.create_task(through(voice.processor, *frames))
            async with asyncio.timeout(5):
                await vendor.heard("One.")
            assert voice.slower()
            down, errors = await running
            return vendor, down, errors

    vendor, down, errors = story(work)
    assert (ms(down), errors) == (400, [])
    path, key = vendor.doors[0]
    assert key == "secret"
    assert ID[name] in path + str(vendor.asked)
    if name == "cartesia":
        speeds = [each["generation_config"]["speed"] for each in vendor.asked if each.get("transcript")]
    else:
        speeds = [each["voice_settings"]["speed"] for each in vendor.asked if "voice_settings" in each]
    assert speeds == [1.0, 0.8]


def test_voices_on_a_websocket_that_fail_say_so_and_end():
    async def work(name: str, way: str) -> tuple[str, int, bool]:
        async with vendors.socket(name, way) as vendor:
            told = settings("TTS", name, vendor.url, VOICE=ID[name])
            voice = SOCKETS[name].make(told, "de", True, ID[name])
            down, errors = await through(voice.processor, said("Eins."))
            return f"{name} {way}", ms(down), bool(errors)

    found = together(work(name, way) for name in SOCKETS for way in FAULTS)
    assert [each for each in found if each[1:] != (0, True)] == []


@pytest.mark.parametrize("module", [openai_compatible, piper_http], ids=["openai", "piper"])
def test_a_voice_behind_an_address_speaks_at_its_pace_or_says_that_it_fails(module):
    name = module.__name__.rpartition(".")[2]

    async def work(way: str) -> tuple[Vendor, list[Frame], list[str]]:
        with vendors.http(way) as vendor:
            told = settings("TTS", name, vendor.url, VOICE="anna")
            assert module.ready(told, "en") == ""
            voice = module.make(told, "en", True, "anna")
            return vendor, *await through(voice.processor, said("One. Two."))

    (vendor, down, errors), *failed = together(work(way) for way in ("well", *AT_THE_DOOR))
    assert (ms(down), errors) == (200, [])
    (asked,) = vendor.asked
    assert asked["voice"] == "anna"
    assert asked.get("speed", 1 / asked.get("length_scale", 1)) == 0.8
    assert [(each[0].way, ms(each[1]), bool(each[2])) for each in failed] == [
        (way, 0, True) for way in AT_THE_DOOR
    ]


def test_a_model_without_a_pace_pauses_between_sentences_and_a_voice_nobody_knows_is_the_usual_one():
    with vendors.http("well", "nobody") as vendor:
        told = settings("TTS", "openai_compatible", vendor.url, VOICE="anna", MODEL="gpt-4o-mini-tts")
        voice = openai_compatible.make(told, "en", True, "nobody")
        down, errors = story(lambda: through(voice.processor, said("One is said. Two is said.")))
    assert errors == []
    assert [(each["input"], each["voice"], each["speed"]) for each in vendor.asked] == [
        ("One is said.", "nobody", 1.0),
        ("One is said.", "anna", 1.0),
        ("Two is said.", "anna", 1.0),
    ]
    assert ms(down) == 500, "two sentences, and a quarter of each after it"


def test_a_voice_is_the_stages_then_the_settings_then_the_vendors_own():
    told = VoiceSettings({"GREENROOM_TTS_VOICE": "rms", "GREENROOM_TTS_VOICE_DE": "de"})
    assert registry.voice_of(told, "en", "flite", "awb") == "awb"
    assert registry.voice_of(told, "en", "flite", "Anna of a browser") == "rms"
    assert registry.voice_of(told, "de", "espeak") == "de"
    assert registry.voice_of(told, "fr", "espeak", "fr-fr+f2") == "fr-fr+f2"
    assert registry.voice_of(told, "fr", "espeak") == "", "rms speaks no French"
    assert registry.voice_of(VoiceSettings({}), "en", "cartesia", "anna") == ""


SPOKEN = [
    VADUserStartedSpeakingFrame(start_secs=0.1),
    InputAudioRawFrame(vendors.SOUND, 16_000, 1),
    SleepFrame(0.15),
    VADUserStoppedSpeakingFrame(stop_secs=0.1),
    SleepFrame(0.5),
]


def test_ears_on_a_websocket_hear_or_say_that_they_did_not():
    async def work(way: str) -> tuple[Vendor, list[Frame], list[str]]:
        async with vendors.socket("deepgram", way) as vendor:
            told = settings("STT", "deepgram", vendor.url)
            assert deepgram_ears.ready(told, "en") == ""
            ears = deepgram_ears.make(told, "en")
            return vendor, *await through(ears, SleepFrame(0.2), *SPOKEN)

    (vendor, down, errors), *failed = together(work(way) for way in ("well", *FAULTS))
    for heard in failed:
        assert not any(isinstance(frame, TranscriptionFrame) for frame in heard[1])
        assert heard[2], heard[0].way
    words = [frame for frame in down if isinstance(frame, TranscriptionFrame)]
    assert errors == []
    assert [frame.text for frame in down if isinstance(frame, InterimTranscriptionFrame)] == ["I check"]
    assert [(frame.text, frame.result, frame.finalized) for frame in words] == [
        (WORDS, {"confidence": 0.75}, True)
    ]
    (door,) = vendor.doors
    assert door[1] == "Token secret"
    assert {"model=m", "language=en", "sample_rate=16000", "encoding=linear16"} <= set(
        door[0].partition("?")[2].split("&")
    )


def test_ears_behind_an_address_hear_or_ask_once_more_and_say_that_they_did_not():
    async def work(way: str) -> tuple[Vendor, list[str], list[str]]:
        with vendors.http(way) as vendor:
            told = settings("STT", "openai_compatible", f"{vendor.url}/v1")
            assert http_ears.ready(told, "en") == ""
            down, errors = await through(http_ears.make(told, "es"), *SPOKEN, SleepFrame(0.5))
            return vendor, [frame.text for frame in down if isinstance(frame, TranscriptionFrame)], errors

    (vendor, words, errors), *failed = together(work(way) for way in ("well", *AT_THE_DOOR))
    assert (words, errors, len(vendor.asked)) == ([WORDS], [], 1)
    assert vendor.doors == [("/v1/audio/transcriptions", "Bearer secret")]
    assert b"RIFF" in vendor.asked[0]
    assert b"es" in vendor.asked[0]
    for each in failed:
        assert (each[1], bool(each[2]), len(each[0].asked)) == ([], True, 2), each[0].way
