"""A new version is put in place of the old one while ten people talk: voice workers and web, one after the other."""

from __future__ import annotations

import asyncio
import signal
from collections import Counter
from pathlib import Path
from subprocess import Popen

import pytest

from greenroom.core.testing.migrated import Migrated
from tests.journeys.spoken import Stage, a_stage
from tests.kills import test_journey as journey
from tests.kills.house import until
from tests.kills.journey import Candidate, end
from tests.kills.pages import Browser
from tests.kills.test_voice import Room, listen_on_loopback

pytestmark = [pytest.mark.kills, pytest.mark.filterwarnings("ignore:.*:DeprecationWarning")]

PEOPLE = 10
ROOM = 6  # calls of a voice worker
HALF = "First I moor the"
REST = ("I moor the ferry with two lines.", *["No, thank you."] * 20)
TALKS_ON = 60_000  # milliseconds
SAID = "SELECT attempt_id, text, kind FROM conversations_turn WHERE speaker = 'candidate' ORDER BY attempt_id, position"
WORKERS = "SELECT count(*) FROM conversations_voiceworker"
FINISHED = "SELECT count(*) FROM conversations_call WHERE why = 'finished'"
SUBMITTED = "SELECT count(*) FROM candidates_attempt WHERE submitted_at IS NOT NULL"


def enter(stage: Stage, number: int) -> Candidate:
    browser = Browser.at(stage.site.port)
    candidate = Candidate(stage.site, stage.link, browser, email=f"casey{number}@example.org", haunted=False)
    journey.apply(candidate)
    journey.prove(candidate)
    return candidate


async def talks(room: Room) -> None:
    """In the middle of an answer, of which the first words are on the page, and for long."""
    await room.call()
    seen = await room.caller.until("state", who="candidate", within=60)
    await room.is_heard(after=seen)
    room.caller.speak(TALKS_ON)


async def goes_on(room: Room) -> None:
    """Sent away in mid-sentence, calls again, and hands over what stood on the page, as the page does by itself."""
    await room.caller.until("trouble", what="moved", within=15)
    await room.caller.leave()
    await room.call()
    await room.caller.until("standing", within=60)
    room.caller.press("before", text=HALF, key="page-1")
    await room.says_to_the_end()
    await room.caller.leave()


def replace_web(stage: Stage) -> None:
    """As a service manager does: told to end, waited for, started again."""
    web = stage.site.web
    assert web is not None
    web.terminate()
    web.wait(timeout=30)
    end(web)
    stage.site.start_web()


async def deploy(stage: Stage, old: list[Popen[str]]) -> None:
    for worker in old:
        worker.send_signal(signal.SIGTERM)
    await asyncio.to_thread(replace_web, stage)
    stage.site.kill_worker()
    stage.site.start_worker()


@pytest.mark.endures
def test_ten_people_who_talk_while_everything_is_replaced_all_finish(
    tmp_path: Path, migrated: Migrated
) -> None:
    listen_on_loopback()
    with a_stage(tmp_path / "data", migrated) as stage:
        old = [stage.voice(HALF, most=ROOM) for _ in range(2)]
        rooms = [Room(enter(stage, number)) for number in range(PEOPLE)]
        stage.voices_answer()

        async def story() -> None:
            await asyncio.gather(*map(talks, rooms))
            new = [stage.voice(*REST, most=ROOM) for _ in range(2)]
            await asyncio.to_thread(stage.voices_answer)
            await asyncio.gather(deploy(stage, old), *map(goes_on, rooms))
            assert all(worker.poll() is None for worker in new)

        asyncio.run(asyncio.wait_for(story(), 400))
        assert [worker.wait(timeout=45) for worker in old] == [0, 0]
        until(lambda: stage.house.number(FINISHED) == PEOPLE, within=30, what="the end of the calls")
        assert stage.house.number(SUBMITTED) == PEOPLE
        said = stage.house.ask(SAID)
        assert Counter(text for _id, text, kind in said if kind == "late") == {HALF: PEOPLE}
        assert Counter(text for _id, text, kind in said if kind != "late")[REST[0]] == PEOPLE
