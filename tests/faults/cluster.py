"""A PostgreSQL server of a test's own, which it can take away and give back."""

from __future__ import annotations

import signal
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import psutil
import psycopg
from scripts import postgres

TABLES = "conversations_conversation, conversations_turn, conversations_call, candidates_attempt"
LASTING = "-c synchronous_commit=on"  # what is confirmed is there after a stop


@dataclass(frozen=True)
class Cluster:
    """url: of its first database. programs: the folder of pg_ctl."""

    url: str
    programs: Path

    @property
    def home(self) -> Path:
        return Path(parse_qs(urlsplit(self.url).query)["host"][0])

    def stop(self) -> None:
        """Every connection is closed, and none is taken."""
        self._ctl("stop", "--mode", "fast")

    def start(self) -> None:
        settings = " ".join(f"-c {setting}" for setting in postgres.SETTINGS)
        options = f"-k {self.home} {settings} {LASTING}"
        self._ctl("start", "--wait", "--log", str(self.home / "log"), "--options", options)

    def freeze(self) -> None:
        """Connections are taken and kept, and nobody answers on any."""
        self._signal(signal.SIGSTOP)

    def thaw(self) -> None:
        self._signal(signal.SIGCONT)

    def _signal(self, number: int) -> None:
        first = psutil.Process(int((self.home / "data/postmaster.pid").read_text().split()[0]))
        for process in (first, *first.children(recursive=True)):
            process.send_signal(number)

    def _ctl(self, *arguments: str) -> None:
        command = [str(self.programs / "pg_ctl"), "-D", str(self.home / "data"), *arguments]
        subprocess.run(
            command, user=postgres.unprivileged(), cwd=self.home, check=True, stdout=subprocess.DEVNULL
        )


Take = Callable[[Cluster], None]
AWAY: dict[str, tuple[Take, Take]] = {
    "stopped": (Cluster.stop, Cluster.start),
    "frozen": (Cluster.freeze, Cluster.thaw),
}
"""How it is taken away, and given back."""
HELD = "held"


@contextmanager
def a_cluster(programs: Path) -> Iterator[Cluster]:
    with postgres.server(programs) as url:
        cluster = Cluster(url, programs)
        cluster.stop()
        cluster.start()
        yield cluster


@contextmanager
def away(cluster: Cluster, how: str, *, database: str) -> Iterator[None]:
    """Within this block nobody gets anything of an interview from it. how: of `AWAY`, or HELD. database: its URL."""
    if how == HELD:
        with psycopg.connect(database) as holder:
            holder.execute(f"LOCK TABLE {TABLES} IN ACCESS EXCLUSIVE MODE".encode())
            yield
        return
    take, give = AWAY[how]
    take(cluster)
    try:
        yield
    finally:
        give(cluster)
