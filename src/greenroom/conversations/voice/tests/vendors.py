"""Vendors of ears and voices at 127.0.0.1, each by its own protocol; one may be made to fail.

ways: "well"; "429" and "500" at the door; "garbage"; "hang", which takes everything and says nothing; "error", as the
vendor itself puts it.
"""

from __future__ import annotations

import asyncio
import base64
import io
import json
import threading
import wave
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass, field
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from websockets.asyncio.server import ServerConnection, serve
from websockets.exceptions import ConnectionClosed
from websockets.http11 import Request, Response

from greenroom.conversations.voice.testing.speech import tone

RATE = 24_000
SOUND = tone(200, rate=RATE)
WORDS = "I check my harness."


@dataclass
class Vendor:
    """asked: what was sent, in order; doors: the paths and the keys it came by. refuses: voices it does not know."""

    way: str = "well"
    url: str = ""
    asked: list[Any] = field(default_factory=list)
    doors: list[tuple[str, str]] = field(default_factory=list)
    refuses: tuple[str, ...] = ()
    news: asyncio.Event = field(default_factory=asyncio.Event)

    async def heard(self, words: str) -> None:
        """Wait until these were sent."""
        while not any(words in str(each) for each in self.asked):
            self.news.clear()
            await self.news.wait()


def wav() -> bytes:
    file = io.BytesIO()
    with wave.open(file, "wb") as written:
        written.setparams((1, 2, RATE, 0, "NONE", ""))
        written.writeframes(SOUND)
    return file.getvalue()


@contextmanager
def http(way: str = "well", *refuses: str) -> Iterator[Vendor]:
    """Speech and transcriptions of an OpenAI-compatible endpoint, and Piper's; "hang" until it is told to stop."""
    vendor, stopping = Vendor(way, refuses=refuses), threading.Event()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            vendor.doors.append((self.path, self.headers["Authorization"] or ""))
            is_json = self.headers["Content-Type"] == "application/json"
            vendor.asked.append(json.loads(body) if is_json else body)
            if vendor.way == "hang":
                stopping.wait(10)
            status = int(vendor.way) if vendor.way.isdecimal() else 200
            if is_json and vendor.asked[-1].get("voice") in vendor.refuses:
                status = 404
            said = wav() if is_json else json.dumps({"text": f" {WORDS} "}).encode()
            if vendor.way == "garbage":
                said = b"<html>" * 2_000
            with suppress(OSError):  # who asked has hung up
                self.send(status, said)

        def send(self, status: int, content: bytes) -> None:
            self.send_response(status)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_given: Any) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    vendor.url = f"http://127.0.0.1:{server.server_port}"
    try:
        yield vendor
    finally:
        stopping.set()
        server.shutdown()
        server.server_close()


@asynccontextmanager
async def socket(name: str, way: str = "well") -> AsyncIterator[Vendor]:
    """Cartesia, ElevenLabs or Deepgram, by name."""
    vendor = Vendor(way)

    def door(line: ServerConnection, request: Request) -> Response | None:
        headers = request.headers
        key = headers.get("X-API-Key") or headers.get("xi-api-key") or headers.get("Authorization") or ""
        vendor.doors.append((request.path, key))
        return line.respond(HTTPStatus(int(way)), "no") if way.isdecimal() else None

    async def talk(line: ServerConnection) -> None:
        async for message in line:
            vendor.asked.append(message if isinstance(message, bytes) else json.loads(message))
            vendor.news.set()
            if way == "garbage":
                await line.send("<html>")
            elif way != "hang":
                await TALKS[name](vendor, line)

    async def held(line: ServerConnection) -> None:
        with suppress(ConnectionClosed):
            await talk(line)

    async with serve(held, "127.0.0.1", 0, process_request=door) as server:
        vendor.url = f"ws://127.0.0.1:{next(iter(server.sockets)).getsockname()[1]}"
        yield vendor


async def cartesia(vendor: Vendor, line: ServerConnection) -> None:
    """A context: chunks as text comes, `done` when its last is there."""
    told = vendor.asked[-1]
    context = {"context_id": told["context_id"]}
    if vendor.way == "error":
        await line.send(json.dumps({"type": "error", "status_code": 402, "error": "no credit", **context}))
    elif told.get("transcript"):
        await line.send(json.dumps({"type": "chunk", "data": base64.b64encode(SOUND).decode(), **context}))
    elif told.get("continue") is False:
        await line.send(json.dumps({"type": "done", **context}))


async def elevenlabs(vendor: Vendor, line: ServerConnection) -> None:
    """Text of a context is spoken at once; a context that is closed is final."""
    told = vendor.asked[-1]
    if vendor.way == "error":
        await line.close(1008, "quota exceeded")
    elif told.get("close_context"):
        await line.send(json.dumps({"contextId": told["context_id"], "isFinal": True}))
    elif told.get("text", "").strip():
        audio = base64.b64encode(SOUND).decode()
        await line.send(json.dumps({"contextId": told["context_id"], "audio": audio}))


async def deepgram(vendor: Vendor, line: ServerConnection) -> None:
    """Words that are not sure while there is sound, and sure ones when it is asked to finish."""
    told = vendor.asked[-1]
    if vendor.way == "error":
        await line.close(1011, "NET-0000")
        return
    sure = isinstance(told, dict) and told["type"] == "Finalize"
    sounds = sum(isinstance(each, bytes) for each in vendor.asked)
    if not sure and sounds != 1:
        return
    best = {"transcript": WORDS if sure else "I check", "confidence": 0.75}
    results = {
        "type": "Results",
        "is_final": sure,
        "from_finalize": sure,
        "channel": {"alternatives": [best]},
    }
    await line.send(json.dumps({"type": "Metadata"}))
    await line.send(json.dumps(results))


TALKS = {"cartesia": cartesia, "elevenlabs": elevenlabs, "deepgram": deepgram}
