"""Measures, prints, and writes docs/benchmarks.md: `python -m tests.bench`, or `… pages turns` for some, unwritten."""

from __future__ import annotations

import os
import platform
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import psutil  # type: ignore[import-untyped]  # it ships no types

from tests.bench import (
    capture,
    document,
    houses,
    jobs,
    journeys,
    judging,
    launch,
    phrasings,
    serving,
    sizes,
    turns,
)
from tests.bench.figures import Figure
from tests.kills.house import ROOT

PAGE = ROOT / "docs" / "benchmarks.md"
SHARED = Path(os.environ.get("GREENROOM_SHARED_DATA", ROOT.parent / "shared" / "data"))
Measure = Callable[[], list[Figure]]


def pick_up() -> list[Figure]:
    found = jobs.measure()
    name = f"A job is picked up, {found.engine}"
    spread = f"p95 {found.p95:.0f}, worst {found.worst:.0f}"
    return [Figure("Jobs", name, "ms", [found.median], goal=found.goal, spread=spread, of=found.n)]


ON_EITHER: dict[str, Measure] = {
    "pages": lambda: houses.inside("pages"),
    "table": lambda: houses.inside("table", patience=900),
    "turns": turns.measure,
    "journeys": journeys.measure,
    "jobs": pick_up,
}
ONCE: dict[str, Measure] = {
    "scoring": lambda: houses.inside("scoring"),
    "serving": serving.measure,
    "writers": lambda: houses.inside("writers"),
    "voice": lambda: houses.inside("voice", patience=1_800),
    "reports": lambda: houses.inside("reports"),
    "judging": lambda: judging.measure(SHARED if SHARED.is_dir() else None),
    "phrasings": phrasings.measure,
    **({"launch": launch.measure, "capture": capture.measure} if capture.CHROMIUM else {}),
    "sizes": sizes.measure,
}


def main(wanted: list[str]) -> None:
    began, left_out = time.monotonic(), []
    for name in [name for name in os.environ if name.startswith("GREENROOM_") and "_TEST_" not in name]:
        del os.environ[name]
    figures: list[Figure] = []
    for name in (*ON_EITHER, *ONCE):
        if not wanted or name in wanted:
            figures += run(name, {**ON_EITHER, **ONCE}[name])
    with houses.postgresql() as there:
        for name, measure in ON_EITHER.items():
            if there and (not wanted or name in wanted):
                figures += run(name, measure)
    if not there:
        left_out.append("the figures on PostgreSQL; there is no server here.")
    if not capture.CHROMIUM:
        left_out.append("what capture costs a phone, and how long a launch takes; there is no Chromium here.")
    if not SHARED.is_dir():
        left_out.append("agreement with people; the marked answers are not here.")
    figures = in_order(figures)
    report(figures, left_out, seconds=time.monotonic() - began, write=not wanted)


def run(name: str, measure: Measure) -> list[Figure]:
    sys.stderr.write(f"measuring {name} … ")
    sys.stderr.flush()
    began = time.monotonic()
    figures = measure()
    sys.stderr.write(f"{time.monotonic() - began:.0f} s\n")
    return figures


def in_order(figures: list[Figure]) -> list[Figure]:
    sections = list(document.ABOUT)
    return sorted(figures, key=lambda figure: sections.index(figure.section))


def report(figures: list[Figure], left_out: list[str], *, seconds: float, write: bool) -> None:
    before = PAGE.read_text() if PAGE.is_file() else ""
    for sentence in document.worse(figures, before):
        print(f"More than a fifth worse: {sentence}")
    print(document.terminal(figures))
    for sentence in left_out:
        print(f"Left out: {sentence}")
    print(f"{seconds:.0f} s")
    if write:
        PAGE.write_text(document.page(figures, where_and_when(seconds), left_out))


def where_and_when(seconds: float) -> document.Run:
    commit = subprocess.run(
        ["git", "describe", "--always", "--dirty=, with changes"],  # noqa: S607
        cwd=ROOT,
        check=False,
        capture_output=True,
        text=True,
    ).stdout.strip()
    cores, memory = psutil.cpu_count(), psutil.virtual_memory().total / 2**30
    load = os.getloadavg()[1]
    machine = (
        f"{cores} cores, {memory:.0f} GiB, {platform.system()} {platform.machine()}, Python"
        f" {platform.python_version()}; mean load of the last five minutes {load:.1f}"
    )
    return document.Run(commit or "unknown", f"{datetime.now(UTC):%Y-%m-%d}", machine, seconds)  # noqa: TID251  (no Django here)


if __name__ == "__main__":
    main(sys.argv[1:])
