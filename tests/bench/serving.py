"""`greenroom serve` as it is started: how soon it is ready, and what it holds in memory at rest."""

from __future__ import annotations

import http.client
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from subprocess import DEVNULL, Popen

import psutil  # type: ignore[import-untyped]  # it ships no types

from tests.bench import houses
from tests.bench.figures import Figure
from tests.kills.house import House

REST = 5.0  # seconds between the first page and the reading of memory
PATIENCE = 60.0
STARTS = 3
SECTION = "One machine at rest"


def measure() -> list[Figure]:
    """From outside: the processes of `greenroom serve` in a fresh data folder, on SQLite."""
    starts: list[float] = []
    with houses.fresh() as house:
        house.run(
            "-m", "greenroom", "admin", "create", "--email", "owner@example.org", "--workspace", "Northfield"
        )
        with serving(house):
            pass
        for _ in range(STARTS):
            with serving(house) as running:
                starts.append(running.ready_after)
                if len(starts) == STARTS:
                    assert running.get("/sign-in/") == 200
                    time.sleep(REST)
                    memory = running.memory()
    return [
        Figure(SECTION, "A later start, until /ready/ answers", "ms", starts, goal=5_000),
        *[Figure(SECTION, name, "MB", [size], goal=goal) for name, size, goal in memory],
    ]


class Running:
    """ready_after: milliseconds from the start of the command until it could serve."""

    def __init__(self, process: Popen[str], port: int) -> None:
        self.process, self.port, self.ready_after = process, port, 0.0

    def get(self, path: str) -> int:
        """The status, 0 when nobody answers."""
        asking = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
        try:
            asking.request("GET", path, headers={"Host": "localhost"})
            return asking.getresponse().status
        except (OSError, http.client.HTTPException):
            return 0
        finally:
            asking.close()

    def memory(self) -> list[tuple[str, float, float | None]]:
        """Name, size in MB and goal: the whole tree, then its parts. PSS counts shared pages once over all."""
        root = psutil.Process(self.process.pid)
        tree = [root, *root.children(recursive=True)]
        sizes = {one.pid: one.memory_full_info() for one in tree}
        web, worker = _child(root, "web"), _child(root, "worker")
        parts = {
            "supervisor": [root],
            f"web, {len(web.children())} processes and the one above": [web, *web.children(recursive=True)],
            "worker": [worker, *worker.children(recursive=True)],
        }
        whole = sum(size.pss for size in sizes.values()) / 1e6
        return [
            ("Memory of web and worker, PSS of all processes", whole, 500.0),
            ("The same as RSS, shared pages counted in each", sum(s.rss for s in sizes.values()) / 1e6, None),
            *[
                (f"PSS of {name}", sum(sizes[one.pid].pss for one in those) / 1e6, None)
                for name, those in parts.items()
            ],
        ]


def _child(root: psutil.Process, word: str) -> psutil.Process:
    return next(child for child in root.children() if word in child.cmdline())


@contextmanager
def serving(house: House) -> Iterator[Running]:
    """A running `greenroom serve` that is ready; stopped as by Ctrl-C."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    began = time.perf_counter()
    running = Running(house.start("-m", "greenroom", "serve", "--port", str(port), stdout=DEVNULL), port)
    try:
        wait(lambda: running.get("/ready/") == 200)
        running.ready_after = (time.perf_counter() - began) * 1000
        yield running
    finally:
        running.process.terminate()
        running.process.wait(timeout=20)


def wait(until: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not until():
        if time.monotonic() > deadline:
            raise RuntimeError(f"nothing came of it in {PATIENCE:.0f} s")
        time.sleep(0.02)
