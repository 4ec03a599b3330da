"""A spoken interview while somebody else holds the database, on SQLite."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from greenroom.conversations.engine.phrases import phrases
from greenroom.core.testing.migrated import Migrated
from tests.faults.test_database_away import IMPATIENT, held
from tests.journeys.spoken import a_stage
from tests.kills.test_voice import SAID, Room, listen_on_loopback

pytestmark = [pytest.mark.kills, pytest.mark.filterwarnings("ignore:.*:DeprecationWarning")]

WORDS = "I check my harness."
LOCKED = 4.0  # seconds after the candidate was told


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
