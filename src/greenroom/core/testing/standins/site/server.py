"""A server that speaks HTTP/1.1 (RFC 9112) and gives each path the answer it was told to, well-formed or not."""

from __future__ import annotations

import socketserver
import ssl
import threading
from collections.abc import Callable
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Self

USUAL_WORDS = {200: "OK", 302: "Found", 404: "Not Found"}


@dataclass(frozen=True)
class Asked:
    """A request as it came in. headers: names in lower case."""

    method: str
    path: str
    headers: dict[str, str]
    content: bytes


class Visit:
    """One connection: what was asked, and the ways to answer it."""

    def __init__(self, asked: Asked, write: Callable[[bytes], object], stopping: threading.Event) -> None:
        self.asked = asked
        self.write = write  # raw bytes
        self.stopping = stopping

    def answer(self, status: int, content: bytes = b"", **headers: str) -> None:
        """A whole answer. headers: with underscores for dashes."""
        given = {"content_length": str(len(content)), **headers}
        lines = [f"HTTP/1.1 {status} {USUAL_WORDS.get(status, 'Said')}"]
        lines += [f"{name.replace('_', '-')}: {value}" for name, value in given.items()]
        self.write("\r\n".join([*lines, "", ""]).encode("latin-1") + content)


Page = Callable[[Visit], object]


class SiteStandIn:
    """The server, on 127.0.0.1 in threads of its own, from `with` to its end.

    pages: what answers at a path, its query included; 404 elsewhere, unless `otherwise` is set.
    """

    host = "127.0.0.1"

    def __init__(self, *, tls: ssl.SSLContext | None = None) -> None:
        self.tls = tls
        self.pages: dict[str, Page] = {}
        self.otherwise: Page = lambda visit: visit.answer(404, b"nothing here")
        self.stopping = threading.Event()
        self._asked: list[Asked] = []
        self._lock = threading.Lock()
        self._server = _Server((self.host, 0), self)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)

    @property
    def port(self) -> int:
        return int(self._server.server_address[1])

    @property
    def asked(self) -> list[Asked]:
        """What came in so far, oldest first."""
        with self._lock:
            return list(self._asked)

    def show(self, path: str, content: bytes, media_type: str = "text/html; charset=utf-8") -> None:
        self.pages[path] = lambda visit: visit.answer(200, content, content_type=media_type)

    def lead(self, path: str, to: str, status: int = 302) -> None:
        """Answer with a redirect."""
        self.pages[path] = lambda visit: visit.answer(status, location=to)

    def take(self, asked: Asked) -> None:
        with self._lock:
            self._asked.append(asked)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stopping.set()
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()


class _Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = False
    block_on_close = True

    def __init__(self, address: tuple[str, int], standin: SiteStandIn) -> None:
        self.standin = standin
        super().__init__(address, _Session)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that went away is what half of the tests are about."""


class _Session(socketserver.StreamRequestHandler):
    server: _Server

    def handle(self) -> None:
        standin = self.server.standin
        if standin.tls:
            self.request = standin.tls.wrap_socket(self.request, server_side=True)
            self.rfile, self.wfile = self.request.makefile("rb"), self.request.makefile("wb", 0)
        while self._tunnelled_further():
            pass
        if standin.tls:
            self.request.close()

    def _tunnelled_further(self) -> bool:
        """Answer one request; True after a CONNECT, behind which there is another."""
        first = self.rfile.readline(65_536).decode("latin-1").split()
        if len(first) < 3:
            return False
        headers = {}
        while (line := self.rfile.readline(65_536).decode("latin-1").strip()) != "":
            name, _, value = line.partition(":")
            headers[name.strip().lower()] = value.strip()
        content = self.rfile.read(int(headers.get("content-length", "0")))
        asked = Asked(first[0], first[1], headers, content)
        standin = self.server.standin
        standin.take(asked)
        page = standin.pages.get(asked.path, standin.otherwise)
        page(Visit(asked, self.wfile.write, standin.stopping))
        return asked.method == "CONNECT"
