"""Whole calls over the loopback interface: aiortc at both ends, real rows, ears and voice by a script."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import Any

import httpx
import pytest
import time_machine

from greenroom.candidates.models import Attempt
from greenroom.conversations.actions import calls, interviews
from greenroom.conversations.models import Call, Turn
from greenroom.conversations.voice import patience
from greenroom.conversations.voice.database import Database
from greenroom.conversations.voice.lines import Lines
from greenroom.conversations.voice.loopback import listen_on_loopback
from greenroom.conversations.voice.quiet import quieten
from greenroom.conversations.voice.server import Lag, app, beat_once
from greenroom.conversations.voice.settings import VoiceSettings
from greenroom.conversations.voice.speech.contract import Speech
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

    async def gone(self, call: Call) -> None:
        """Wait until its line is free again."""
        held = self.lines.open.get(call.id)
        if held is not None and held.task is not None:
            await asyncio.wait_for(asyncio.shield(held.task), 10)


@asynccontextmanager
async def house(
    script: list[str],
    *,
    ms_per_character: float = 1.0,
    speech: Callable[[], Speech] | None = None,
    **environ: str,
) -> AsyncIterator[House]:
    """speech: of each call, where the script does not do."""
    quieten()
    listen_on_loopback()
    settings = VoiceSettings({"GREENROOM_VOICE_LOST_AFTER": "30", **environ})
    database = Database(6)
    worker = await database.run(partial(calls.enlist, address="http://worker", most=settings.calls))
    lines = Lines(
        worker=worker,
        database=database,
        settings=settings,
        speech=lambda *_: speech() if speech else scripted(script, ms_per_character=ms_per_character),
    )
    transport = httpx.ASGITransport(app(lines, Lag()))
    async with httpx.AsyncClient(transport=transport, base_url="http://worker") as http:
        try:
            yield House(lines, http, database)
        finally:
            await lines.drain(0)
            database.close()


@pytest.fixture(autouse=True)
def _in_a_hurry(monkeypatch) -> None:
    monkeypatch.setattr(patience, "OPEN", 0.3)


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


def test_a_line_is_let_go_of_however_a_call_ends(attempt):
    """Forged, spent and old tokens open nothing; a second device takes over; a page that vanished is not waited for."""

    async def story() -> None:
        async with house([], GREENROOM_VOICE_LOST_AFTER="0.6", GREENROOM_VOICE_CALLS="1") as at:
            first, call = await at.call(attempt)
            await first.until("state", who="interviewer")
            placed = await at.place(attempt)
            await beat_once(at.lines, Lag())
            await first.until("trouble", what="taken_over")
            await first.leave()
            await at.gone(call)

            second = Candidate()
            sdp = await second.offer()
            for token in ("", placed.token[:-1], calls.signing.dumps({"call": "1"}, salt="other")):
                assert (await at.post(token, sdp)).status_code == 403
            with time_machine.travel(timedelta(seconds=61), tick=True):
                assert (await at.post(placed.token, sdp)).status_code == 403
            assert (await at.post(placed.token, "v=0\r\nnonsense")).status_code == 400
            assert (await at.post(placed.token, "x" * 70_000)).status_code == 400
            await second.leave()

            third, call = await at.call(attempt)
            await third.until("state", who="interviewer")
            await third.vanish()
            await at.gone(call)

            last, call = await at.call(attempt)
            await last.until("state", who="interviewer")
            await at.lines.drain(0.1)
            await last.until("trouble", what="moved")
            assert (await at.post((await at.place(attempt)).token, sdp)).status_code == 503
            await last.leave()

    run(story)
    with scope.everything("a test looks"):
        assert list(Call.objects.values_list("why", flat=True)) == [
            "taken_over",
            "taken_over",
            "lost",
            "moved",
            "",
        ]


def test_who_speaks_on_is_not_cut_off_and_who_speaks_over_a_question_is_heard(attempt):
    """Words that came before the reply was heard stay with the question they answer, and the reply is said again."""
    said = ["I check my harness.", "Twice, in fact.", "I stop the work."]
    interviews.begin(attempt=attempt)
    Turn.objects.update(is_spoken=True)  # on another device, which makes this greeting a short one

    async def story() -> None:
        async with house(said, ms_per_character=40.0) as at:
            candidate, call = await at.call(attempt)
            seen = await candidate.until("state", who="candidate", within=30)
            candidate.speak(400)
            seen = await candidate.until("caption", who="candidate", text=said[0], final=True, after=seen)
            await candidate.until("state", who="interviewer", after=seen)
            candidate.speak(400)
            seen = await candidate.until("caption", who="candidate", text=said[1], final=True, after=seen)
            await candidate.until("caption", who="interviewer", text="What do you do in wind?", after=seen)
            seen = await candidate.until("state", who="candidate", after=seen, within=20)
            candidate.press("moment")
            seen = await candidate.until("state", who="paused", after=seen)
            candidate.press("ready")
            seen = await candidate.until("state", who="candidate", after=seen)
            candidate.press("repeat")
            await candidate.until("caption", who="interviewer", text="What do you do in wind?", after=seen)
            candidate.speak(400)
            seen = await candidate.until("caption", who="candidate", text=said[2], final=True, after=seen)
            at.lines.open[call.id].end("left")
            await candidate.leave()
            await at.gone(call)

    run(story)
    rows = Turn.objects.filter(speaker="candidate").select_related("question")
    assert [(turn.text, turn.kind, turn.question.text) for turn in rows] == [
        (said[0], "answer", "How do you stay safe on a rope?"),
        (said[1], "late", "How do you stay safe on a rope?"),
        (said[2], "answer", "What do you do in wind?"),
    ]
    assert Call.objects.get().cut_ins == 1
