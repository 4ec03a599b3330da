"""A spoken interview in a real browser: its microphone plays a tone, the worker hears words by a script."""

from __future__ import annotations

import asyncio
import threading
import warnings
import wave
from collections.abc import Coroutine, Iterator
from contextlib import AbstractAsyncContextManager
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from playwright.sync_api import Browser, Page, expect

from greenroom.candidates.tests.walking import Walk
from greenroom.conversations.actions import calls
from greenroom.conversations.models import Call, Turn
from greenroom.core.testing.browser import CHROMIUM, FLAGS, violations
from greenroom.media.models import Recording
from greenroom.stages.web_interview.tests.worker import answering

with warnings.catch_warnings():  # Pipecat's own, of what it will drop itself
    warnings.simplefilter("ignore", DeprecationWarning)
    from greenroom.conversations.voice.database import Database
    from greenroom.conversations.voice.lines import Lines
    from greenroom.conversations.voice.quiet import quieten
    from greenroom.conversations.voice.server import Lag, beating, listen_on_loopback
    from greenroom.conversations.voice.settings import VoiceSettings
    from greenroom.conversations.voice.speech.available import available
    from greenroom.conversations.voice.testing.speech import scripted, tone

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.filterwarnings("ignore:.*:DeprecationWarning"),
]

SAID = "I check my harness."
RATE = 48_000


@pytest.fixture
def worker(monkeypatch) -> Iterator[None]:
    """A voice worker in a thread: what it hears first is `SAID`."""
    monkeypatch.setenv("GREENROOM_STT", "openai_compatible")  # what a page is told; the ears are scripted
    monkeypatch.setenv("GREENROOM_STT_BASE_URL", "http://127.0.0.1:1")
    monkeypatch.setenv("GREENROOM_STT_MODEL", "script")
    monkeypatch.setenv("GREENROOM_TTS", "piper_http")
    monkeypatch.setenv("GREENROOM_TTS_BASE_URL", "http://127.0.0.1:1")
    available.cache_clear()
    loop, database = asyncio.new_event_loop(), Database(6)
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()

    def wait(work: Coroutine[Any, Any, Any]) -> Any:
        return asyncio.run_coroutine_threadsafe(work, loop).result(20)

    async def begin(address: str) -> tuple[Lines, AbstractAsyncContextManager[None]]:
        quieten()
        listen_on_loopback()
        row = await database.run(partial(calls.enlist, address=address, most=2))
        settings = VoiceSettings({})
        lines = Lines(worker=row, database=database, settings=settings, speech=lambda *_: scripted([SAID]))
        heart = beating(lines, Lag())
        await heart.__aenter__()
        return lines, heart

    with answering() as door:
        lines, heart = wait(begin(door.address))
        door.takes = lambda token, sdp: wait(lines.answer(token, sdp))
        yield
    wait(lines.drain(0))
    wait(heart.__aexit__(None, None, None))
    loop.call_soon_threadsafe(loop.stop)
    thread.join(20)
    loop.close()
    database.close()
    available.cache_clear()


@pytest.fixture
def phone(walk: Walk, chromium: Browser, site: str, worker: None, tmp_path: Path) -> Iterator[Page]:
    """A phone whose microphone hears nothing for three seconds, then a tone, and so on."""
    sound = tmp_path / "microphone.wav"
    with wave.open(str(sound), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(bytes(RATE * 2 * 3) + tone(700, rate=RATE))
    walk.enter().send_resume()
    flags = [
        "--use-fake-ui-for-media-stream",
        "--use-fake-device-for-media-stream",
        f"--use-file-for-fake-audio-capture={sound}",
        "--allow-loopback-in-peer-connection",
        "--autoplay-policy=no-user-gesture-required",
    ]
    own = chromium.browser_type.launch(executable_path=CHROMIUM, args=[*FLAGS, *flags])
    context = own.new_context(
        base_url=site,
        viewport={"width": 390, "height": 844},
        permissions=["microphone"],
        reduced_motion="reduce",
    )
    name = django_settings.SESSION_COOKIE_NAME
    context.add_cookies([{"name": name, "value": walk.client.cookies[name].value, "url": site}])
    yield context.new_page()
    own.close()


def speak(page: Page) -> None:
    """One answer on the line, a moment, and the answer put right."""
    page.get_by_role("button", name="Start the interview").click()
    captions = page.locator("[data-captions]")
    expect(captions).to_contain_text("How do you stay safe on a rope?", timeout=15_000)
    expect(page.get_by_text("Listening to you")).to_be_visible(timeout=15_000)
    expect(page.locator("[data-interim]")).to_have_text(SAID, timeout=20_000)
    page.get_by_role("button", name="I’m done, next").click()
    expect(captions).to_contain_text(SAID)
    assert violations(page) == []
    expect(captions).to_contain_text("What do you do in wind?", timeout=15_000)
    expect(page.get_by_text("Question 2 of 3")).to_be_visible()
    page.get_by_role("button", name="I need a moment").click()
    expect(page.get_by_role("heading", name="Take the time you need")).to_be_visible()
    assert violations(page) == []
    page.get_by_role("button", name="I’m ready").click()
    page.get_by_role("button", name="Correct").first.click()
    page.get_by_role("textbox").fill("I check my harness twice.")
    page.get_by_role("button", name="Save").click()
    expect(captions).to_contain_text("I check my harness twice.")


def test_an_interview_is_checked_spoken_typed_to_its_end_and_nothing_is_lost(walk: Walk, phone: Page) -> None:
    page = phone
    page.goto(walk.at("interview/"))
    expect(page.locator('[data-check="line"] .is-ok')).to_be_visible()
    page.get_by_role("button", name="Play").click()
    page.get_by_role("button", name="I heard it").click()
    assert violations(page) == []
    with page.expect_response(lambda each: each.url.endswith("/call/samples/"), timeout=20_000) as sent:
        speak(page)
    assert sent.value.status == 200
    page.get_by_role("link", name="Switch to typing").click()
    talk = page.locator("#talk")
    expect(talk).to_contain_text("I check my harness twice.")
    for answer, then in [("I stop.", "Why us?"), ("I like glass.", "questions for us")]:
        page.get_by_label("Your answer").fill(answer)
        page.get_by_role("button", name="Send answer").click()
        expect(talk).to_contain_text(then)
    page.get_by_label("Your answer").fill("No, thank you.")
    page.get_by_role("button", name="Send answer").click()
    page.wait_for_url(f"**{walk.link}thanks/")
    spoken = Turn.objects.filter(speaker="candidate", is_spoken=True).first()
    assert spoken is not None
    assert (spoken.text, spoken.heard_as) == ("I check my harness twice.", SAID)
    assert Call.objects.get().why == "left"
    assert set(Recording.objects.values_list("source", flat=True)) == {"candidate_audio"}
