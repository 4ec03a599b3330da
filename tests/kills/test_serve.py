"""`greenroom serve` as a person starts it, stops it, and as machines fail under it."""

from __future__ import annotations

import http.client
import os
import signal
import socket
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from subprocess import PIPE, Popen

import psutil
import pytest

from tests.kills.house import House, until

pytestmark = pytest.mark.kills


@dataclass
class Serving:
    """A running `greenroom serve`. output: where it writes what a person reads."""

    process: Popen[str]
    port: int
    output: Path

    @property
    def words(self) -> str:
        return self.output.read_text()

    def status_of(self, path: str) -> int:
        """0 when nobody answers."""
        asking = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
        try:
            asking.request("GET", path, headers={"Host": "localhost"})
            return asking.getresponse().status
        except (OSError, http.client.HTTPException):
            return 0
        finally:
            asking.close()

    def descendants(self) -> list[psutil.Process]:
        return psutil.Process(self.process.pid).children(recursive=True)

    def child(self, command: str) -> psutil.Process | None:
        """The process of `greenroom web` or `greenroom worker`."""
        children = [child for child in psutil.Process(self.process.pid).children() if not gone([child])]
        return next((child for child in children if command in child.cmdline()), None)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def start(house: House, tmp_path: Path) -> Iterator[Callable[[], Serving]]:
    """Starts `serve` and waits until it has said how to sign in."""
    started: list[Serving] = []

    def serve() -> Serving:
        port, output = free_port(), tmp_path / "output.txt"
        with output.open("w") as file:
            process = house.start("-m", "greenroom", "serve", "--port", str(port), stdout=file)
        started.append(Serving(process, port, output))
        until(lambda: "Ctrl-C" in started[-1].words, within=40, what="the start")
        return started[-1]

    yield serve
    for serving in started:
        if serving.process.poll() is None:
            for process in [*serving.descendants(), psutil.Process(serving.process.pid)]:
                process.kill()
            serving.process.wait(timeout=10)


def gone(processes: list[psutil.Process]) -> bool:
    """Whether all of them have ended, waited for by their parents or not."""
    return all(_has_ended(process) for process in processes)


def _has_ended(process: psutil.Process) -> bool:
    try:
        return not process.is_running() or process.status() == psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return True


def test_it_answers_and_says_where_the_first_account_is_made(start: Callable[[], Serving]) -> None:
    serving = start()
    assert serving.status_of("/health/") == 200
    assert serving.status_of("/ready/") == 200
    address = f"http://localhost:{serving.port}"
    assert f"Greenroom is at {address}/" in serving.words
    assert f"Make the first account: {address}/set-up/" in serving.words


def test_it_prints_a_sign_in_link_of_the_first_administrator(
    house: House, start: Callable[[], Serving]
) -> None:
    house.run(
        "-m", "greenroom", "admin", "create", "--email", "first@example.org", "--workspace", "Northfield"
    )
    serving = start()
    link = next(word for word in serving.words.split() if "/sign-in/link/" in word)
    assert f"Sign in as first@example.org, once, within 20 minutes: {link}" in serving.words
    assert link.startswith(f"http://localhost:{serving.port}/sign-in/link/")


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_one_signal_stops_all_of_it(start: Callable[[], Serving], number: int) -> None:
    serving = start()
    running = serving.descendants()
    assert len(running) >= 3
    serving.process.send_signal(number)
    assert serving.process.wait(timeout=10) == 0
    assert gone(running)
    assert serving.status_of("/health/") == 0


def test_a_voice_worker_that_is_killed_is_replaced_and_ends_with_the_others(
    house: House, start: Callable[[], Serving]
) -> None:
    house.environment["GREENROOM_VOICE_PROCESSES"] = "1"
    serving = start()
    workers = "SELECT count(*) FROM conversations_voiceworker"
    until(lambda: house.number(workers) == 1, within=40, what="a voice worker")
    first = serving.child("voice")
    assert first is not None
    first.kill()
    until(lambda: house.number(workers) == 2, within=40, what="another voice worker")
    running = serving.descendants()
    serving.process.send_signal(signal.SIGINT)
    assert serving.process.wait(timeout=15) == 0
    assert gone(running)


def test_a_page_process_that_is_killed_is_replaced(start: Callable[[], Serving]) -> None:
    serving = start()
    web = serving.child("web")
    assert web is not None
    before = set(web.children())
    for process in before:
        process.kill()
    until(
        lambda: (
            len([child for child in web.children() if child not in before]) == len(before)
            and serving.status_of("/health/") == 200
        ),
        within=40,
        what="new page processes",
    )


@pytest.mark.parametrize("command", ["web", "worker"])
def test_a_child_that_is_killed_is_started_again_and_leaves_nothing_behind(
    start: Callable[[], Serving], command: str
) -> None:
    serving = start()
    first = serving.child(command)
    assert first is not None
    family = [first, *first.children(recursive=True)]
    first.kill()
    until(
        lambda: serving.child(command) not in {None, first} and serving.status_of("/health/") == 200,
        within=40,
        what=f"another {command}",
    )
    until(lambda: gone(family), within=5, what="the end of what the first had started")


def test_nothing_outlives_a_supervisor_that_is_killed(start: Callable[[], Serving]) -> None:
    serving = start()
    running = serving.descendants()
    os.kill(serving.process.pid, signal.SIGKILL)
    serving.process.wait(timeout=5)
    until(lambda: gone(running), within=10, what="the end of the children")


def test_a_port_that_is_taken_is_said_at_once(house: House) -> None:
    with socket.socket() as holder:
        holder.bind(("127.0.0.1", 0))
        holder.listen()
        port = str(holder.getsockname()[1])
        process = house.start("-m", "greenroom", "serve", "--port", port, stdout=PIPE, stderr=PIPE)
        output, complaint = process.communicate(timeout=20)
    assert process.returncode == 1
    assert output == ""
    assert complaint == f"greenroom: Port {port} is taken. Choose another with --port.\n"


def test_two_starts_at_once_on_one_data_folder_both_come_up(
    house: House, start: Callable[[], Serving], tmp_path: Path
) -> None:
    port, output = free_port(), tmp_path / "other.txt"
    with output.open("w") as file:
        process = house.start("-m", "greenroom", "serve", "--port", str(port), stdout=file)
    other = Serving(process, port, output)
    try:
        one = start()
        until(lambda: "Ctrl-C" in other.words, within=40, what="the other start")
        assert one.status_of("/ready/") == other.status_of("/ready/") == 200
    finally:
        process.terminate()
        assert process.wait(timeout=10) == 0
