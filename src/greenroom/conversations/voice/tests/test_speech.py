"""Who hears and who speaks, and how."""

from __future__ import annotations

import asyncio
import sys

import pytest
from pipecat.frames.frames import (
    InputTransportMessageFrame,
    TranscriptionFrame,
    TTSAudioRawFrame,
    TTSSpeakFrame,
    TTSStoppedFrame,
)
from pipecat.processors.frame_processor import FrameProcessor
from pipecat.tests.utils import run_test

from greenroom.conversations.voice import messages
from greenroom.conversations.voice.settings import BadVoiceSetting, VoiceSettings
from greenroom.conversations.voice.speech import registry
from greenroom.conversations.voice.speech.stt.page import PageEars
from greenroom.conversations.voice.speech.tts.program import program_voice

RATE = 16_000
ENDPOINT = {"GREENROOM_TTS_BASE_URL": "http://voice/v1", "GREENROOM_TTS_MODEL": "m"}


def sounds(processor: FrameProcessor, *texts: str) -> int:
    """Milliseconds of loud sound it makes of these."""

    async def story() -> int:
        down, _ = await run_test(
            processor, frames_to_send=[TTSSpeakFrame(text, append_to_context=False) for text in texts]
        )
        assert sum(isinstance(frame, TTSStoppedFrame) for frame in down) == len(texts)
        audio = [frame for frame in down if isinstance(frame, TTSAudioRawFrame)]
        return sum(len(frame.audio) * 500 // frame.sample_rate for frame in audio)

    return asyncio.run(asyncio.wait_for(story(), 20))


@pytest.mark.parametrize(
    ("environ", "programs", "language", "hears", "speaks"),
    [
        ({}, {"flite", "espeak-ng"}, "en", "browser", "flite"),
        ({}, {"flite", "espeak-ng"}, "de", "browser", "espeak"),
        ({}, {"espeak-ng"}, "en", "browser", "espeak"),
        ({}, set(), "en", "browser", ""),
        (ENDPOINT, set(), "ar", "browser", "openai_compatible"),
        ({**ENDPOINT, "GREENROOM_TTS": "piper_http"}, set(), "en", "browser", "piper_http"),
        ({"GREENROOM_TTS": "none", "GREENROOM_STT": "none"}, {"flite"}, "en", "", ""),
        ({"GREENROOM_STT": "deepgram", "GREENROOM_STT_KEY": "k"}, {"flite"}, "en", "deepgram", "flite"),
        ({"GREENROOM_TTS": "elevenlabs", "GREENROOM_TTS_KEY": "k"}, {"flite"}, "en", "browser", ""),
        (
            {"GREENROOM_STT_BASE_URL": "http://ears/v1", "GREENROOM_STT_MODEL": "m"},
            {"flite"},
            "en",
            "openai_compatible",
            "flite",
        ),
    ],
)
def test_what_is_there_hears_and_speaks(environ, programs, language, hears, speaks, monkeypatch):
    monkeypatch.setattr("shutil.which", lambda name: name if name in programs else None)
    settings = VoiceSettings(environ)
    hearing, speaking = registry.hearing(settings, language), registry.speaking(settings, language)
    assert (hearing.engine, speaking.engine) == (hears, speaks)
    assert bool(speaking.note) == (not speaks and environ.get("GREENROOM_TTS") != "none")


def test_a_vendor_that_cannot_be_used_is_told_in_plain_words():
    deepgram = registry.hearing(VoiceSettings({"GREENROOM_STT": "deepgram"}), "en")
    assert "deepgram" in deepgram.note
    assert (
        "There is no vendor called"
        in registry.speaking(VoiceSettings({"GREENROOM_TTS": "parrot"}), "en").note
    )
    with pytest.raises(BadVoiceSetting, match="GREENROOM_VOICE_CALLS"):
        _ = VoiceSettings({"GREENROOM_VOICE_CALLS": "many"}).calls


def test_a_program_speaks_slower_when_it_is_asked_to_and_its_text_is_no_option():
    code = (
        "import sys, wave, io; text, pace = sys.argv[1:]; w = wave.open(sys.stdout.buffer, 'wb');"
        "w.setparams((1, 2, 16000, 0, 'NONE', '')); w.writeframes(b'\\x10\\x20' * int(len(text) * 1600 / float(pace)))"
    )
    voice = program_voice(lambda text, pace: [sys.executable, "-c", code, text, str(pace)], slow=False)
    assert sounds(voice.processor, "-rm me", "Hello") == pytest.approx(1_100, abs=3)
    assert [voice.slower() for _ in range(4)] == [True, True, True, False]


def test_words_of_the_page_are_heard_once():
    heard = {"type": "heard", "text": "I check my harness", "key": "1"}

    async def story() -> list[str]:
        said = [
            heard,
            heard,
            {"type": "heard", "text": "", "key": "2"},
            {"type": "heard"},
            "x",
            {"type": "done"},
        ]
        down, _ = await run_test(
            PageEars(), frames_to_send=[InputTransportMessageFrame(message=message) for message in said]
        )
        return [frame.text for frame in down if isinstance(frame, TranscriptionFrame)]

    assert asyncio.run(story()) == ["I check my harness"]


@pytest.mark.parametrize(
    "message",
    [None, [], "done", {"type": "ping"}, {"type": ["done"]}, {"type": "heard", "text": "x" * 5_000}],
)
def test_what_makes_no_sense_is_passed_over(message):
    assert messages.read(message) is None
    assert messages.read({"type": "done", "more": 1}) == messages.Pressed("done")
