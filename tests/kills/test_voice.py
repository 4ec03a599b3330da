"""A spoken interview while every process that holds it is killed, and while a worker is told to leave."""

from __future__ import annotations

import asyncio
import signal
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from subprocess import Popen

import httpx
import pytest

from greenroom.core.testing.migrated import Migrated
from tests.kills import test_journey as journey
from tests.kills.house import House, a_house, kill, until
from tests.kills.journey import Candidate, Site, a_site, open_interviewer
from tests.kills.pages import Browser

with warnings.catch_warnings():  # Pipecat's own, of what it will drop itself
    warnings.simplefilter("ignore", DeprecationWarning)
    from greenroom.conversations.voice.loopback import listen_on_loopback
    from greenroom.conversations.voice.testing.candidate import Candidate as Caller

pytestmark = [pytest.mark.kills, pytest.mark.filterwarnings("ignore:.*:DeprecationWarning")]

SETTINGS = "greenroom.config.settings"
HEARS = {  # what a page is told; the workers' ears follow a script
    "GREENROOM_STT": "openai_compatible",
    "GREENROOM_STT_BASE_URL": "http://127.0.0.1:1",
    "GREENROOM_STT_MODEL": "script",
    "GREENROOM_TTS": "piper_http",
    "GREENROOM_TTS_BASE_URL": "http://127.0.0.1:1",
}
SCRIPTS = (
    ("I moor the ferry.", "I check the jackets.", "First I count the"),
    ("Then I check the hoses.",),
    ("I call the skipper.",),
)
"""What each worker hears, the one with the most room first."""
SAID = "SELECT text, kind FROM conversations_turn WHERE speaker = 'candidate' ORDER BY position"
ENDED = "SELECT why FROM conversations_call WHERE joined_at IS NOT NULL ORDER BY began_at"


@dataclass
class Room:
    """The page of a spoken interview, without its elements."""

    candidate: Candidate
    caller: Caller = field(init=False)

    async def call(self) -> None:
        """Offer a call until it is taken, as the page does."""
        self.caller = Caller()
        sdp = await self.caller.offer()
        for _ in range(40):
            answer = await asyncio.to_thread(self._offer, sdp)
            if answer is not None:
                await self.caller.accept(answer)
                return
            await asyncio.sleep(1)
        raise AssertionError("nobody takes the call")

    def _offer(self, sdp: str) -> str | None:
        client = self.candidate.browser.client
        headers = {"X-CSRFToken": client.cookies["csrftoken"]}
        try:
            answer = client.post(
                self.candidate.at("interview/call/"), json={"type": "offer", "sdp": sdp}, headers=headers
            )
        except httpx.TransportError:
            return None
        assert answer.status_code in {200, 503}, answer.text
        return str(answer.json()["sdp"]) if answer.status_code == 200 else None

    async def says(self, words: str, *, ends: bool = True) -> None:
        """Speak, on one's turn, until these words are there; with the button at the end, until they are kept."""
        seen = await self.caller.until("state", who="candidate", within=40)
        self.caller.speak(400)
        seen = await self.caller.until("caption", who="candidate", text=words, within=40, after=seen)
        if ends:
            self.caller.press("done")
            await self.caller.until("caption", who="candidate", text=words, final=True, after=seen, within=20)
            self.caller.messages.clear()

    async def says_to_the_end(self, seen: int = 0) -> None:
        """Speak on every turn, whatever the script has, until the interview is over. seen: messages that are old."""
        while True:
            turn = asyncio.create_task(self.caller.until("state", who="candidate", within=60, after=seen))
            over = asyncio.create_task(self.caller.until("over", within=60, after=seen))
            await asyncio.wait([turn, over], return_when=asyncio.FIRST_COMPLETED)
            if over.done():
                turn.cancel()
                return
            over.cancel()
            seen = await self.is_heard(after=await turn)
            self.caller.press("done")
            seen = await self.caller.until("caption", who="candidate", final=True, within=40, after=seen)

    async def is_heard(self, *, after: int) -> int:
        """Speak, and once more where that was not heard, as people do. The place of the words on the page."""
        for _ in range(4):
            self.caller.speak(400)
            with suppress(TimeoutError):
                return await self.caller.until(
                    "caption", who="candidate", final=False, within=15, after=after
                )
        raise AssertionError(f"nobody hears: {self.caller.messages[after:]}")


@contextmanager
def voices(house: House) -> Iterator[list[Popen[str]]]:
    """Three workers, the first with the most room."""
    started = []
    try:
        for place, script in enumerate(SCRIPTS):
            one = House({**house.environment, "GREENROOM_VOICE_CALLS": str(9 - place)})
            started.append(one.start("-m", "greenroom.conversations.voice.testing.worker", *script))
        workers = "SELECT count(*) FROM conversations_voiceworker"
        until(lambda: house.number(workers) == len(started), within=60, what="the voice workers")
        yield started
    finally:
        for process in started:
            if process.poll() is None:
                kill(process)


@pytest.fixture
def site(tmp_path: Path, migrated: Migrated) -> Iterator[tuple[Site, str]]:
    with a_house(tmp_path / "data", SETTINGS, migrated=migrated) as house:
        house.environment.update(HEARS)
        link = open_interviewer(house, "web_interview")
        with a_site(house) as running:
            yield running, link


def enter(site: Site, link: str) -> Candidate:
    candidate = Candidate(site, link, Browser.at(site.port), haunted=False)
    journey.apply(candidate)
    journey.prove(candidate)
    assert "Let’s check your sound" in candidate.get("interview/").text
    return candidate


@pytest.mark.endures
def test_a_spoken_interview_outlives_every_process_that_holds_it(site: tuple[Site, str]) -> None:
    """Web and worker are killed in one answer, the voice worker in another; the next one is told to leave."""
    running, link = site
    house = running.house
    listen_on_loopback()
    with voices(house) as (first, second, third):
        room = Room(enter(running, link))

        async def story() -> None:
            await room.call()
            await room.says("I moor the ferry.")
            assert running.web is not None
            await room.says("I check the jackets.", ends=False)
            running.kill_worker()
            await asyncio.to_thread(running.kill_web)
            room.caller.press("done")
            await room.caller.until("caption", text="I check the jackets.", final=True, within=20)
            room.caller.messages.clear()
            await room.says("First I count the", ends=False)
            kill(first)
            await room.caller.leave()

            await room.call()
            await room.caller.told("Welcome back", within=40)
            before = {"text": "First I count the", "key": "page-1"}
            room.caller.press("before", **before)
            await room.says("Then I check the hoses.")
            second.send_signal(signal.SIGTERM)
            await room.caller.until("trouble", what="moved", within=10)
            await room.caller.leave()

            await room.call()
            await room.caller.told("Welcome back", within=40)
            await room.says("I call the skipper.")
            await room.caller.leave()

        asyncio.run(asyncio.wait_for(story(), 150))
        assert second.wait(timeout=20) == 0, "it has left once nobody was on its lines"
        assert third.poll() is None
        said = [(text, kind == "late") for text, kind in house.ask(SAID)]
        assert said == [
            ("I moor the ferry.", False),
            ("I check the jackets.", False),
            ("First I count the", True),
            ("Then I check the hoses.", False),
            ("I call the skipper.", False),
        ]
        until(lambda: len(ended(house)) == 3 and all(ended(house)), within=20, what="the end of the calls")
        assert ended(house)[0] in {"taken_over", "worker_gone"}
        assert set(ended(house)[1:]) <= {"left", "moved", "taken_over"}


def ended(house: House) -> list[str]:
    return [why for (why,) in house.ask(ENDED)]
