"""Calls: how soon after the last word the reply begins, beside the barest loop; and what a call costs."""

from __future__ import annotations

import json
import random
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import psutil  # type: ignore[import-untyped]  # it ships no types

from greenroom.candidates.models import Attempt
from greenroom.conversations.actions import calls
from greenroom.conversations.queries import calls as lines
from greenroom.core import scope
from tests.bench import interviews
from tests.bench.figures import Figure, Floor

SECTION = "Voice"
ROUNDS, TURNS = 3, 6
UTTERANCES = 6  # of each caller
ALONE, TOGETHER = 1, 4  # calls at once
PAUSES = (0.8, 3.0)  # seconds, within an answer
PATIENCE = 300  # seconds for one round of callers
UP_WITHIN = 20.0


@dataclass
class Found:
    """What one number of calls gave. peak: MiB of the worker."""

    replies: list[float] = field(default_factory=list)
    floor: list[float] = field(default_factory=list)
    joins: list[float] = field(default_factory=list)
    bargings: list[float] = field(default_factory=list)
    peaks: list[float] = field(default_factory=list)


def measure(
    rounds: str = str(ROUNDS), turns: str = str(TURNS), utterances: str = str(UTTERANCES)
) -> list[Figure]:
    """One worker and its callers, each a process, on one machine and loopback; ears and voice are stand-ins."""
    by = interviews.owner()
    with scope.scoped(by.workspace_id):
        interviewer = interviews.open_interviewer(by)
        needed = int(rounds) * (ALONE + TOGETHER) + TOGETHER
        people = iter(
            [interviews._begin(interviews.applied(interviewer, n), "web_interview") for n in range(needed)]
        )
        found = {count: _rounds(count, int(rounds), int(turns), people) for count in (ALONE, TOGETHER)}
        cut = _cut_ins(int(utterances), people)
    figures = [figure for count, each in found.items() for figure in _replies(count, each)]
    joins = [join for each in found.values() for join in each.joins]
    bargings = [silence for each in found.values() for silence in each.bargings]
    further = (max(found[TOGETHER].peaks) - max(found[ALONE].peaks)) / (TOGETHER - ALONE)
    return [
        *figures,
        Figure(SECTION, "From the offer to the first sound", "ms", joins, goal=1_500, judged="p95"),
        Figure(SECTION, "Silence after being spoken over", "ms", bargings, goal=500, judged="p95"),
        Figure(SECTION, "Memory for one call more", "MiB", [further], goal=20),
        cut,
    ]


def _replies(count: int, found: Found) -> Iterator[Figure]:
    name = "one call" if count == 1 else f"{count} calls"
    floor = Floor("the barest loop of Pipecat", found.floor)
    whole = Figure(SECTION, "", "ms", found.floor)
    yield Figure(
        SECTION,
        f"Reply after the last word, {name}",
        "ms",
        found.replies,
        goal=1.1 * whole.median,
        floor=floor,
    )
    yield Figure(
        SECTION,
        f"Reply after the last word, {name}, p95",
        "ms",
        [Figure(SECTION, "", "ms", found.replies).p95],
        goal=1.1 * whole.p95,
        floor=Floor("the barest loop of Pipecat, p95", [whole.p95]),
        of=len(found.replies),
    )


def _rounds(count: int, rounds: int, turns: int, people: Iterator[Attempt]) -> Found:
    found = Found()
    for _ in range(rounds):
        with _server("bare") as (address, _process):
            callers = [{"address": address, "token": "none"}] * count
            found.floor += _callers(callers, turns=turns)["replies"]
        with _server("ours") as (address, process):
            peak = _Peak(process)
            got = _callers(_placed(address, count, people), turns=turns, each=peak.look)
            found.peaks.append(peak.mib)
            found.replies += got["replies"]
            found.joins += got["joins"]
            found.bargings += got["bargings"]
    return found


def _cut_ins(utterances: int, people: Iterator[Attempt]) -> Figure:
    """Answers with pauses for thought, against the patience of the product."""
    chance = random.Random(7)
    plan = [[round(chance.uniform(*PAUSES), 2) for _ in range(2)] for _ in range(utterances)]
    with _server("patient") as (address, _process):
        got = _callers(_placed(address, TOGETHER, people), turns=0, utterances=plan)
    cut = 100 * (got["handed"] - got["utterances"]) / got["utterances"]
    name = "Answers cut off in a pause of 0.8 to 3 s"
    return Figure(SECTION, name, "%", [cut], goal=2, of=got["utterances"])


def _placed(address: str, count: int, people: Iterator[Attempt]) -> list[dict[str, str]]:
    deadline = time.monotonic() + UP_WITHIN
    while not lines.alive().filter(address=address).exists():
        if time.monotonic() > deadline:
            raise RuntimeError("the voice worker did not come up")
        time.sleep(0.1)
    placed = [calls.place(attempt=next(people)) for _ in range(count)]
    return [{"address": each.address, "token": each.token} for each in placed]


class _Peak:
    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = psutil.Process(process.pid)
        self.mib = 0.0

    def look(self) -> None:
        self.mib = max(self.mib, self._process.memory_info().rss / 2**20)


def _callers(
    callers: list[dict[str, str]],
    *,
    turns: int,
    utterances: list[list[float]] | None = None,
    each: Any = lambda: None,
) -> dict[str, Any]:
    plan = json.dumps({"calls": callers, "turns": turns, "utterances": utterances or []})
    command = [sys.executable, "-m", "tests.bench.voice_client", plan]
    calling = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    deadline = time.monotonic() + PATIENCE
    while calling.poll() is None and time.monotonic() < deadline:
        each()
        time.sleep(0.2)
    calling.kill()
    output, _ = calling.communicate()
    if calling.returncode:
        raise RuntimeError("the callers failed; the reason stands above")
    found: dict[str, Any] = json.loads(output.strip().splitlines()[-1])
    return found


@contextmanager
def _server(which: str) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """The worker, or the floor: its address and its process."""
    command = [sys.executable, "-m", "tests.bench.voice_server", which]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        yield process.stdout.readline().strip(), process
    finally:
        process.terminate()
        try:
            process.wait(timeout=15)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
