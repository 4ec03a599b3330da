"""A spoken interview with nothing made up: flite at the microphone, voice activity detection, pocketsphinx, flite back.

From the device check to the scorecard, in Chromium and in processes of their own.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import av
import numpy as np
import pytest
from playwright.sync_api import Page, expect

from greenroom.core.testing.browser import CHROMIUM
from greenroom.core.testing.migrated import Migrated
from tests.journeys.spoken import Stage, a_browser, a_stage, flite, say
from tests.kills.house import until

pytestmark = [pytest.mark.browser, pytest.mark.kills]

SAID = "I always check the rope and the harness before I go down the building."
NO_MORE = "No thank you."
ENOUGH = 0.5  # of the words; the recogniser is a small one
SPOKEN = """SELECT speaker, text, start_ms, end_ms FROM conversations_turn
WHERE is_spoken ORDER BY position"""
KEPT = "SELECT count(*) FROM media_recording WHERE state = 'remuxed'"
EVALUATED = "SELECT count(*) FROM evaluation_evaluation"


@pytest.fixture
def stage(tmp_path: Path, migrated: Migrated) -> Iterator[Stage]:
    if CHROMIUM is None or shutil.which("flite") is None:
        pytest.skip("Chromium and flite are not both on this machine")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with a_stage(tmp_path / "data", migrated) as built:
        yield built


def words(text: str) -> set[str]:
    return set(re.findall(r"[a-z]+", text.lower()))


def talk(page: Page, tmp_path: Path) -> None:
    """The question is answered, and no question asked."""
    page.get_by_role("button", name="Start the interview").click()
    for sentence, then in ((SAID, "That was my last question"), (NO_MORE, "Goodbye")):
        expect(page.get_by_text("Listening to you")).to_be_visible(timeout=45_000)
        say(page, flite(sentence, tmp_path))
        expect(page.locator("[data-captions]")).to_contain_text(then, timeout=30_000)
    page.wait_for_url("**/thanks/", timeout=45_000)


@pytest.mark.endures
def test_an_interview_is_spoken_heard_recorded_and_scored(stage: Stage, tmp_path: Path) -> None:
    stage.voice("--real")
    candidate = stage.enter()
    stage.voices_answer()
    with a_browser(stage, candidate, permissions=["microphone"]) as context:
        page = context.new_page()
        page.goto(candidate.at("interview/"))
        talk(page, tmp_path)
        turns = stage.house.ask(SPOKEN)
        heard = next(text for speaker, text, *_ in turns if speaker == "candidate")
        assert len(words(heard) & words(SAID)) >= ENOUGH * len(words(SAID)), heard
        times = [(start, end) for _, _, start, end in turns]
        assert times == sorted(times), "each on the clock of the interview, one after another"
        assert all(start < end for start, end in times)
        until(lambda: stage.house.number(KEPT) == 2, within=30, what="both recordings")
        hear_both_sides(stage)
        until(lambda: stage.house.number(EVALUATED), within=30, what="the scorecard")
        review(context.new_page(), stage)


def hear_both_sides(stage: Stage) -> None:
    """In the server's recording the candidate is left and the interviewer right, and neither is the other."""
    files = [path for path in (stage.house.data / "files").rglob("*") if path.is_file()]
    file = next(path for path in files if channels(path) == 2)
    with av.open(str(file)) as opened:
        frames = [frame.to_ndarray() for frame in opened.decode(audio=0)]
    sound = np.concatenate(frames, axis=1).astype(np.float64)
    assert sound.shape[0] == 2
    loud = np.abs(sound) > np.abs(sound).max() / 10
    shares = [float(side.mean()) for side in loud]
    assert min(shares) > 0.01, shares
    assert (loud[0] & loud[1]).mean() < min(shares) / 10, "neither is heard on the other's side"


def channels(path: Path) -> int:
    with av.open(str(path)) as opened:
        return int(opened.streams.audio[0].channels)


def review(page: Page, stage: Stage) -> None:
    """The recruiter reads, plays and seeks."""
    page.set_viewport_size({"width": 1440, "height": 900})
    page.goto("/sign-in/")
    page.get_by_label("E-mail").first.fill("owner@example.org")
    page.get_by_label("Password", exact=True).fill("correct horse battery")
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url("**/interviewers/**")
    application = UUID(str(stage.house.ask("SELECT id FROM candidates_application")[0][0]))
    page.goto(f"/interviewers/window-cleaner/candidates/{application}/?tab=web_interview")
    expect(page.get_by_text("How do you stay safe on a rope?").first).to_be_visible()
    media = page.locator("[data-media]")
    lasts = page.evaluate(
        "media => new Promise(done => { const tell = () => done(media.duration);"
        " media.readyState > 0 ? tell() : media.addEventListener('loadedmetadata', tell) })",
        media.element_handle(),
    )
    assert lasts > 5
    there = page.evaluate(
        "media => new Promise(done => { media.addEventListener('seeked', () =>"
        " done(media.currentTime)); media.currentTime = media.duration / 2 })",
        media.element_handle(),
    )
    assert abs(there - lasts / 2) < 1
