"""Connections that go to the very address that was checked, and end when their time is over.

A name is resolved once for each connection. Every address it has must be public, and the socket is opened to one of
those addresses: what the name resolves to a moment later is never asked.
"""

from __future__ import annotations

import base64
import queue
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any
from urllib.parse import unquote, urlsplit

import httpcore
import httpx
from django.conf import settings

from greenroom.core.http.addresses import IPAddress, Unfetchable, is_public, literal

PROXY_ANSWER = 8_192  # bytes
USUAL_PROXY_PORT = 3128
MOST_TRIED = 4  # addresses of one name
NO_TIME = "The site took too long to answer."


@cache
def _trust() -> ssl.SSLContext:
    return httpx.create_ssl_context()


def _resolve(host: str, port: int) -> list[str]:
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def _dial(address: str, port: int, timeout: float) -> socket.socket:
    return socket.create_connection((address, port), timeout)


@dataclass(frozen=True)
class World:
    """How names become addresses, how addresses are called, whose certificates count.

    What may be reached is no part of it: the checks are the same in every world.
    """

    resolve: Callable[[str, int], list[str]]
    dial: Callable[[str, int, float], socket.socket]
    trust: Callable[[], ssl.SSLContext]


_world = World(_resolve, _dial, _trust)
"""The only one there is; `core.testing.outside`, which the product does not import, puts another in its place."""


def world() -> World:
    return _world


class Deadline:
    """The moment by which everything must be over. seconds: from now."""

    def __init__(self, seconds: float) -> None:
        self._end = time.monotonic() + seconds

    def left(self) -> float:
        """Seconds. Raises Unfetchable when there are none."""
        left = self._end - time.monotonic()
        if left <= 0:
            raise Unfetchable(NO_TIME, passing=True)
        return left


def checked_addresses(host: str, port: int, deadline: Deadline) -> list[str]:
    """The addresses of a host, all of them public. Raises Unfetchable."""
    written = literal(host)
    found = [str(written)] if written is not None else _resolved(host, port, deadline)
    if not found or not all(_may_be_reached(address) for address in found):
        raise Unfetchable(
            "This address is not on the public internet, so it cannot be read from here."
            " Paste the text instead."
        )
    return found


def _may_be_reached(address: str) -> bool:
    read: IPAddress | None = literal(address)
    return read is not None and is_public(read)


def _resolved(host: str, port: int, deadline: Deadline) -> list[str]:
    """In a thread, as the system's resolver takes the time it likes."""
    answers: queue.Queue[list[str] | Exception] = queue.Queue()
    resolve = world().resolve

    def ask() -> None:
        try:
            answers.put(resolve(host, port))
        except (OSError, UnicodeError) as failure:
            answers.put(failure)

    threading.Thread(target=ask, name="resolve", daemon=True).start()
    try:
        answer = answers.get(timeout=deadline.left())
    except queue.Empty:
        raise Unfetchable(NO_TIME, passing=True) from None
    if isinstance(answer, Exception):
        passing = isinstance(answer, socket.gaierror) and answer.errno == socket.EAI_AGAIN
        raise Unfetchable("There is no site of this name. Check the address.", passing=passing) from answer
    return answer


class Wire(httpcore.NetworkBackend):
    """Opens the connections of one fetch, through the proxy of the settings where one is named."""

    def __init__(self, deadline: Deadline) -> None:
        self.deadline = deadline

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ARG002  (the deadline stands instead)
        local_address: str | None = None,  # noqa: ARG002
        socket_options: Iterable[Any] | None = None,  # noqa: ARG002
    ) -> httpcore.NetworkStream:
        addresses = checked_addresses(host, port, self.deadline)[:MOST_TRIED]
        problem: Exception | None = None
        for tried, address in enumerate(addresses):
            wait = self.deadline.left() / (len(addresses) - tried)
            try:
                return _Stream(self._call(address, port, wait), self.deadline)
            except OSError as failure:
                problem = failure
        raise Unfetchable("The site cannot be reached. Is the address right?", passing=True) from problem

    def _call(self, address: str, port: int, wait: float) -> socket.socket:
        proxy = settings.OUTSIDE_PROXY
        opened = self._tunnel(proxy, address, port, wait) if proxy else world().dial(address, port, wait)
        opened.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return opened

    def _tunnel(self, proxy: str, address: str, port: int, wait: float) -> socket.socket:
        """Through the administrator's proxy to the address that was checked, by CONNECT (RFC 9110, 9.3.6)."""
        parts = urlsplit(proxy)
        opened = world().dial(parts.hostname or "", parts.port or USUAL_PROXY_PORT, wait)
        to = f"[{address}]:{port}" if ":" in address else f"{address}:{port}"
        asked = f"CONNECT {to} HTTP/1.1\r\nHost: {to}\r\n{_credentials(parts.username, parts.password)}\r\n"
        try:
            opened.sendall(asked.encode("ascii"))
            self._must_agree(opened)
        except BaseException:
            opened.close()
            raise
        return opened

    def _must_agree(self, opened: socket.socket) -> None:
        answer = b""
        while not answer.endswith(b"\r\n\r\n"):
            opened.settimeout(self.deadline.left())
            byte = opened.recv(1)  # what follows the headers belongs to the site
            answer += byte
            if not byte or len(answer) > PROXY_ANSWER:
                raise ConnectionError("the proxy hung up")
        if answer.split(b" ", 2)[1:2] != [b"200"]:
            raise ConnectionError("the proxy refused")


def _credentials(user: str | None, password: str | None) -> str:
    if not user:
        return ""
    plain = f"{unquote(user)}:{unquote(password or '')}"
    return f"Proxy-Authorization: Basic {base64.b64encode(plain.encode()).decode()}\r\n"


class _Stream(httpcore.NetworkStream):
    """A socket whose every wait is cut to what is left of the whole."""

    def __init__(self, opened: socket.socket, deadline: Deadline) -> None:
        self._socket = opened
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ARG002
        self._socket.settimeout(self._deadline.left())
        return self._socket.recv(max_bytes)

    def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ARG002
        self._socket.settimeout(self._deadline.left())
        self._socket.sendall(buffer)

    def close(self) -> None:
        self._socket.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,  # noqa: ARG002
    ) -> httpcore.NetworkStream:
        self._socket.settimeout(self._deadline.left())
        try:
            secured = ssl_context.wrap_socket(self._socket, server_hostname=server_hostname)
        except BaseException:
            self._socket.close()
            raise
        return _Stream(secured, self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._socket if info == "socket" else None
