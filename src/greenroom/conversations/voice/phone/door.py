"""Where the sound of a telephone call comes in. Nothing is built before its signature and its token are believed."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from functools import partial

import structlog
from django.conf import settings
from starlette.routing import WebSocketRoute
from starlette.websockets import WebSocket, WebSocketDisconnect

from greenroom.conversations.actions.calls import NotYours
from greenroom.conversations.phone import answering
from greenroom.conversations.voice.lines import Full, Lines, OpenCall
from greenroom.conversations.voice.phone.line import pick_up
from greenroom.conversations.voice.phone.protocol import NotAStream, Start, start_of
from greenroom.outreach.senders.sms.twilio.signature import is_signed

log = structlog.get_logger(__name__)

PATH = "/phone/"
START_WITHIN = 5.0  # seconds
REFUSED, FAILED, LATER = 1008, 1011, 1013  # RFC 6455: policy violation, internal error, try again later


def routes(lines: Lines) -> list[WebSocketRoute]:
    """What a voice worker answers a carrier at."""

    async def stream(websocket: WebSocket) -> None:
        if not _is_signed(websocket):
            await websocket.close(REFUSED)  # before it is accepted: 403
            return
        await websocket.accept()
        code = REFUSED
        try:
            await _take(lines, websocket)
        except Full:
            code = LATER
        except (NotAStream, NotYours, TimeoutError) as refused:
            log.warning("stream refused", reason=type(refused).__name__)
        except Exception as failure:  # noqa: BLE001  (the carrier asks what is next, and is told)
            code = FAILED
            log.warning("stream failed", failure=type(failure).__name__)
        with suppress(RuntimeError, WebSocketDisconnect):
            await websocket.close(code)

    return [WebSocketRoute(PATH, stream)]


def _is_signed(websocket: WebSocket) -> bool:
    return is_signed(
        websocket.headers.get("x-twilio-signature", ""),
        settings.VOICE_PUBLIC_URL + PATH,
        (),
        token=settings.TWILIO_AUTH_TOKEN,
    )


async def _take(lines: Lines, websocket: WebSocket) -> None:
    start: Start = await asyncio.wait_for(start_of(websocket), START_WITHIN)
    shown = answering.ticket(start.parameters.get("token", ""))
    with lines.coming():
        opened = await _open(lines, websocket, start=start, shown=shown)
    await lines.hold(opened)


async def _open(lines: Lines, websocket: WebSocket, *, start: Start, shown: answering.Ticket) -> OpenCall:
    join = partial(answering.join, shown=shown, sid=start.call_sid, worker_id=lines.worker.id)
    call = await lines.database.run(join, workspace_id=shown.workspace_id)
    try:
        return await pick_up(lines, websocket, start=start, call=call, phone_call_id=shown.phone_call_id)
    except Exception:
        await lines.lost(call)
        raise
