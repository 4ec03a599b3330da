"""One page of a spoken interview in Chromium through what can go wrong, one thing after another."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from greenroom.core.testing.browser import CHROMIUM
from greenroom.core.testing.migrated import Migrated
from tests.journeys.spoken import Stage, a_browser, a_stage, say, tone
from tests.kills.house import kill

pytestmark = [pytest.mark.browser, pytest.mark.kills]

DOWN = "The line is down"
RECORDED = "SELECT coalesce(sum(size), 0) FROM media_recording WHERE source = 'candidate_audio'"
SAID = "SELECT text, kind FROM conversations_turn WHERE speaker = 'candidate' ORDER BY position"


@pytest.fixture
def stage(tmp_path: Path, migrated: Migrated) -> Iterator[Stage]:
    if CHROMIUM is None:
        pytest.skip("there is no Chromium on this machine")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with a_stage(tmp_path / "data", migrated) as built:
        yield built


def listens(page: Page) -> None:
    expect(page.get_by_text("Listening to you")).to_be_visible(timeout=40_000)


def welcomed(page: Page, times: int) -> None:
    """The recap has been given so often, and it is the candidate's turn."""
    expect(page.get_by_text("Welcome back, Casey")).to_have_count(times, timeout=40_000)
    listens(page)


def allow_the_microphone(page: Page, context: BrowserContext) -> None:
    """Denied first: the page says how to allow it, and sees by itself that it was."""
    page.get_by_role("button", name="Use my microphone").first.click()
    expect(page.get_by_text("Allow the microphone beside the address")).to_be_visible()
    context.grant_permissions(["microphone"])
    expect(page.get_by_text("Say something, like your name")).to_be_visible(timeout=5_000)


def cut_the_line(page: Page, stage: Stage) -> None:
    """Nothing comes from the worker for eight seconds: said within a few, recorded on, and it comes back by itself."""
    stage.workers[0].send_signal(signal.SIGSTOP)
    try:
        expect(page.get_by_text(DOWN)).to_be_visible(timeout=7_000)
        recorded = stage.house.number(RECORDED)
        page.wait_for_timeout(3_500)
        assert stage.house.number(RECORDED) > recorded
    finally:
        stage.workers[0].send_signal(signal.SIGCONT)
    welcomed(page, 1)


def kill_the_worker(page: Page, stage: Stage, sound: bytes) -> None:
    """In the middle of an answer, of which every word was shown."""
    say(page, sound)
    expect(page.locator("[data-interim]")).to_have_text("I check the", timeout=15_000)
    kill(stage.workers[0])
    expect(page.get_by_text(DOWN)).to_be_visible(timeout=5_000)
    welcomed(page, 2)
    expect(page.locator("[data-captions]")).to_contain_text("I check the")


def pull_the_microphone(page: Page) -> None:
    page.evaluate("unplug()")
    gone = page.get_by_text("the microphone is gone")
    expect(gone).to_be_visible()
    page.evaluate("plugIn()")
    expect(gone).to_be_hidden(timeout=5_000)
    listens(page)


def open_another_device(page: Page, context: BrowserContext) -> None:
    other = context.new_page()
    other.goto(page.url)
    other.get_by_role("button", name="Start the interview").click()
    expect(page.get_by_text("goes on in another window")).to_be_visible(timeout=15_000)
    listens(other)
    other.close()
    page.get_by_role("button", name="Go on here").click()
    welcomed(page, 3)


def send_the_worker_away(page: Page, stage: Stage) -> None:
    """As a deployment does: the page is told, and is on the other worker before anybody has to say so."""
    stage.workers[1].send_signal(signal.SIGTERM)
    welcomed(page, 4)
    assert stage.workers[1].wait(timeout=20) == 0


def lose_the_network(page: Page, context: BrowserContext) -> None:
    context.set_offline(True)
    expect(page.get_by_text(DOWN)).to_be_visible(timeout=1_000)
    context.set_offline(False)
    welcomed(page, 5)


@pytest.mark.endures
def test_the_page_says_what_is_wrong_and_the_interview_goes_on(stage: Stage, tmp_path: Path) -> None:
    for place, script in enumerate([("I check the",), ("never said",), ("rope twice.",)]):
        stage.voice(*script, most=9 - 2 * place)
    candidate = stage.enter()
    stage.voices_answer()
    sound = tone(600, tmp_path)
    with a_browser(stage, candidate) as context:
        page = context.new_page()
        page.goto(candidate.at("interview/"))
        allow_the_microphone(page, context)
        page.get_by_role("button", name="Start the interview").click()
        listens(page)
        cut_the_line(page, stage)
        kill_the_worker(page, stage, sound)
        pull_the_microphone(page)
        open_another_device(page, context)
        send_the_worker_away(page, stage)
        lose_the_network(page, context)
        say(page, sound)
        expect(page.locator("[data-interim]")).to_have_text("rope twice.", timeout=15_000)
        page.get_by_role("button", name="I’m done, next").click()
        expect(page.locator("[data-captions]")).to_contain_text("rope twice.", timeout=15_000)
        page.get_by_role("link", name="Switch to typing").click()
        expect(page.locator("#talk")).to_contain_text("rope twice.")
    said = [(text, kind == "late") for text, kind in stage.house.ask(SAID)]
    assert said == [("I check the", True), ("rope twice.", False)]
