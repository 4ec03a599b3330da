"""Whole calls over the loopback interface: aiortc at both ends, real rows, ears and voice by a script."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import partial
from typing import Any

import httpx
import pytest

from greenroom.candidates.models import Attempt
from greenroom.candidates.tests.walking import Walk
from greenroom.conversations.actions import calls
from greenroom.conversations.models import Call, Turn
from greenroom.conversations.voice import patience
from greenroom.conversations.voice.database import Database
from greenroom.conversations.voice.lines import Lines
from greenroom.conversations.voice.quiet import quieten
from greenroom.conversations.voice.server import Lag, app, listen_on_loopback
from greenroom.conversations.voice.settings import VoiceSettings
from greenroom.conversations.voice.testing.candidate import Candidate
from greenroom.conversations.voice.testing.speech import scripted
from greenroom.core import scope

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.filterwarnings("ignore:.*:DeprecationWarning:aiortc"),
]


@dataclass
class House:
    """A worker in this process, and the way a page reaches it."""

    lines: Lines
    http: httpx.AsyncClient
    database: Database

    async def place(self, attempt: Attempt) -> calls.Placed:
        return await self.database.run(
            partial(calls.place, attempt=attempt), workspace_id=attempt.workspace_id
        )

    async def post(self, token: str, sdp: str) -> httpx.Response:
        return await self.http.post(
            "/calls/", json={"sdp": sdp}, headers={"Authorization": f"Bearer {token}"}
        )

    async def call(self, attempt: Attempt) -> tuple[Candidate, Call]:
        """A candidate on the line."""
        placed = await self.place(attempt)
        candidate = Candidate()
        answer = await self.post(placed.token, await candidate.offer())
        assert answer.status_code == 200, answer.text
        await candidate.accept(answer.json()["sdp"])
        return candidate, placed.call


@asynccontextmanager
async def house(script: list[str], **environ: str) -> AsyncIterator[House]:
    quieten()
    listen_on_loopback()
    settings = VoiceSettings({"GREENROOM_VOICE_LOST_AFTER": "30", **environ})
    database = Database(6)
    worker = await database.run(partial(calls.enlist, address="http://worker", most=settings.calls))
    lines = Lines(worker=worker, database=database, settings=settings, speech=lambda *_: scripted(script))
    transport = httpx.ASGITransport(app(lines, Lag()))
    async with httpx.AsyncClient(transport=transport, base_url="http://worker") as http:
        try:
            yield House(lines, http, database)
        finally:
            await lines.drain(0)
            database.close()


@pytest.fixture
def attempt(walk: Walk, monkeypatch) -> Attempt:
    monkeypatch.setattr(patience, "OPEN", 0.3)
    walk.enter().send_resume()
    walk.get("interview/")
    with scope.scoped(walk.interviewer.workspace_id):
        rows = Attempt.objects.select_related("stage__interviewer__workspace", "application__candidate")
        return rows.get(stage__kind="web_interview")


def run(story: Callable[[], Coroutine[Any, Any, None]]) -> None:
    asyncio.run(asyncio.wait_for(story(), 40))


def test_an_interview_is_spoken_from_greeting_to_goodbye(attempt):
    answers = ["I check my harness twice.", "I stop the work.", "I like glass.", "No, that's all."]

    async def story() -> None:
        async with house(answers) as at:
            candidate, _ = await at.call(attempt)
            seen = 0
            for answer in answers:
                seen = await candidate.until("state", who="candidate", after=seen)
                candidate.speak(400)
                seen = await candidate.until("caption", who="candidate", text=answer, final=True, after=seen)
            await candidate.until("over", after=seen)
            await candidate.leave()

    run(story)
    said = list(Turn.objects.filter(speaker="candidate").values_list("text", "is_spoken"))
    assert said == [(answer, True) for answer in answers]
    call = Call.objects.get()
    assert (call.why, call.turns, call.cut_ins) == ("finished", 4, 0)
    lines = Turn.objects.filter(speaker="interviewer")
    assert lines.filter(is_spoken=True, is_cut=False).count() == lines.count()
