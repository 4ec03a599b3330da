"""A sample of a voice, by the service that speaks in calls."""

from __future__ import annotations

import asyncio
import io
import wave

import httpx
import pytest

from greenroom.conversations.actions import calls, voice_samples
from greenroom.conversations.voice.database import Database
from greenroom.conversations.voice.lines import Lines
from greenroom.conversations.voice.server import Lag, app
from greenroom.conversations.voice.settings import VoiceSettings
from greenroom.conversations.voice.testing.speech import scripted
from greenroom.core.ids import new_id


@pytest.mark.django_db(transaction=True)
def test_a_worker_says_a_sample_for_a_token_and_says_so_where_nothing_speaks():
    worker = calls.enlist(address="http://worker", most=4)
    tokens = [voice_samples.ask(language=language, voice="rms").token for language in ("en", "fr")]

    async def story() -> list[httpx.Response]:
        database = Database(1)
        settings = VoiceSettings({"GREENROOM_TTS": "flite"})
        lines = Lines(worker=worker, database=database, settings=settings, speech=lambda *_: scripted([]))
        transport = httpx.ASGITransport(app(lines, Lag()))
        async with httpx.AsyncClient(transport=transport, base_url="http://worker") as http:
            headers = [{"Authorization": f"Bearer {token}"} for token in (*tokens, "forged")]
            answers = [await http.post("/samples/", headers=each) for each in headers]
            lines.worker = type(worker)(id=new_id(), address="", most=1)
            answers.append(await http.post("/samples/", headers=headers[0]))
        database.close()
        return answers

    answers = asyncio.run(asyncio.wait_for(story(), 30))
    assert [answer.status_code for answer in answers] == [200, 503, 403, 403]
    with wave.open(io.BytesIO(answers[0].content)) as sound:
        assert sound.getnframes() / sound.getframerate() > 2
