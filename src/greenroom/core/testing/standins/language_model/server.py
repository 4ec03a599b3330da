"""A server that speaks OpenAI's chat completions, follows the schema it is sent and fails on request."""

from __future__ import annotations

import socket
import threading
from dataclasses import dataclass
from http.server import ThreadingHTTPServer
from types import TracebackType
from typing import Any, Literal, Self

from greenroom.core.testing.standins.language_model.faults import Fault, Script
from greenroom.core.testing.standins.language_model.handler import Handler

MODEL = "stand-in"


@dataclass(frozen=True)
class Recorded:
    """One request to the protocol's own addresses. fault: how it was told to fail, "" when not at all."""

    method: str
    path: str
    headers: dict[str, str]
    body: Any
    fault: str

    @property
    def row(self) -> dict[str, Any]:
        """What the control address tells about it: no headers, they hold the key."""
        return {"method": self.method, "path": self.path, "body": self.body, "fault": self.fault}

    @property
    def prompt(self) -> str:
        """All the messages' text."""
        return "\n".join(str(message.get("content") or "") for message in self.body["messages"])


class LanguageModelStandIn:
    """The server, on 127.0.0.1 in threads of its own, from `with` to its end.

    api_key: what a request has to carry, "" for any or none. models: the names it knows.
    streams: whether it does, answers whole all the same, or refuses to. turns: alternating refuses what the
    chat templates of many local models refuse, two messages of one role in a row.
    busiest: the most chat completions that were under way at one time. connections: opened since the start.
    """

    def __init__(
        self,
        *,
        port: int = 0,
        api_key: str = "",
        models: tuple[str, ...] = (MODEL,),
        streams: Literal["yes", "ignored", "refused"] = "yes",
        turns: Literal["any", "alternating"] = "any",
    ) -> None:
        self.api_key = api_key
        self.models = models
        self.streams = streams
        self.turns = turns
        self.script = Script()
        self.stopping = threading.Event()
        self.busiest = 0
        self.connections = 0
        self._requests: list[Recorded] = []
        self._under_way = 0
        self._lock = threading.Lock()
        self._server = _Server(("127.0.0.1", port), self)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)

    @property
    def port(self) -> int:
        return self._server.server_port

    @property
    def base_url(self) -> str:
        return f"http://127.0.0.1:{self.port}/v1"

    @property
    def requests(self) -> list[Recorded]:
        """Everything asked so far, oldest first."""
        with self._lock:
            return list(self._requests)

    def fail(self, *faults: Fault | str | None) -> None:
        """Fail the next requests in this order; None lets one through."""
        self.script.then(Fault(kind=each) if isinstance(each, str) else each for each in faults)

    def fail_always(self, fault: Fault | str | None) -> None:
        """Fail every request that the sequence says nothing about; None ends it."""
        self.script.always(Fault(kind=fault) if isinstance(fault, str) else fault)

    def reset(self) -> None:
        """Forget the faults and the requests."""
        self.script.clear()
        with self._lock:
            self._requests.clear()
            self.busiest = 0

    def record(self, method: str, path: str, headers: dict[str, str], body: Any, fault: str) -> None:
        with self._lock:
            self._requests.append(Recorded(method, path, headers, body, fault))

    def begin(self) -> None:
        with self._lock:
            self._under_way += 1
            self.busiest = max(self.busiest, self._under_way)

    def finish(self) -> None:
        with self._lock:
            self._under_way -= 1

    def serve(self) -> None:
        """Serve in this thread until interrupted."""
        self._server.serve_forever()

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stopping.set()
        self._server.shutdown()
        self._thread.join()
        self._server.close()


class _Server(ThreadingHTTPServer):
    """Ends every open connection when it closes, so that no thread is left behind."""

    daemon_threads = False
    block_on_close = True
    request_queue_size = 128

    def __init__(self, address: tuple[str, int], standin: LanguageModelStandIn) -> None:
        self.standin = standin
        self._open: set[socket.socket] = set()
        super().__init__(address, Handler)

    def process_request(self, request: Any, client_address: Any) -> None:
        self._open.add(request)
        self.standin.connections += 1
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        self._open.discard(request)
        super().shutdown_request(request)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that went away is what half of the tests are about."""

    def close(self) -> None:
        for connection in list(self._open):
            try:
                connection.shutdown(socket.SHUT_RDWR)
            except OSError:
                continue  # It was closed from the other side.
        self.server_close()
