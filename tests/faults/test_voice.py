"""A spoken interview while somebody else holds the database, on SQLite, and while there is none, on PostgreSQL."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from scripts import postgres

from greenroom.conversations.engine.phrases import phrases
from greenroom.core.testing.migrated import Migrated
from tests.faults.cluster import AWAY, HELD, Cluster, a_cluster, away
from tests.faults.test_database_away import IMPATIENT, held
from tests.journeys.spoken import a_stage
from tests.kills.house import until
from tests.kills.test_voice import ENDED, SAID, Room, listen_on_loopback

pytestmark = [pytest.mark.kills, pytest.mark.filterwarnings("ignore:.*:DeprecationWarning")]

WORDS = "I check my harness."
LOCKED = 4.0  # seconds after the candidate was told
GONE = 20.0  # seconds
NO_MORE = "No, thank you."


@pytest.mark.endures
def test_words_said_while_the_database_is_locked_six_times_as_long_as_it_is_waited_for_are_kept(
    tmp_path: Path, migrated: Migrated, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The candidate hears "one moment" meanwhile, once, and the interview goes on by itself."""
    monkeypatch.delenv("GREENROOM_DATABASE_URL", raising=False)
    listen_on_loopback()
    with a_stage(tmp_path / "data", migrated, settings=IMPATIENT) as stage:
        stage.voice(WORDS)
        candidate = stage.enter()
        stage.voices_answer()
        room = Room(candidate)

        async def story() -> None:
            await room.call()
            await room.says(WORDS, ends=False)
            with held(stage.house):
                room.caller.press("done")
                seen = await room.caller.until("trouble", what="reply", within=10)
                await room.caller.told(phrases("en").say("trouble"))
                await asyncio.sleep(LOCKED)
                assert stage.house.ask(SAID) == []
            seen = await room.caller.until("caption", text=WORDS, final=True, within=10, after=seen)
            await room.caller.until("state", who="interviewer", after=seen)
            assert [each["what"] for each in room.caller.messages if each["type"] == "trouble"] == ["reply"]
            await room.caller.leave()

        asyncio.run(asyncio.wait_for(story(), 90))
        assert [text for text, _ in stage.house.ask(SAID)] == [WORDS]


@pytest.fixture(scope="module")
def cluster() -> Iterator[Cluster]:
    programs = postgres.programs()
    if programs is None:
        pytest.skip("there is no PostgreSQL on this machine")
    with a_cluster(programs) as running:
        yield running


@pytest.mark.endures
@pytest.mark.parametrize("how", [*AWAY, HELD])
def test_an_interview_goes_on_after_twenty_seconds_without_its_postgresql(
    how: str, cluster: Cluster, tmp_path: Path, migrated: Migrated, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It went in the middle of an answer. The same call goes on to the end of the interview, and pages answer again."""
    monkeypatch.setenv("GREENROOM_DATABASE_URL", cluster.url)
    listen_on_loopback()
    with a_stage(tmp_path / "data", migrated) as stage, ThreadPoolExecutor(1) as beside:
        stage.voice(WORDS, *[NO_MORE] * 6)
        candidate = stage.enter()
        stage.voices_answer()
        room, browser, steps = Room(candidate), candidate.browser, candidate.at("steps/")

        async def story() -> None:
            await room.call()
            await room.says(WORDS, ends=False)
            with away(cluster, how, database=stage.house.database_url):
                back = asyncio.get_running_loop().time() + GONE
                room.caller.press("done")
                asked = beside.submit(browser.get, steps)
                await room.caller.until("trouble", what="reply", within=15)
                await room.caller.told(phrases("en").say("trouble"))
                await asyncio.sleep(back - asyncio.get_running_loop().time())
                assert not asked.done() or (asked.result().status, "<h1" in asked.result().text) == (
                    500,
                    True,
                )
            seen = await room.caller.until("caption", text=WORDS, final=True, within=30)
            assert asked.result(30).status in {200, 500}
            seen = await room.caller.until("state", who="interviewer", after=seen, within=30)
            await room.says_to_the_end(seen)
            await room.caller.leave()

        asyncio.run(asyncio.wait_for(story(), 180))
        said = [text for text, _ in stage.house.ask(SAID)]
        assert (said[0], set(said[1:])) == (WORDS, {NO_MORE})
        until(lambda: stage.house.ask(ENDED) == [("finished",)], within=20, what="the end of its one call")
        assert candidate.get("steps/").status == 200
