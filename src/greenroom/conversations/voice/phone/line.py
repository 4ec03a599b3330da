"""A telephone call among the calls of a worker: the same pipeline and interview, another transport."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import cast
from uuid import UUID

from pipecat.transports.smallwebrtc.connection import SmallWebRTCConnection
from starlette.websockets import WebSocket

from greenroom.candidates.queries import accommodations
from greenroom.conversations.models import Call
from greenroom.conversations.phone import answering
from greenroom.conversations.voice import patience
from greenroom.conversations.voice.interview import DjangoInterview
from greenroom.conversations.voice.lines import Lines, OpenCall
from greenroom.conversations.voice.phone.interview import Introduced
from greenroom.conversations.voice.phone.protocol import Start
from greenroom.conversations.voice.phone.transport import PhoneTransport, Socket
from greenroom.conversations.voice.pipeline import build

LATER = "9"
"""The key that asks to be called later."""


async def hold(lines: Lines, opened: OpenCall) -> None:
    """Hold the call until it is over."""
    lines.open[opened.id] = opened
    opened.task = asyncio.get_running_loop().create_task(lines._hold(opened))
    await opened.task


async def pick_up(
    lines: Lines, websocket: WebSocket, *, start: Start, call: Call, phone_call_id: UUID
) -> OpenCall:
    """The pipeline of this call. Raises what a vendor of speech raises."""
    language = call.attempt.stage.interviewer.language
    wanted = await lines.database.run(
        partial(accommodations.of, call.attempt.application.candidate_id), workspace_id=call.workspace_id
    )
    speech = await asyncio.to_thread(lines._speech, language, wanted.slower_voice)
    key = call.id.hex[-20:]
    inner = DjangoInterview(
        lines.database,
        workspace_id=call.workspace_id,
        attempt_id=call.attempt_id,
        language=language,
        key=key,
    )
    opened: list[OpenCall] = []
    later: set[asyncio.Task[None]] = set()

    def pressed(digit: str) -> None:
        if digit == LATER and not later:
            later.add(asyncio.get_running_loop().create_task(call_later()))

    async def call_later() -> None:
        note = partial(answering.later, phone_call_id=phone_call_id)
        await lines.database.run(note, workspace_id=call.workspace_id)
        opened[0].end(Call.Why.LEFT)

    sink = lines._sink(call) if lines._sink else None
    socket = Socket(websocket, start.stream_sid)
    built = build(
        PhoneTransport(socket, pressed=pressed, gone=lambda: opened[0].end(Call.Why.LEFT)),
        interview=Introduced(inner, lines.database, attempt=call.attempt, key=f"{key}:i"),
        speech=speech,
        page=socket.send_app_message,
        key=key,
        stretch=patience.stretch(longer_pauses=wanted.longer_pauses, time=wanted.time),
        on_audio=sink.write if sink else None,
        finished=lambda: opened[0].end(Call.Why.FINISHED),
    )
    built.interviewer.answered()
    connection = cast("SmallWebRTCConnection", socket)
    opened.append(OpenCall(call.id, call.workspace_id, connection, built, sink))
    return opened[0]
