"""A supervisor that stops: whoever needs longer to leave is waited for, and nobody for ever."""

from __future__ import annotations

import sys
import time

import pytest

from greenroom.core.supervisor import Child, Supervisor

pytestmark = pytest.mark.kills

LEAVES = "import signal, sys, time; signal.signal(signal.SIGTERM, lambda *_: (time.sleep(1), sys.exit(0))); {ready}"
STAYS = "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); {ready}"
READY = "print(flush=True); signal.pause()"


def test_each_child_has_its_own_time_to_end() -> None:
    supervisor = Supervisor()
    ready: list[str] = []

    def child(name: str, code: str, within: float) -> Child:
        command = [sys.executable, "-c", code.format(ready=READY)]
        return supervisor.start(Child(name, command, stop_within=within, on_line=ready.append))

    leaves, stays = child("leaves", LEAVES, 10), child("stays", STAYS, 0.2)
    processes = [each.process for each in (leaves, stays)]
    began: list[float] = []

    def look() -> None:
        if len(ready) == 2:
            began.append(time.monotonic())
            supervisor.stop()

    supervisor.run(look)
    assert [process.returncode for process in processes if process] == [0, -9]
    assert 1 <= time.monotonic() - began[0] < 5
