"""Whole telephone calls: the carrier's protocol over a real websocket, real rows, ears and voice by a script."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from datetime import timedelta
from functools import partial
from typing import Any
from xml.etree import ElementTree as ET

import pytest
import time_machine
import uvicorn
from starlette.applications import Starlette
from websockets.exceptions import InvalidStatus

from greenroom.candidates.models import Attempt
from greenroom.conversations.actions import calls, interviews
from greenroom.conversations.models import Call, PhoneCall, Turn
from greenroom.conversations.phone import asking
from greenroom.conversations.phone.tests.standin import VOICE, CallStandIn, Rung, configure
from greenroom.conversations.voice import patience
from greenroom.conversations.voice.database import Database
from greenroom.conversations.voice.lines import Lines
from greenroom.conversations.voice.phone import door
from greenroom.conversations.voice.phone.tests.stream import telephone, until
from greenroom.conversations.voice.quiet import quieten
from greenroom.conversations.voice.server import Lag, beat_once
from greenroom.conversations.voice.settings import VoiceSettings
from greenroom.conversations.voice.speech.contract import NotHere
from greenroom.conversations.voice.testing.speech import scripted
from greenroom.core import clock
from greenroom.core.testing.jobs import run_due_jobs

pytestmark = [pytest.mark.django_db(transaction=True)]
SIGNED_FOR = f"{VOICE}/phone/"


@asynccontextmanager
async def worker(
    script: list[str], *, ms_per_character: float = 1.0, **environ: str
) -> AsyncIterator[tuple[str, Lines]]:
    """A worker that serves telephones on the loopback interface, and its address."""
    quieten()
    settings = VoiceSettings({"GREENROOM_VOICE_LOST_AFTER": "30", **environ})
    database = Database(6)
    row = await database.run(partial(calls.enlist, address="http://worker", most=settings.calls))
    lines = Lines(
        worker=row,
        database=database,
        settings=settings,
        speech=lambda *_: scripted(script, ms_per_character=ms_per_character),
    )
    app = Starlette(routes=door.routes(lines))
    config = uvicorn.Config(
        app, host="127.0.0.1", port=0, ws="websockets-sansio", log_config=None, access_log=False
    )
    server = uvicorn.Server(config)
    serving = asyncio.create_task(server.serve())
    await until(lambda: server.started)
    port = server.servers[0].sockets[0].getsockname()[1]
    try:
        yield f"ws://127.0.0.1:{port}/phone/", lines
    finally:
        await lines.drain(0)
        server.should_exit = True
        await serving
        database.close()


@pytest.fixture
def account(settings):
    with CallStandIn() as account:
        configure(settings, account)
        yield account


@pytest.fixture
def attempt(begin, monkeypatch) -> Attempt:
    monkeypatch.setattr(patience, "OPEN", 0.3)
    attempt = begin("casey")
    interviews.begin(attempt=attempt)
    return attempt


def run(story: Callable[[], Coroutine[Any, Any, None]]) -> None:
    asyncio.run(asyncio.wait_for(story(), 40))


async def ring(lines: Lines, account: CallStandIn, attempt: Attempt) -> Rung:
    """The candidate asks, the job runs, the carrier rings."""

    def asked() -> Rung:
        asking.ask(attempt=attempt, choice="now", phone="+15005550001")
        run_due_jobs()
        return account.rung[-1]

    return await lines.database.run(asked, workspace_id=attempt.workspace_id)


async def picked_up(lines: Lines, account: CallStandIn, attempt: Attempt) -> tuple[Rung, str]:
    """Somebody answers; the token that the carrier gets."""
    rung = await ring(lines, account, attempt)
    then = await lines.database.run(lambda: account.pick_up(rung))
    stream = then.find("Connect/Stream")
    assert stream.get("url") == SIGNED_FOR
    return rung, stream.find("Parameter[@name='token']").get("value")


async def follows(lines: Lines, account: CallStandIn, rung: Rung, hook: str, **form: str) -> ET.Element:
    """What the carrier is told to do next."""
    url = rung.hook("Url").replace("/answer/", f"/{hook}/")
    status, then = await lines.database.run(lambda: account.hook(url, CallSid=rung.sid, **form))
    assert status == 200
    return then


def test_an_interview_is_held_by_telephone_after_a_line_that_says_who_calls(attempt, account):
    answers = ["I check my harness twice.", "I stop the work.", "I like glass.", "No, that's all."]
    gaps: list[float] = []

    async def story() -> None:
        async with worker(answers) as (url, lines):
            rung, token = await picked_up(lines, account, attempt)
            async with telephone(url, signed_for=SIGNED_FOR) as ear:
                await ear.start(token=token, sid=rung.sid)
                for _ in answers:
                    await ear.listened()
                    ear.speak(400)
                await asyncio.wait_for(ear.over.wait(), 10)
                gaps.append(ear.heard[0] - ear.began)
            then = await follows(lines, account, rung, "after")
            assert [each.tag for each in then] == ["Hangup"]
            await lines.database.run(lambda: account.report(rung, "completed"))

    run(story)
    said = list(Turn.objects.filter(speaker="candidate").values_list("text", "is_spoken"))
    assert said == [(answer, True) for answer in answers]
    first = Turn.objects.filter(is_spoken=True).order_by("start_ms").first()
    assert (first.kind, first.is_cut) == ("greeting", False)
    assert "Northfield" in first.text
    assert "Press 9" in first.text
    call, phone = Call.objects.get(), PhoneCall.objects.get()
    assert (call.transport, call.why, call.turns, call.cut_ins) == ("phone", "finished", 4, 0)
    assert (phone.state, phone.why, phone.call_id) == ("over", "finished", call.id)
    assert gaps[0] < 1.5


def test_speaking_over_us_stops_us_and_nine_ends_the_call_and_asks_when(attempt, account):
    async def story() -> None:
        async with worker(["Excuse me."], ms_per_character=25) as (url, lines):
            rung, token = await picked_up(lines, account, attempt)
            async with telephone(url, signed_for=SIGNED_FOR) as ear:
                await ear.start(token=token, sid=rung.sid)
                await until(lambda: bool(ear.heard))
                ear.speak(600)
                await until(lambda: ear.cleared > 0)
                await ear.tell(event="mark", mark="of no use")
                await ear.tell(event="media", media="no sound")
                await ear.press("7")
                await ear.press("9")
                await asyncio.wait_for(ear.over.wait(), 5)
            asked = await follows(lines, account, rung, "after")
            gather = asked.find("Gather")
            assert "Press 1" in gather.find("Say").text
            noted = await follows(lines, account, rung, "later", Digits="2")
            assert "Thank you" in noted.find("Say").text
            await lines.database.run(lambda: account.report(rung, "completed"))

    run(story)
    first, second = PhoneCall.objects.order_by("created_at")
    assert (first.why, Call.objects.get().why) == ("later", "left")
    assert (second.state, second.number) == ("waiting", "+15005550001")
    assert round((second.due_at - first.ended_at).total_seconds() / 3600, 1) == 3.0
    assert Turn.objects.get(speaker="interviewer", is_spoken=True).is_cut


def test_a_worker_that_leaves_hands_the_telephone_on_and_one_that_another_device_takes_over_says_so(
    attempt, account
):
    """Words of an answer that the end cuts off are kept with their question."""

    async def story() -> None:
        async with worker(["I check my", "my rope"], ms_per_character=0.5) as (url, lines):
            rung, token = await picked_up(lines, account, attempt)
            async with telephone(url, signed_for=SIGNED_FOR) as ear:
                await ear.start(token=token, sid=rung.sid)
                await ear.listened()
                ear.speak(400)
                held = next(iter(lines.open.values())).built.interviewer
                await until(lambda: bool(held.unkept()))
                await lines.drain(0)
                await asyncio.wait_for(ear.over.wait(), 10)
            lines.draining = False
            then = await follows(lines, account, rung, "after")
            token = then.find("Connect/Stream/Parameter[@name='token']").get("value")
            async with telephone(url, signed_for=SIGNED_FOR) as ear:
                await ear.start(token=token, sid=rung.sid)
                await ear.listened()
                before = len(ear.heard)
                await lines.database.run(
                    partial(calls.place, attempt=attempt), workspace_id=attempt.workspace_id
                )
                await beat_once(lines, Lag())
                await asyncio.wait_for(ear.over.wait(), 10)
                assert len(ear.heard) > before, "it is said where the interview goes on"
            assert [each.tag for each in await follows(lines, account, rung, "after")] == ["Hangup"]

    run(story)
    kept = Turn.objects.get(speaker="candidate")
    assert (kept.text, kept.kind, kept.question.text) == (
        "I check my",
        "late",
        "How do you stay safe on a rope?",
    )
    assert list(Call.objects.values_list("why", flat=True)) == ["moved", "taken_over", ""]


def test_nobody_is_let_in_who_cannot_show_a_signature_and_a_fresh_token(attempt, account, monkeypatch):
    """And nothing is built for them: the call still waits for whom it is meant."""
    monkeypatch.setattr(door, "START_WITHIN", 0.3)

    async def story() -> None:
        async with worker([]) as (url, lines):
            monkeypatch.setattr(lines, "_speech", lambda *_: pytest.fail("something was built"))
            rung, token = await picked_up(lines, account, attempt)
            for signed in ({"token": "another"}, {"signed_for": f"{VOICE}/other/"}):
                with pytest.raises(InvalidStatus) as refused:
                    async with telephone(url, **{"signed_for": SIGNED_FOR, **signed}):
                        pass
                assert refused.value.response.status_code == 403
            for shown, sid in ((f"{token}x", rung.sid), ("", rung.sid), (token, "CA" + "9" * 32)):
                async with telephone(url, signed_for=SIGNED_FOR) as ear:
                    await ear.start(token=shown, sid=sid)
                    assert await ear.closed() == door.REFUSED
            async with telephone(url, signed_for=SIGNED_FOR) as ear:
                await ear.tell(event="connected")
                assert await ear.closed() == door.REFUSED
            async with telephone(url, signed_for=SIGNED_FOR) as ear:
                await ear.tell(event="start", start=["nonsense"])
                assert await ear.closed() == door.REFUSED
            with time_machine.travel(clock.now() + timedelta(seconds=61)):
                async with telephone(url, signed_for=SIGNED_FOR) as ear:
                    await ear.start(token=token, sid=rung.sid)
                    assert await ear.closed() == door.REFUSED
            monkeypatch.setattr(lines, "draining", True)
            async with telephone(url, signed_for=SIGNED_FOR) as ear:
                await ear.start(token=token, sid=rung.sid)
                assert await ear.closed() == door.LATER
            assert lines.open == {}

    run(story)
    assert Call.objects.get().joined_at is None
    assert not Turn.objects.filter(is_spoken=True).exists()


def test_a_worker_that_cannot_speak_lets_go_and_the_candidate_is_told(attempt, account, monkeypatch):
    def speech(*_):
        raise NotHere("no voice")

    async def story() -> None:
        async with worker([]) as (url, lines):
            monkeypatch.setattr(lines, "_speech", speech)
            rung, token = await picked_up(lines, account, attempt)
            async with telephone(url, signed_for=SIGNED_FOR) as ear:
                await ear.start(token=token, sid=rung.sid)
                assert await ear.closed() == door.FAILED
            assert lines.active == 0
            then = await follows(lines, account, rung, "after")
            assert [each.tag for each in then] == ["Say", "Hangup"]

    run(story)
    assert (Call.objects.get().why, PhoneCall.objects.get().why) == ("lost", "no_lines")
