"""How far the built-in engine agrees with people, on marked answers that lie outside the repository.

Each set is split by a hash of what must not be shared between the halves: an answer's id within a prompt, a
question's id where every question has its own reference. The engine was shaped on the half called "tuned";
"held_out" was only ever reported. Set 08 has a single question, so it has no half of its own: its figures
say how the engine does on a question its authors have seen.
"""

from __future__ import annotations

import hashlib
import json
import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean, stdev
from typing import Any, Literal

import numpy as np

from greenroom.skills.score_answer.builtin import score
from greenroom.skills.score_answer.schema import AnswerToScore, GradedExample, Rubric

Half = Literal["tuned", "held_out"]
DRAWS = 8
EXAMPLES = 50


@dataclass(frozen=True)
class Figure:
    """One measurement. value: of `what`; spread: standard deviation over draws, 0.0 without draws.

    floor and goal are those of the shared quality page. n: answers scored. how: the protocol.
    """

    name: str
    half: str
    what: str
    value: float
    spread: float
    n: int
    floor: float
    goal: float
    how: str


def measure(shared: Path, half: Half) -> list[Figure]:
    """Every figure of one half; a few minutes at most."""
    return [
        *graded_examples(shared, half, with_points=True),
        *graded_examples(shared, half, with_points=False),
        reference(shared, half),
        *point_rubric(shared),
    ]


def quadratic_kappa(one: Sequence[int], other: Sequence[int], levels: int) -> float:
    """Quadratic weighted kappa of two lists of levels 0 to levels-1."""
    seen = np.zeros((levels, levels))
    for a, b in zip(one, other, strict=True):
        seen[a, b] += 1
    by_chance = np.outer(seen.sum(axis=1), seen.sum(axis=0)) / seen.sum()
    apart = np.array([[(i - j) ** 2 for j in range(levels)] for i in range(levels)])
    return float(1 - (apart * seen).sum() / (apart * by_chance).sum())


def pearson(one: Sequence[float], other: Sequence[float]) -> float:
    return float(np.corrcoef(one, other)[0, 1])


def mark(rubric: Rubric, answer: str) -> float:
    """The engine's score, 1.0 to 5.0; an answer it calls not addressed counts as 1.0."""
    given = score(AnswerToScore(rubric=rubric, answer=answer)).score
    return 1.0 if given is None else given


def graded_examples(shared: Path, half: Half, *, with_points: bool) -> list[Figure]:
    """Quadratic kappa with 50 graded examples drawn from the half, the rest of the half scored."""
    found: list[Figure] = []
    for prompt in ("1", "5"):
        question, key, rows = marked_answers(shared, prompt, half)
        drawn = [_draw(question, key if with_points else [], rows, seed) for seed in range(DRAWS)]
        found.append(
            Figure(
                name=f"graded examples, prompt {prompt}, {'with' if with_points else 'without'} key points",
                half=half,
                what="quadratic weighted kappa",
                value=fmean(drawn),
                spread=stdev(drawn),
                n=len(rows) - EXAMPLES,
                floor=0.565,
                goal=0.60,
                how=f"{DRAWS} draws of {EXAMPLES} examples, marks 0 to 3 as 1 to 5, the rest of the half scored",
            )
        )
    return found


def reference(shared: Path, half: Half) -> Figure:
    """Pearson over all answers of the half's questions, each against its reference answer alone."""
    rows = [
        row
        for row in _lines(shared / "07_answers_mohler" / "open.jsonl")
        if half_of(f"mohler {row['id']}") == half
    ]
    given = [
        mark(Rubric(question=r["question"], reference_answer=r["desired_answer"]), r["student_answer"])
        for r in rows
    ]
    return Figure(
        name="short answers against a reference",
        half=half,
        what="Pearson",
        value=pearson(given, [float(row["score_avg"]) for row in rows]),
        spread=0.0,
        n=len(rows),
        floor=0.46,
        goal=0.55,
        how="halves by question; question and reference answer given, no key points, no examples",
    )


def point_rubric(shared: Path) -> list[Figure]:
    """Pearson and mean error against the mean of three raters, without examples."""
    path = shared / "08_answers_os_rubric_3raters" / "q4" / "grading.json"
    rows = [row["4"] for row in json.loads(path.read_text(encoding="utf-8")).values()]
    given = [
        mark(Rubric(question=row["question"], reference_answer=row["sample_answer"]), row["answer"])
        for row in rows
    ]
    people = [fmean(float(row[f"score_{n}"]) for n in (1, 2, 3)) / row["full_points"] for row in rows]
    apart = fmean(abs((g - 1) / 4 - p) for g, p in zip(given, people, strict=True))
    how = "one question, seen by the authors; question and sample answer given; mean of three raters"

    def figure(what: str, value: float, floor: float, goal: float) -> Figure:
        return Figure("point rubric, three raters", "seen", what, value, 0.0, len(rows), floor, goal, how)

    return [
        figure("Pearson", pearson(given, people), 0.56, 0.70),
        figure("mean error, share of full marks (lower is better)", apart, 0.28, 0.18),
    ]


def report(figures: Iterable[Figure]) -> str:
    """One line a figure, for a person."""
    return "\n".join(
        f"{f.half:9} {f.name:50} {f.what:26.26} {f.value:.3f} ± {f.spread:.3f}  "
        f"(floor {f.floor}, goal {f.goal}, n {f.n})"
        for f in figures
    )


def _draw(question: str, key: list[str], rows: Sequence[tuple[str, int]], seed: int) -> float:
    order = list(range(len(rows)))
    random.Random(seed).shuffle(order)
    examples = [GradedExample(text=rows[at][0], score=1 + 4 * rows[at][1] / 3) for at in order[:EXAMPLES]]
    rubric = Rubric(question=question, key_points=key, examples=examples)
    rest = [rows[at] for at in order[EXAMPLES:]]
    given = [round((mark(rubric, text) - 1) * 3 / 4) for text, _ in rest]
    return quadratic_kappa([people for _, people in rest], given, 4)


def marked_answers(shared: Path, prompt: str, half: Half) -> tuple[str, list[str], list[tuple[str, int]]]:
    folder = shared / "06_answers_asap_sas"
    question = (folder / f"essay_{prompt}_description.txt").read_text(encoding="utf-8").strip()
    key = [
        line for line in (folder / f"essay_{prompt}_key.txt").read_text(encoding="utf-8").splitlines() if line
    ]
    rows = [
        (row["answer"], int(row["human_score"]))
        for row in _lines(folder / "open.jsonl")
        if row["essay_set"] == prompt and half_of(row["id"]) == half
    ]
    return question, key, rows


def half_of(name: str) -> Half:
    """By a hash of what must not be shared between the halves."""
    return "held_out" if hashlib.sha256(name.encode()).digest()[-1] % 2 else "tuned"


def _lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
