"""Judging in processes of its own."""

from __future__ import annotations

import subprocess
import sys

import psutil  # type: ignore[import-untyped]  # it ships no types

from greenroom.skills import apart
from greenroom.skills.tests.examples import GIVEN

PATIENCE = 20  # seconds
SKILL = "extract_tags"
KEEPER = f"""
import sys
from greenroom.skills import apart
from greenroom.skills.tests.examples import GIVEN

with apart.processes(1):
    apart.run({SKILL!r}, GIVEN[{SKILL!r}])
    print("judged", flush=True)
    sys.stdin.read()
"""


def engines(of: int | None = None) -> list[psutil.Process]:
    own = psutil.Process().nice()
    return [each for each in psutil.Process(of).children(recursive=True) if each.nice() > own]


def test_an_engine_apart_says_the_same_and_is_replaced_when_killed() -> None:
    here = apart.run(SKILL, GIVEN[SKILL])
    with apart.processes(1):
        first = apart.run(SKILL, GIVEN[SKILL])
        killed = engines()
        assert len(killed) == 1
        for each in killed:
            each.kill()
        second = apart.run(SKILL, GIVEN[SKILL])
        assert engines() != killed
    assert first.output == second.output == here.output
    assert psutil.wait_procs(engines(), timeout=PATIENCE)[1] == []


def test_an_engine_ends_with_whoever_started_it() -> None:
    keeper = subprocess.Popen([sys.executable, "-c", KEEPER], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert keeper.stdout is not None
    assert keeper.stdin is not None
    with keeper.stdin, keeper.stdout:
        assert keeper.stdout.readline() == b"judged\n"
        left = engines(keeper.pid)
        keeper.kill()
        keeper.wait(PATIENCE)
        assert left
        assert psutil.wait_procs(left, timeout=PATIENCE)[1] == []
