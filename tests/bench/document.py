"""The figures as a table: on the terminal, in docs/benchmarks.md, and read back from there."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from tests.bench.figures import Figure

WORSE = 1.2  # a figure that is this many times worse than the last one is named
ABOUT = {
    "List pages": (
        "Whole requests in process, middleware and a signed-in session included, alternating with their own"
        " statements run raw on the same connection and a template of the same 50 rows written by hand. 20,000"
        " applications in one interviewer; 2,100 interviewers. Page 40 is reached by following the links. The goal is"
        " 4 × the raw statements' median + 8 ms for the p95, and 12 statements."
    ),
    "Interviewers table": (
        "2,000 interviewers and 1,000,000 applications, four labels and five saved views, all columns on, 50 rows."
        " Whole requests in process, alternating with their own statements run raw on the same connection. The goal"
        " is five times the raw statements' median for the p95, and 12 statements."
    ),
    "Built-in engine": (
        "By the jobs that do it, in process, on SQLite, writing included. The interview has six questions and the"
        " follow-ups that the engine asks."
    ),
    "One machine at rest": (
        "`greenroom serve` on SQLite with two web processes; memory 5 s after the first page. PSS counts a page that"
        " several processes share once."
    ),
    "Report PDF": "Each of another candidate, through the page; typst alone on data of the same size in between.",
    "Launching an interviewer": (
        "A job description from the demo workspace pasted, planned by the built-in engine and activated in Chromium,"
        " over HTTP on loopback against `greenroom serve` on SQLite. Nobody reads or changes anything in between: the"
        " goal of three minutes is for the product and its reader together."
    ),
    "Writers": (
        "Four processes write to one SQLite file for some milliseconds each, one of them for longer; how long each"
        " waits for its transaction to begin. Beside it, in the same run, the same with the backend as Django has it."
    ),
    "Jobs": "From the moment a job is added until its first line runs, in a worker process, at odd moments.",
    "Typed turns": (
        "An answer posted and its reply read, over HTTP on loopback, two web processes and the worker on the same"
        " machine as the 50 clients. At people's pace each sends an answer every 5 to 15 s; at the same moment"
        " means that all fifty press the button at once, so that the last waits for the 49 before it."
    ),
    "Voice": (
        "A voice worker and its callers, a process each, over WebRTC on loopback of one machine. Ears, voice and the"
        " detector of speech are stand-ins without delay, and nobody waits after the last word, so that what is left is"
        " the way of the sound, the pipeline, the interview and its database. Beside it, alternating in the same run,"
        " the barest loop of Pipecat with the same stand-ins, which answers every turn alike. A reply is timed from the"
        " last loud sample that was sent to the first one that was heard. Answers cut off are timed with the product's"
        " own patience: three stretches of speech and two pauses each."
    ),
    "Journeys": (
        "Whole ways of 300 people at once through resume (every other one a Word file), form and typed interview, over"
        " HTTP on loopback: two web processes, the worker that evaluates what they send, and the 300 clients on one"
        " machine. Each pauses 5 to 15 s before each of 17 requests. Afterwards every answer that was sent is looked"
        " for in the database: one that is missing is lost, one that is there twice doubled."
    ),
    "Judgement": (
        "Built-in engine against marks by people, on public material that is not in the repository, split by hash:"
        " the engine was shaped on the half called tuned; held out was only ever reported. ± is the standard"
        " deviation over draws of the 50 graded examples. The goal of the graded examples is for the mean."
    ),
    "Text messages": (
        "Replies to screening questions in six languages, with slang and slips, written before they were first counted"
        " and used for nothing else; built-in engine. Unclear means that it is asked again."
    ),
    "Resumes in generated layouts": "Invented people in PDF and DOCX layouts made by the tests of `parse_resume`.",
    "Capture on a phone": (
        "A minute of a typed interview in Chromium, 390 px wide and slowed down four times, with visits and the screen"
        " captured and without, side by side; the share is what the main thread works longer, of the whole minute. What"
        " is sent begins with a picture of the page, so a later minute is smaller."
    ),
    "Size": "Compressed size of the wheel, and numbers of packages.",
}
HEAD = "| Figure | Median | p95 | Least–greatest | n | Compared with | Ratio | Goal | Met |"
RULE = "|---|--:|--:|--:|--:|---|--:|--:|---|"


@dataclass(frozen=True)
class Run:
    """Where and when it was measured."""

    commit: str
    day: str
    machine: str
    seconds: float


def page(figures: list[Figure], run: Run, left_out: list[str]) -> str:
    """The whole of docs/benchmarks.md."""
    parts = [
        "# Benchmarks",
        (
            "Written by `make bench`, every figure in one run. Times depend on the machine and on what else it"
            " does; the ratio is the median against what it is compared with in the same run, and is what to watch."
        ),
        f"Commit {run.commit}, {run.day}. {run.machine}. The run took {run.seconds:.0f} s.",
        (
            "The time from a clean clone to a usable page is measured apart, by `scripts/measure_first_run.py`, because"
            " it downloads every package."
        ),
    ]
    parts += [f"Left out: {sentence}" for sentence in left_out]
    for section, these in groupby(figures, key=lambda figure: figure.section):
        parts += [f"## {section}", ABOUT[section], "\n".join([HEAD, RULE, *map(row, these)])]
    return "\n\n".join(parts) + "\n"


def row(figure: Figure) -> str:
    many = len(figure.samples) > 1
    compared = f"{figure.floor.name}: {_number(figure.floor.median)}" if figure.floor else figure.known
    limits = f"{_number(min(figure.samples))}–{_number(max(figure.samples))}" if many else figure.spread
    goal = ""
    if figure.goal is not None:
        which = "" if figure.judged == "median" else f"{figure.judged} "
        goal = f"{which}{'≥' if figure.more_is_better else '≤'} {_number(figure.goal)}"
    cells = [
        f"{figure.name}{f', {figure.unit}' if figure.unit else ''}",
        _number(figure.median),
        _number(figure.p95) if many else "",
        limits,
        str(figure.of or (len(figure.samples) if many else "")),
        compared,
        "" if figure.ratio is None else f"{figure.ratio:.2f}",
        goal,
        {True: "yes", False: "**no**", None: ""}[figure.met],
    ]
    return "| " + " | ".join(cells) + " |"


def terminal(figures: Iterable[Figure]) -> str:
    """One line a figure."""
    lines = []
    for figure in figures:
        met = {True: "met", False: "NOT MET", None: ""}[figure.met]
        ratio = "" if figure.ratio is None else f"×{figure.ratio:.2f}"
        goal = "" if figure.goal is None else f"goal {_number(figure.goal)}"
        value = f"{_number(figure.median)} (p95 {_number(figure.p95)})" if len(figure.samples) > 1 else ""
        lines.append(
            f"{figure.name[:84]:84} {value or _number(figure.median):>22} {figure.unit:2} {ratio:>7}  {goal:12} {met}"
        )
    return "\n".join(lines)


def worse(figures: Iterable[Figure], before: str) -> list[str]:
    """Those that are more than a fifth worse than in the document `before`; by ratio where there is one."""
    last = dict(_read(before))
    found = []
    for figure in figures:
        name = f"{figure.name}{f', {figure.unit}' if figure.unit else ''}"
        if name not in last:
            continue
        then_median, then_ratio = last[name]
        by_ratio = figure.ratio is not None and then_ratio is not None
        now, then = (figure.ratio, then_ratio) if by_ratio else (figure.median, then_median)
        if then and now and (then / now if figure.more_is_better else now / then) > WORSE:
            found.append(
                f"{name}: {_number(now)} {'times its floor' if by_ratio else ''}, was {_number(then)}"
            )
    return found


def _read(document: str) -> Iterable[tuple[str, tuple[float, float | None]]]:
    for line in document.splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if len(cells) == HEAD.count("|") - 1 and re.fullmatch(r"[\d,.]+", cells[1]):
            yield cells[0], (_value(cells[1]), _value(cells[6]) if cells[6] else None)


def _value(written: str) -> float:
    return float(written.replace(",", ""))


def _number(value: float) -> str:
    """Three figures, as far as they say something."""
    if value == int(value) or abs(value) >= 100:
        return f"{value:,.0f}"
    return f"{value:.1f}" if abs(value) >= 10 else f"{value:.3f}" if abs(value) < 1 else f"{value:.2f}"
