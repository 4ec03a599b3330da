"""A server that speaks SMTP (RFC 5321) with STARTTLS (3207) and AUTH PLAIN (4954), and fails on request.

Faults, each named for the moment it strikes: "busy" (421 as greeting), "login" (535), "tempfail" (451 after
RCPT), "refuse" (550 after RCPT), "hang" (no answer to MAIL), "cut" (hangs up after the message), "reject"
(554 after the message).
"""

from __future__ import annotations

import base64
import email
import email.policy
import socket
import socketserver
import ssl
import threading
from dataclasses import dataclass
from email.message import EmailMessage
from types import TracebackType
from typing import Any, Self

FAULTS = frozenset({"busy", "login", "tempfail", "refuse", "hang", "cut", "reject"})


@dataclass(frozen=True)
class Received:
    """One message that was taken. encrypted: it came over TLS. user: who had signed in, "" for nobody."""

    sender: str
    recipients: tuple[str, ...]
    data: bytes
    encrypted: bool
    user: str

    @property
    def mail(self) -> EmailMessage:
        parsed = email.message_from_bytes(self.data, policy=email.policy.default)
        assert isinstance(parsed, EmailMessage)  # noqa: S101  (the default policy makes no other)
        return parsed


class SmtpStandIn:
    """The server, on 127.0.0.1 in threads of its own, from `with` to its end.

    certificate: the paths of a certificate and its key; STARTTLS is offered where they are given.
    accounts: user names and passwords; AUTH is offered where there are any.
    """

    host = "127.0.0.1"

    def __init__(
        self, *, certificate: tuple[str, str] | None = None, accounts: dict[str, str] | None = None
    ) -> None:
        self.accounts = accounts or {}
        self.tls: ssl.SSLContext | None = None
        if certificate:
            self.tls = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
            self.tls.load_cert_chain(*certificate)
        self.stopping = threading.Event()
        self.connections = 0
        self._faults: list[str] = []
        self._received: list[Received] = []
        self._lock = threading.Lock()
        self._server = _Server((self.host, 0), self)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)

    @property
    def port(self) -> int:
        return int(self._server.server_address[1])

    @property
    def received(self) -> list[Received]:
        """What was taken so far, oldest first."""
        with self._lock:
            return list(self._received)

    def fail(self, *faults: str) -> None:
        """Fail the next connections in this order, one fault each."""
        if unknown := set(faults) - FAULTS:
            raise ValueError(f"no such fault: {', '.join(sorted(unknown))}")
        with self._lock:
            self._faults.extend(faults)

    def next_fault(self) -> str:
        with self._lock:
            self.connections += 1
            return self._faults.pop(0) if self._faults else ""

    def take(self, received: Received) -> None:
        with self._lock:
            self._received.append(received)

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

    def __init__(self, address: tuple[str, int], standin: SmtpStandIn) -> None:
        self.standin = standin
        super().__init__(address, _Session)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that went away is what half of the tests are about."""


class _Session(socketserver.StreamRequestHandler):
    """One connection: a dispatch table of verbs; each answers and says whether to go on."""

    server: _Server

    def setup(self) -> None:
        super().setup()
        self.standin = self.server.standin
        self.fault = self.standin.next_fault()
        self.encrypted, self.user = False, ""
        self._forget()

    def _forget(self) -> None:
        self.sender = ""
        self.recipients: list[str] = []

    def finish(self) -> None:
        super().finish()
        if self.encrypted:
            self.request.close()

    def handle(self) -> None:
        if self.fault == "busy":
            self._say(421, "too many connections")
            return
        self._say(220, "stand-in")
        going_on = True
        while going_on and (line := self.rfile.readline(4096)):
            verb, _, rest = line.decode("utf-8", "replace").strip().partition(" ")
            answer = getattr(self, f"do_{verb.lower()}", None)
            going_on = self._say(502, "what?") if answer is None else answer(rest)

    def _say(self, code: int, *lines: str) -> bool:
        for line in lines[:-1]:
            self.wfile.write(f"{code}-{line}\r\n".encode())
        self.wfile.write(f"{code} {lines[-1]}\r\n".encode())
        self.wfile.flush()
        return True

    def do_ehlo(self, rest: str) -> bool:  # noqa: ARG002  (every verb is called with its rest)
        offers = ["stand-in", "8BITMIME", "SMTPUTF8"]
        if self.standin.tls and not self.encrypted:
            offers.append("STARTTLS")
        if self.standin.accounts:
            offers.append("AUTH PLAIN")
        return self._say(250, *offers)

    def do_starttls(self, rest: str) -> bool:  # noqa: ARG002
        if not self.standin.tls:
            return self._say(454, "no TLS here")
        self._say(220, "go ahead")
        self.rfile.close()
        self.wfile.close()
        self.request = self.standin.tls.wrap_socket(self.request, server_side=True)
        self.rfile, self.wfile = self.request.makefile("rb"), self.request.makefile("wb")
        self.encrypted = True
        return True

    def do_auth(self, rest: str) -> bool:
        _, user, password = base64.b64decode(rest.partition(" ")[2]).decode().split("\0")
        if self.fault == "login" or self.standin.accounts.get(user) != password:
            return self._say(535, "5.7.8 bad user name or password")
        self.user = user
        return self._say(235, "welcome")

    def do_mail(self, rest: str) -> bool:
        if self.fault == "hang":
            self.standin.stopping.wait()
            return False
        self.sender = _address(rest)
        return self._say(250, "ok")

    def do_rcpt(self, rest: str) -> bool:
        if self.fault == "tempfail":
            return self._say(451, "4.7.1 greylisted, try again later")
        if self.fault == "refuse":
            return self._say(550, "5.1.1 no such mailbox")
        self.recipients.append(_address(rest))
        return self._say(250, "ok")

    def do_data(self, rest: str) -> bool:  # noqa: ARG002
        self._say(354, "end with a dot")
        lines = []
        while (line := self.rfile.readline()) not in {b".\r\n", b""}:
            lines.append(line[1:] if line.startswith(b"..") else line)
        if self.fault == "cut":
            self.request.shutdown(socket.SHUT_RDWR)
            return False
        if self.fault == "reject":
            return self._say(554, "5.6.0 we do not like this message")
        self.standin.take(
            Received(self.sender, tuple(self.recipients), b"".join(lines), self.encrypted, self.user)
        )
        return self._say(250, "taken")

    def do_rset(self, rest: str) -> bool:  # noqa: ARG002
        self._forget()
        return self._say(250, "ok")

    def do_quit(self, rest: str) -> bool:  # noqa: ARG002
        self._say(221, "bye")
        return False


def _address(rest: str) -> str:
    """The address between the angle brackets of `FROM:<…>` and `TO:<…>`."""
    return rest.partition("<")[2].partition(">")[0]
