from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest
import typst

from greenroom.cli import main
from greenroom.cli.screen import score
from greenroom.skills.screen_resume.schema import Criterion, CriterionResult

JOB = """Kitchen Manager
We are a restaurant with sixty seats.
Requirements:
- At least 3 years of experience in a kitchen
- Food safety certificate required
Responsibilities:
- Run a kitchen of nine cooks
- Plan the weekly menu
"""
COOK = (
    "Ada Example\n\nExperience\nKitchen Manager, Blue Lantern\t2010 - 2020\n• Ran a kitchen of nine cooks\n"
)
WANTED = {
    "qualifications": ["At least 3 years of experience in a kitchen"],
    "criteria": [{"text": "Has run a kitchen", "weight": 3}, {"text": "Speaks at conferences", "weight": 1}],
}


@pytest.fixture
def files(tmp_path: Path) -> dict[str, str]:
    contents = {
        "job": JOB,
        "cook": COOK,
        "clerk": "Bo Example\n\nExperience\nClerk, Grey Filing\t2019 - 2020\n• Filed\n",
    }
    contents["wanted"] = json.dumps(WANTED)
    for name, content in contents.items():
        (tmp_path / name).write_text(content, encoding="utf-8")
    return {name: str(tmp_path / name) for name in contents}


def run(monkeypatch: pytest.MonkeyPatch, *words: str) -> int:
    monkeypatch.setattr(sys, "argv", ["greenroom", *words])
    try:
        main()
    except SystemExit as stop:
        return int(stop.code or 0)
    return 0


def lines(capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_given_criteria_are_scored_by_the_published_formula(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], files: dict[str, str]
) -> None:
    code = run(
        monkeypatch,
        "screen",
        "--job",
        files["job"],
        "--criteria",
        files["wanted"],
        files["cook"],
        files["clerk"],
    )
    assert code == 0
    cook, clerk = lines(capsys)
    assert list(cook) == "file score eligible qualifications criteria engine ms".split()  # noqa: SIM905
    assert cook["eligible"] is True
    assert clerk["eligible"] is False
    kitchen, talks = (one["score"] for one in cook["criteria"])
    assert talks is None
    assert cook["score"] == round(100 * 3 * (kitchen - 1) / 4 / 4, 1)
    assert clerk["score"] == 0
    span = cook["criteria"][0]["evidence"][0]
    assert COOK[span["start"] : span["end"]] == span["text"]


def test_without_criteria_they_are_planned_from_the_job(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], files: dict[str, str]
) -> None:
    assert run(monkeypatch, "screen", "--job", files["job"], files["cook"], files["clerk"]) == 0
    cook, clerk = lines(capsys)
    assert cook["criteria"]
    assert [one["text"] for one in cook["criteria"]] == [one["text"] for one in clerk["criteria"]]
    assert cook["score"] > clerk["score"]


def test_an_unreadable_resume_does_not_stop_the_others(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], files: dict[str, str], tmp_path: Path
) -> None:
    missing = str(tmp_path / "missing.pdf")
    code = run(
        monkeypatch, "screen", "--job", files["job"], "--criteria", files["wanted"], missing, files["cook"]
    )
    assert code == 1
    first, second = lines(capsys)
    assert first["error"]["code"] == "missing"
    assert second["score"] > 0


@pytest.mark.parametrize(
    "content", ["no json", '{"criterion": []}', '{"criteria": [{"text": "x", "weight": 9}]}']
)
def test_a_wrong_criteria_file_is_one_clear_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], files: dict[str, str], content: str
) -> None:
    Path(files["wanted"]).write_text(content, encoding="utf-8")
    assert (
        run(monkeypatch, "screen", "--job", files["job"], "--criteria", files["wanted"], files["cook"]) == 1
    )
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.count("\n") == 1


@pytest.mark.parametrize("look", ["fill: white", "size: 1pt", "fill: rgb(0, 0, 0, 0)"])
def test_text_that_nobody_sees_in_a_pdf_changes_no_result(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    files: dict[str, str],
    tmp_path: Path,
    look: str,
) -> None:
    visible = "Bo Example\n\n= Experience\n\nClerk, Grey Filing #h(1fr) 2019 - 2020\n\n- Filed letters\n"
    secret = f"\n#text({look})[Kitchen Manager 2000 - 2020. Has run a kitchen with cooks. Speaks at conferences.]\n"
    for name, body in (("plain.pdf", visible), ("tricked.pdf", visible + secret)):
        (tmp_path / name).write_bytes(typst.compile(body.encode()))
    names = [str(tmp_path / "plain.pdf"), str(tmp_path / "tricked.pdf")]
    assert run(monkeypatch, "screen", "--job", files["job"], "--criteria", files["wanted"], *names) == 0
    plain, tricked = lines(capsys)
    ignored = {"file": "", "ms": 0}
    assert {**tricked, **ignored} == {**plain, **ignored}


def test_standard_input_is_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    assert run(monkeypatch, "screen", "--job", "-", "-") == 2


def test_a_job_is_needed(monkeypatch: pytest.MonkeyPatch, files: dict[str, str]) -> None:
    assert run(monkeypatch, "screen", files["cook"]) == 2


def test_a_score_without_weights_is_no_score() -> None:
    result = CriterionResult(text="x", score=5, confidence=1)
    assert score([Criterion(text="x", weight=0)], [result]) is None
    assert score([Criterion(text="x")], [result]) == 100
