"""Calls on a machine without a network: aioice leaves 127.0.0.1 out of what it offers."""

from __future__ import annotations

from aioice import ice


def listen_on_loopback() -> None:
    """Offer 127.0.0.1 to the other end, and nothing else, in this process."""
    ice.get_host_addresses = lambda use_ipv4, use_ipv6: ["127.0.0.1"] if use_ipv4 else []  # noqa: ARG005
