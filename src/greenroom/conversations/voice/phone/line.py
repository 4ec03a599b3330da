"""A telephone call among the calls of a worker: the same pipeline and interview, another transport."""

from __future__ import annotations

import asyncio
from functools import partial
from uuid import UUID

from starlette.websockets import WebSocket

from greenroom.conversations.models import Call
from greenroom.conversations.phone import answering
from greenroom.conversations.voice.course import How
from greenroom.conversations.voice.lines import Lines, OpenCall
from greenroom.conversations.voice.phone.interview import Introduced
from greenroom.conversations.voice.phone.protocol import Start
from greenroom.conversations.voice.phone.transport import PhoneTransport, Socket
from greenroom.conversations.voice.pipeline import build

LATER = "9"
"""The key that asks to be called later."""


async def pick_up(
    lines: Lines, websocket: WebSocket, *, start: Start, call: Call, phone_call_id: UUID
) -> OpenCall:
    """The pipeline of this call. Raises what a vendor of speech raises."""
    made = await lines.prepare(call)
    opened: list[OpenCall] = []
    later: set[asyncio.Task[None]] = set()

    def pressed(digit: str) -> None:
        if digit == LATER and not later:
            later.add(asyncio.get_running_loop().create_task(call_later()))

    async def call_later() -> None:
        note = partial(answering.later, phone_call_id=phone_call_id)
        await lines.database.run(note, workspace_id=call.workspace_id)
        opened[0].end(Call.Why.LEFT)

    def done(how: How) -> None:
        opened[0].done(how)

    socket = Socket(websocket, start.stream_sid)
    interview = Introduced(made.interview, lines.database, attempt=call.attempt, key=f"{made.key}:i")
    built = build(
        PhoneTransport(socket, pressed=pressed, gone=lambda: opened[0].end(Call.Why.LEFT)),
        interview=interview,
        speech=made.speech,
        page=socket.send_app_message,
        key=made.key,
        stretch=made.stretch,
        on_audio=made.sink.write if made.sink else None,
        done=done,
    )
    built.interviewer.answered()
    held = OpenCall(call.id, call.workspace_id, socket, built, interview, made.sink, has_page=False)
    opened.append(held)
    return held
