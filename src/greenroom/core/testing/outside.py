"""An internet of stand-ins: names that lead to servers of the test, while every check stays as it is."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from greenroom.core.http import wire

PUBLIC = "93.184.215."
"""The beginning of the addresses that stand-ins are said to have. Nobody calls them: a call goes to loopback."""


@dataclass
class Internet:
    """sites: name to port on loopback. names: name to addresses, one list for each time it is resolved.

    called: what was dialled, as (address, port), in order.
    """

    sites: dict[str, int]
    names: dict[str, list[list[str]]] = field(default_factory=dict)
    trust: ssl.SSLContext = field(default_factory=ssl.create_default_context)
    called: list[tuple[str, int]] = field(default_factory=list)

    def address_of(self, name: str) -> str:
        return f"{PUBLIC}{list(self.sites).index(name) + 1}"

    def resolve(self, host: str, port: int) -> list[str]:  # noqa: ARG002  (as the system's)
        told = self.names.get(host)
        if told:
            return told.pop(0) if len(told) > 1 else told[0]
        if host not in self.sites:
            raise socket.gaierror(socket.EAI_NONAME, "no such name")
        return [self.address_of(host)]

    def dial(self, address: str, port: int, timeout: float) -> socket.socket:
        self.called.append((address, port))
        known = self.sites | {self.address_of(name): at for name, at in self.sites.items()}
        if address not in known:
            raise ConnectionRefusedError(address)
        return socket.create_connection(("127.0.0.1", known[address]), timeout)


@contextmanager
def internet(
    sites: dict[str, int],
    *,
    names: dict[str, list[list[str]]] | None = None,
    trust: ssl.SSLContext | None = None,
) -> Iterator[Internet]:
    """Within this block, in every thread, the only sites are these. trust: whose certificates count."""
    made = Internet(sites, names or {}, trust or ssl.create_default_context())
    before = wire._world
    wire._world = wire.World(made.resolve, made.dial, lambda: made.trust)
    try:
        yield made
    finally:
        wire._world = before
