"""Whole calls over the loopback interface while whoever hears, speaks or thinks fails, by the vendors' protocols."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest

from greenroom.conversations.engine.phrases import phrases
from greenroom.conversations.models import Call, Turn
from greenroom.conversations.voice import asking, mouth, patience, turns
from greenroom.conversations.voice.phrases import say
from greenroom.conversations.voice.settings import VoiceSettings
from greenroom.conversations.voice.speech.contract import Speech, Voice
from greenroom.conversations.voice.speech.stt import openai_compatible as ears
from greenroom.conversations.voice.speech.tts import openai_compatible as voice
from greenroom.conversations.voice.testing.candidate import Candidate
from greenroom.conversations.voice.testing.speech import LoudIsSpeech, ScriptedEars, ToneVoice
from greenroom.conversations.voice.tests import vendors
from greenroom.conversations.voice.tests.test_calls import House, house, run
from greenroom.core.testing.standins.language_model.server import MODEL, LanguageModelStandIn
from greenroom.skills import desk

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.filterwarnings("ignore:.*:DeprecationWarning:aiortc"),
]
SPEECH = "greenroom.conversations.voice.speech"
TROUBLE, UNHEARD = phrases("en").say("trouble"), say("unheard", "en")
GIVING_UP = phrases("en").say("trouble_typing")


@pytest.fixture(autouse=True)
def _in_a_hurry(monkeypatch) -> None:
    for module, name, seconds in (
        (patience, "OPEN", 0.3),
        (patience, "NOTHING_YET", 0.3),
        (turns, "LATEST_WORDS", 0.5),
        (mouth, "AGAIN", 0.1),
        (mouth, "SOUNDS_WITHIN", 1.0),
        (asking, "ONE_MOMENT", 1.0),
    ):
        monkeypatch.setattr(module, name, seconds)
    hurried = {"timeout": 0.6, "silence": 0.3, "deadline": 1.0, "max_pause": 0.1, "max_attempts": 2}
    monkeypatch.setattr(desk, "SHORT_PATIENCE", hurried)
    for name in ("stt.http", "tts.http"):
        monkeypatch.setattr(f"{SPEECH}.{name}.TIMEOUT", httpx.Timeout(0.3))


@pytest.fixture
def vendor() -> Iterator[vendors.Vendor]:
    with vendors.http() as given:
        yield given


def settings(side: str, vendor: vendors.Vendor) -> VoiceSettings:
    keys = {"BASE_URL": vendor.url, "MODEL": "m"}
    return VoiceSettings({f"GREENROOM_{side}_{name}": value for name, value in keys.items()})


async def typing(candidate: Candidate, at: House, call: Call, *, after: int) -> None:
    """The page is told to go on by typing, and the line is let go of."""
    await candidate.until("trouble", what="typing", after=after)
    await at.gone(call)
    await candidate.leave()


@pytest.mark.endures
def test_ears_that_fail_are_apologised_for_once_and_then_the_candidate_types(attempt, vendor):
    """429 and garbage once each, with an answer between them; then nothing comes back at all."""

    def speech() -> Speech:
        made = ears.make(settings("STT", vendor), "en")
        return Speech(ears=made, voice=Voice(ToneVoice(0.5), slower=lambda: True), vad=LoudIsSpeech())

    async def story() -> None:
        async with house([], speech=speech) as at:
            candidate, call = await at.call(attempt)
            seen = 0
            for way in ("429", "garbage"):
                seen = await candidate.until("state", who="candidate", after=seen)
                vendor.way = way
                candidate.speak(600)
                seen = await candidate.until("trouble", what="hearing", after=seen)
                seen = await candidate.until("caption", who="interviewer", text=UNHEARD, after=seen)
                seen = await candidate.until("state", who="candidate", after=seen)
                vendor.way = "well"
                candidate.speak(600)
                seen = await candidate.until("caption", text=vendors.WORDS, final=True, after=seen)
            vendor.way = "hang"
            for _ in range(2):
                seen = await candidate.until("state", who="candidate", after=seen)
                candidate.speak(600)
                seen = await candidate.until("state", who="candidate", after=seen)
            await typing(candidate, at, call, after=seen)

    run(story)
    assert Turn.objects.filter(speaker="candidate").count() == 2
    assert Call.objects.get().why == "left"


@pytest.mark.endures
def test_a_voice_that_fails_is_shown_and_tried_once_more_and_then_the_candidate_types(attempt, vendor):
    def speech() -> Speech:
        made = voice.make(settings("TTS", vendor), "en", False, "")
        return Speech(ears=ScriptedEars(["I check it."]), voice=made, vad=LoudIsSpeech())

    async def story() -> None:
        async with house([], speech=speech) as at:
            vendor.way = "500"
            candidate, call = await at.call(attempt)
            seen = await candidate.until("trouble", what="reply")
            assert candidate.messages[seen - 2]["who"] == "interviewer", "what could not be heard can be read"
            vendor.way = "well"
            seen = await candidate.until("state", who="candidate", after=seen)
            vendor.way = "hang"
            candidate.speak(300)
            seen = await candidate.until("trouble", what="reply", after=seen)
            await typing(candidate, at, call, after=seen)

    run(story)
    assert Turn.objects.get(speaker="candidate").text == "I check it."


@pytest.mark.endures
@pytest.mark.parametrize("fault", ["rate_limit", "server_error", "invalid_json", "hang"])
def test_a_model_that_fails_is_apologised_for_aloud_and_then_the_candidate_types(attempt, monkeypatch, fault):
    workspace = attempt.stage.interviewer.workspace
    workspace.engines = {"next_turn": "model"}
    workspace.save()

    async def story() -> None:
        async with house(["I check it."]) as at:
            candidate, call = await at.call(attempt)
            seen = await candidate.until("state", who="candidate")
            candidate.speak(300)
            seen = await candidate.until("trouble", what="reply", after=seen)
            seen = await candidate.until("caption", who="interviewer", after=seen)
            # Where the second try fails before the first apology is spoken, the one that gives up stands for both.
            assert candidate.messages[seen - 1]["text"] in {TROUBLE, GIVING_UP}
            await typing(candidate, at, call, after=seen)
            assert candidate.loud[-1] > 0

    with LanguageModelStandIn() as standin:
        monkeypatch.setenv("GREENROOM_MODEL_BASE_URL", standin.base_url)
        monkeypatch.setenv("GREENROOM_MODEL_NAME", MODEL)
        standin.fail_always(fault)
        run(story)
    assert Turn.objects.get(speaker="candidate").text == "I check it."
