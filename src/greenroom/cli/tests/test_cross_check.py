"""A resume beside a transcript, and the judges checked, from the shell."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from greenroom.cli.cross_check import command
from greenroom.cli.evals import command as evals

RESUME = (
    "Rosa Imaginary\nrosa@example.org\n\nExperience\nTeam Leader, Tall Pines Parcels, Leeds\n"
    "March 2021 - present\nLed pickers.\n\nSkills\nForklift, SAP\n"
)
LINES = "Interviewer: Your jobs?\nCandidate: I left Tall Pines Parcels in 2023.\nI have never used SAP.\n"
TURNS = [
    {"speaker": "interviewer", "text": "Your jobs?"},
    {"speaker": "candidate", "text": "I left Tall Pines Parcels in 2023. I have never used SAP."},
]


def run(tmp_path, transcript: str, *options: str):
    resume, said = tmp_path / "cv.txt", tmp_path / "said.txt"
    resume.write_text(RESUME)
    said.write_text(transcript)
    return CliRunner().invoke(
        command, ["--resume", str(resume), "--transcript", str(said), "--as-of", "2026-03-10", *options]
    )


@pytest.mark.parametrize("transcript", [LINES, json.dumps(TURNS), json.dumps({"transcript": TURNS})])
def test_a_transcript_of_either_form_is_held_beside_the_resume(tmp_path, transcript) -> None:
    result = run(tmp_path, transcript)
    assert result.exit_code == 0, result.output
    found = json.loads(result.stdout)
    assert {each["kind"] for each in found["findings"]} == {"date", "skill"}
    (date,) = [each for each in found["findings"] if each["kind"] == "date"]
    assert (date["resume"]["quote"], date["interview"]["turn"]) == ("present", 1)
    assert date["interview"]["quote"] == "left Tall Pines Parcels in 2023"


@pytest.mark.parametrize("transcript", ["[1, 2]", '{"said": []}', '[{"speaker": "x"}]'])
def test_what_is_no_transcript_is_refused_in_one_line(tmp_path, transcript) -> None:
    result = run(tmp_path, transcript)
    assert result.exit_code == 1
    assert "is no transcript" in result.output


def test_an_empty_transcript_has_nothing_to_compare(tmp_path) -> None:
    assert json.loads(run(tmp_path, "").stdout)["findings"] == []


def test_evals_lists_what_moved_since_the_accepted_run(tmp_path, monkeypatch) -> None:
    monkeypatch.setenv("GREENROOM_DATA", str(tmp_path))
    first = CliRunner().invoke(evals, ["--skill", "anchors"])
    assert first.exit_code == 0, first.output
    assert json.loads(first.stdout)["moved"] == []
    kept = tmp_path / "built_in" / "evals.json"
    kept.write_text(kept.read_text().replace('"version": "1"', '"version": "0"'))
    again = json.loads(CliRunner().invoke(evals, ["--skill", "anchors"]).stdout)
    assert again["moved"] == ["anchors: made by built-in 1, before by built-in 0"]
    assert json.loads(CliRunner().invoke(evals, ["--skill", "anchors", "--accept"]).stdout)["moved"]
    assert json.loads(CliRunner().invoke(evals, ["--skill", "anchors"]).stdout)["moved"] == []


def test_evals_counts_how_people_and_the_engine_agree(tmp_path) -> None:
    marks, rubric = tmp_path / "marks.csv", tmp_path / "rubric.json"
    marks.write_text('text,first,second\nI check the harness.,4,"4,5"\nNo idea.,1,1\n')
    rubric.write_text(json.dumps({"question": "How do you stay safe?", "key_points": ["checks the harness"]}))
    result = CliRunner().invoke(evals, ["--marks", str(marks), "--rubric", str(rubric)])
    assert result.exit_code == 0, result.output
    found = json.loads(result.stdout)
    assert found["people"]["overall"] == {"n": 2, "exact": 0.5, "adjacent": 1.0}
    assert set(found) == {"n", "people", "engine_and_first", "engine_and_second"}
    marks.write_text("first,second\n4,11\n")
    refused = CliRunner().invoke(evals, ["--marks", str(marks)])
    assert refused.exit_code == 1
    assert "line 2" in refused.output
