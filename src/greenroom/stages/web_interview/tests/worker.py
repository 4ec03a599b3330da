"""The door of a voice worker, over real HTTP."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

ANSWER = {"type": "answer", "sdp": "v=0\r\no=- 1 2 IN IP4 127.0.0.1\r\n", "pc_id": "one"}


@dataclass
class Worker:
    """offers: the bodies that came; tokens: what they were sent with. status, answer: what comes back.

    takes: makes the answer of a token and an offer instead, where calls are really held.
    """

    address: str = ""
    status: int = 200
    answer: Any = field(default_factory=lambda: dict(ANSWER))
    offers: list[dict[str, Any]] = field(default_factory=list)
    tokens: list[str] = field(default_factory=list)
    takes: Callable[[str, str], Any] | None = None

    def take(self, token: str, offer: dict[str, Any]) -> Any:
        self.offers.append(offer)
        self.tokens.append(token)
        return self.takes(token, offer["sdp"]) if self.takes else self.answer


@contextmanager
def answering(takes: Callable[[str, str], Any] | None = None) -> Iterator[Worker]:
    worker = Worker(takes=takes)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            token = self.headers["Authorization"].removeprefix("Bearer ")
            said = json.dumps(worker.take(token, {"path": self.path, **json.loads(body)})).encode()
            self.send_response(worker.status)
            self.send_header("Content-Length", str(len(said)))
            self.end_headers()
            self.wfile.write(said)

        def log_message(self, *_given: Any) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    worker.address = f"http://127.0.0.1:{server.server_port}"
    try:
        yield worker
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
