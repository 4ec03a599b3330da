"""Every check and test that can be run on this machine; says at the end what was left out, and why.

`python scripts/run_tests.py` for all, `… lint` for the checks alone, `… endure` for the long tests, which are no part
of "all": processes killed at every write, hostile words in every field. With CI=true nothing else may be left out.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PYTHON = sys.executable
CI = os.environ.get("CI") == "true"
SHARED = Path(os.environ.get("GREENROOM_SHARED_DATA", ROOT.parent / "shared" / "data"))
PROCESSES = "3"
"""One more than the processors of a small machine: tests with a browser or with processes of their own wait a lot."""
PARALLEL = ["-n", os.environ.get("GREENROOM_TEST_PROCESSES", PROCESSES), "--dist", "loadgroup"]
PYTEST = [PYTHON, "-m", "pytest", "-q", *PARALLEL, "-p", "greenroom.core.testing.no_skips"]
COUNTED = re.compile(r"(\d+) (passed|failed|errors?|skipped|xfailed|xpassed)\b")


@dataclass
class Report:
    """What came of it. failed: the steps that did; left_out: sentences."""

    failed: list[str] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
    tests: Counter[str] = field(default_factory=Counter)

    def step(self, name: str, command: list[str], *, counts: bool = False) -> None:
        sys.stdout.write(f"\n── {name}\n")
        sys.stdout.flush()
        status, last = _run(command)
        if status:
            self.failed.append(name)
        if counts:
            for number, word in COUNTED.findall(last):
                self.tests["error" if word.startswith("error") else word] += int(number)

    def leave_out(self, sentence: str, *, allowed: bool = False) -> None:
        """allowed: even where nothing else may be left out."""
        self.left_out.append(sentence)
        if CI and not allowed:
            self.failed.append(sentence)


def _run(command: list[str]) -> tuple[int, str]:
    """Exit status, and the last line that counts tests. The output is shown as it comes."""
    process = subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=_environment()
    )
    assert process.stdout is not None  # noqa: S101  (opened as a pipe)
    last = ""
    for line in process.stdout:
        sys.stdout.write(line)
        sys.stdout.flush()
        if COUNTED.search(line):
            last = line
    return process.wait(), last


def _environment() -> dict[str, str]:
    """Ours, without what would lead the tests to somebody's data or mail."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GREENROOM_")}
    tests = {
        name: value
        for name, value in os.environ.items()
        if name.startswith("GREENROOM_TEST_") or name == "GREENROOM_SHARED_DATA"
    }
    return {**kept, **tests, "GREENROOM_DATA": str(ROOT / ".venv" / "test-data"), "PYTHONUNBUFFERED": "1"}


def lint(report: Report) -> None:
    """The types take as long as all the rest, so they are checked meanwhile."""
    mypy = subprocess.Popen(
        [PYTHON, "-m", "mypy"],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env=_environment(),
    )
    report.step("Style", [PYTHON, "-m", "ruff", "check", "--output-format", "concise", "."])
    report.step("Format", [PYTHON, "-m", "ruff", "format", "--check", "--output-format", "concise", "."])
    report.step("Layers", [str(Path(PYTHON).with_name("lint-imports")), "--no-cache"])
    report.step("Types of the front end", [PYTHON, "scripts/frontend.py", "types"])
    report.step("Tests of the front end", [PYTHON, "scripts/frontend.py", "tests"])
    said, _ = mypy.communicate()
    sys.stdout.write(f"\n── Types\n{said}")
    if mypy.returncode:
        report.failed.append("Types")


def tests(report: Report) -> None:
    markers = ["not shared"] if not SHARED.is_dir() else []
    if markers:
        report.leave_out(f"Tests on the real material: {SHARED} is not there.", allowed=True)
    report.leave_out("Tests of endurance: `make endure` runs them.", allowed=True)
    on_sqlite = " and ".join(["not postgres", "not endures", *markers])
    report.step("Tests on SQLite", [*PYTEST, "-m", on_sqlite], counts=True)
    probe = subprocess.run(
        [PYTHON, "scripts/postgres.py", "--probe"], cwd=ROOT, check=False, capture_output=True
    )
    if probe.returncode:
        report.leave_out("Tests on PostgreSQL: no server here, and GREENROOM_TEST_POSTGRES_URL names none.")
        return
    asking = [*PYTEST, "-p", "greenroom.core.testing.asks_database"]
    on_postgresql = [PYTHON, "scripts/postgres.py", *asking, "-m", " and ".join(["not endures", *markers])]
    report.step("Tests that ask a database, on PostgreSQL", on_postgresql, counts=True)


def endurance(report: Report) -> None:
    markers = ["not shared"] if not SHARED.is_dir() else []
    report.step("Endurance", [*PYTEST, "-m", " and ".join(["endures", *markers])], counts=True)


def main(arguments: list[str]) -> int:
    started, report = time.monotonic(), Report()
    if arguments == ["endure"]:
        endurance(report)
    else:
        lint(report)
    if not arguments:
        tests(report)
    for sentence in report.left_out:
        sys.stdout.write(f"Left out: {sentence}\n")
    for name in report.failed:
        sys.stdout.write(f"Failed: {name}\n")
    seconds = time.monotonic() - started
    wording = {
        word: report.tests[word] for word in ("failed", "passed", "skipped", "error") if report.tests[word]
    }
    counts = ", ".join(f"{number} {word}" for word, number in wording.items())
    sys.stdout.write(
        f"\n==== {counts or 'checks ' + ('failed' if report.failed else 'passed')} in {seconds:.0f}s ====\n"
    )
    return 1 if report.failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
