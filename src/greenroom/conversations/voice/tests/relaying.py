"""A TURN server of our own: Debian's coturn, at 127.0.0.1 and a free port."""

from __future__ import annotations

import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

SECRET = "a secret of this test"
STARTS_WITHIN = 10.0  # seconds


@contextmanager
def turnserver(folder: Path) -> Iterator[str]:
    """Within this block a server is up; gives its URL."""
    port = _free_port()
    command = [
        "turnserver",
        *("-c", "/dev/null", "-n", "--no-cli", "--no-tls", "--no-dtls", "--realm", "greenroom"),
        *("--use-auth-secret", "--static-auth-secret", SECRET),
        *("--listening-ip", "127.0.0.1", "--relay-ip", "127.0.0.1", "--listening-port", str(port)),
        *("--allow-loopback-peers", "--pidfile", str(folder / "pid"), "--log-file", str(folder / "log")),
        *("--userdb", str(folder / "db"), "--simple-log"),
    ]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _wait(port, process)
        yield f"turn:127.0.0.1:{port}?transport=udp"
    finally:
        process.terminate()
        process.wait(10)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait(port: int, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < until and process.poll() is None:
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        time.sleep(0.05)
    raise AssertionError("coturn did not come up")
