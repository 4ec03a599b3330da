"""Several processes kept running under one: started, started again when they die, and stopped together."""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from types import FrameType

import structlog

log = structlog.get_logger(__name__)

TICK = 0.05  # seconds
STOP_WITHIN = 8.0  # seconds from the signal to stop until a child that still runs is killed
FIRST_WAIT, LONGEST_WAIT = 0.2, 30.0  # seconds between a death and the next start, doubled each time
HEALTHY_AFTER = 30.0  # seconds of life after which a death counts as the first again
SUPERVISOR = "GREENROOM_SUPERVISOR"  # tells a child the process number of its supervisor
PR_SET_PDEATHSIG = 1


@dataclass
class Child:
    """A process of ours. keep: start it again whenever it ends. on_line: given each line of its standard output.

    stop_within: seconds it is given to end by itself.
    """

    name: str
    command: list[str]
    keep: bool = True
    stop_within: float = STOP_WITHIN
    on_line: Callable[[str], None] | None = None
    process: subprocess.Popen[str] | None = None
    started_at: float = 0.0
    start_again_at: float = 0.0
    deaths: int = 0


@dataclass
class Supervisor:
    """Runs its children until `stop` is called or SIGINT or SIGTERM comes.

    Each child leads a process group, so that what it started ends with it. A child that calls
    `end_with_supervisor` ends on Linux when this process is killed.
    """

    environment: dict[str, str] = field(default_factory=lambda: dict(os.environ))
    children: list[Child] = field(default_factory=list)
    stopping: bool = False

    def start(self, child: Child) -> Child:
        self.children.append(child)
        self._launch(child)
        return child

    def stop(self) -> None:
        self.stopping = True

    def run(self, on_tick: Callable[[], None]) -> None:
        """Watch over the children; returns when all of them are gone."""

        def ask_to_stop(number: int, frame: FrameType | None) -> None:  # noqa: ARG001  (signal's signature)
            self.stop()

        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, ask_to_stop)
        try:
            while not self.stopping:
                self._look_after_children()
                on_tick()
                time.sleep(TICK)
        finally:
            self._end()

    def _look_after_children(self) -> None:
        now = time.monotonic()
        for child in self.children:
            if child.process is not None and child.process.poll() is not None:
                self._bury(child, now)
            if child.process is None and child.keep and now >= child.start_again_at:
                self._launch(child)

    def _launch(self, child: Child) -> None:
        child.process = subprocess.Popen(
            child.command,
            env={**self.environment, SUPERVISOR: str(os.getpid())},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE if child.on_line else None,
            text=True,
            start_new_session=True,
        )
        child.started_at = time.monotonic()
        if child.on_line:
            threading.Thread(target=_read, args=(child.process, child.on_line), daemon=True).start()

    def _bury(self, child: Child, now: float) -> None:
        """Note a child's death, and end whatever it had started and left behind."""
        assert child.process is not None  # noqa: S101  (the caller looked)
        status = child.process.returncode
        _signal_group(child.process.pid, signal.SIGKILL)
        child.process = None
        if not child.keep:
            return
        child.deaths = 1 if now - child.started_at > HEALTHY_AFTER else child.deaths + 1
        wait = min(FIRST_WAIT * 2 ** (child.deaths - 1), LONGEST_WAIT)
        child.start_again_at = now + wait
        log.warning("a process ended", process=child.name, status=status, starts_again_in=wait)

    def _end(self) -> None:
        """Ask every child to end, and kill whatever still runs when its time is up."""
        asked = time.monotonic()
        running = [(child, child.process) for child in self.children if child.process is not None]
        for _, process in running:
            process.terminate()
        while running:
            since = time.monotonic() - asked
            for child, process in list(running):
                if process.poll() is not None or since > child.stop_within:
                    _signal_group(process.pid, signal.SIGKILL)
                    process.wait()
                    running.remove((child, process))
            time.sleep(TICK)


def _read(process: subprocess.Popen[str], on_line: Callable[[str], None]) -> None:
    assert process.stdout is not None  # noqa: S101  (it was opened with a pipe)
    with process.stdout as lines:
        for line in lines:
            on_line(line)


def _signal_group(leader: int, number: int) -> None:
    try:
        os.killpg(leader, number)
    except ProcessLookupError:
        return


def end_with_supervisor() -> None:
    """Called by a process that may have been started by a supervisor: be sent SIGTERM when that is gone."""
    supervisor = os.environ.get(SUPERVISOR)
    if supervisor is None or sys.platform != "linux":
        return
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
    if os.getppid() != int(supervisor):
        sys.exit(1)
