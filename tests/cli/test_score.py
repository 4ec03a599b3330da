"""`greenroom score`, run as a person runs it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

SRC = Path(__file__).parents[2] / "src"
RUBRIC = {
    "question": "How do you calm an upset guest?",
    "key_points": ["Listens", "Apologises"],
    "language": "en",
}
ANSWERS = [
    {"id": "z-1", "text": "I listen first, and then I apologise 🙂 to the guest."},
    {"id": "a-2", "text": "I don't know."},
    {"id": 3, "text": ""},
]


def greenroom(
    *words: str, fed: str = "", env: dict[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "greenroom", *words],
        input=fed,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": str(SRC), **(env or {})},
        check=False,
        timeout=60,
    )


@pytest.fixture
def rubric(tmp_path: Path) -> str:
    path = tmp_path / "rubric.json"
    path.write_text(json.dumps(RUBRIC), encoding="utf-8")
    return str(path)


def lines_of(answers: list[dict[str, Any]]) -> str:
    return "".join(json.dumps(answer) + "\n" for answer in answers)


def test_scores_come_in_input_order_with_exact_spans_and_nothing_else_on_standard_output(rubric: str) -> None:
    done = greenroom("score", "--rubric", rubric, "-", fed=lines_of(ANSWERS))
    assert (done.returncode, done.stderr) == (0, "")
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert [row["id"] for row in rows] == ["z-1", "a-2", 3]
    assert [row["verdict"] for row in rows] == ["scored", "not_addressed", "not_addressed"]
    for row, answer in zip(rows, ANSWERS, strict=True):
        assert set(row) == {"id", "score", "verdict", "confidence", "reason", "evidence", "engine", "ms"}
        assert row["engine"] == "built-in"
        for span in row["evidence"]:
            assert str(answer["text"])[span["start"] : span["end"]] == span["text"]
    assert 1 <= rows[0]["score"] <= 5
    assert rows[0]["evidence"]
    assert rows[1]["score"] is None


def test_a_file_gives_the_same_as_standard_input(rubric: str, tmp_path: Path) -> None:
    file = tmp_path / "answers.jsonl"
    file.write_text(lines_of(ANSWERS), encoding="utf-8")
    by_file = greenroom("score", "--rubric", rubric, str(file)).stdout
    by_pipe = greenroom("score", "--rubric", rubric, fed=lines_of(ANSWERS)).stdout
    without_time = [
        [{**json.loads(line), "ms": 0} for line in out.splitlines()] for out in (by_file, by_pipe)
    ]
    assert without_time[0] == without_time[1] != []


@pytest.mark.parametrize(
    ("written", "says"),
    [
        ('{"id": "1"}\n', "line 1: text"),
        ('{"id": "1", "text": "fine"}\nnonsense\n', "line 2"),
        ("[1]\n", "line 1"),
    ],
)
def test_a_bad_line_fails_with_its_number_and_one_clear_line(rubric: str, written: str, says: str) -> None:
    done = greenroom("score", "--rubric", rubric, "-", fed=written)
    assert done.returncode == 1
    assert says in done.stderr
    assert done.stderr.count("\n") == 1


def test_a_rubric_out_of_shape_fails_without_repeating_what_was_written(tmp_path: Path) -> None:
    path = tmp_path / "rubric.json"
    path.write_text(
        '{"question": "Why?", "examples": [{"text": "secret words", "score": 9}]}', encoding="utf-8"
    )
    done = greenroom("score", "--rubric", str(path), "-")
    assert (done.returncode, done.stdout) == (1, "")
    assert "examples.0.score" in done.stderr
    assert "secret words" not in done.stderr


@pytest.mark.parametrize(
    "words", [(), ("--rubric", "/nowhere/rubric.json"), ("--rubric", "-", "-"), ("--what",)]
)
def test_wrong_usage_exits_with_2(words: tuple[str, ...]) -> None:
    done = greenroom("score", *words, fed="{}")
    assert (done.returncode, done.stdout) == (2, "")


def test_the_help_has_an_example() -> None:
    done = greenroom("score", "--help")
    assert done.returncode == 0
    assert "Example:" in done.stdout


def test_it_needs_neither_settings_nor_django_and_starts_at_once(rubric: str) -> None:
    probe = (
        "import sys; sys.argv = ['greenroom', 'score', '--rubric', sys.argv[1], '-']\n"
        "from greenroom.cli import main\n"
        "main()\n"
        "assert not [name for name in sys.modules if name.split('.')[0] in {'django', 'httpx', 'py3langid'}]\n"
    )
    taken = []
    for _ in range(3):
        started = time.perf_counter()
        done = subprocess.run(
            [sys.executable, "-c", probe, rubric],
            input=lines_of(ANSWERS),
            capture_output=True,
            text=True,
            env={"PYTHONPATH": str(SRC), "PATH": os.environ["PATH"], "PYTHONUTF8": "1"},
            check=False,
            timeout=60,
        )
        taken.append(time.perf_counter() - started)
        assert (done.returncode, done.stderr) == (0, "")
    assert min(taken) < 2.0
