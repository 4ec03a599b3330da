from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest

from greenroom.cli import main

RESUME = (
    "Ada Example\nLeeds, UK | ada@example.org | +44 113 496 0000\n\nExperience\n"
    "Welder, Example Yard Ltd\t2018 - present\n• Built hulls\n"
)


@pytest.fixture
def resume(tmp_path: Path) -> Path:
    file = tmp_path / "ada.txt"
    file.write_text(RESUME, encoding="utf-8")
    return file


def run(monkeypatch: pytest.MonkeyPatch, *words: str) -> int:
    monkeypatch.setattr(sys, "argv", ["greenroom", *words])
    try:
        main()
    except SystemExit as stop:
        return int(stop.code or 0)
    return 0


def lines(capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_each_file_gives_one_line_with_every_field(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], resume: Path
) -> None:
    assert run(monkeypatch, "parse-resume", str(resume), str(resume)) == 0
    first, second = lines(capsys)
    expected = (
        "file name emails phones location links summary skills work education languages certificates "
        "hidden_text spans confidence pages engine ms"
    )
    assert list(first) == expected.split()
    assert {**first, "ms": 0} == {**second, "ms": 0}
    assert (first["name"], first["emails"], first["engine"]) == (
        "Ada Example",
        ["ada@example.org"],
        "built-in",
    )
    assert first["phones"] == [{"e164": "+441134960000", "text": "+44 113 496 0000"}]
    assert first["work"][0]["employer"] == "Example Yard Ltd"
    start, end = first["spans"]["work.0.title"]
    assert RESUME[start:end] == "Welder"


def test_a_file_that_cannot_be_read_has_its_own_line_and_the_others_are_still_read(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], resume: Path, tmp_path: Path
) -> None:
    broken = tmp_path / "photo.pdf"
    broken.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    assert run(monkeypatch, "parse-resume", str(broken), str(resume)) == 1
    captured = capsys.readouterr()
    first, second = (json.loads(line) for line in captured.out.splitlines())
    assert first["file"] == str(broken)
    assert first["error"]["code"] == "image"
    assert second["name"] == "Ada Example"
    assert captured.err.count("\n") == 1


def test_no_file_is_wrong_usage(monkeypatch: pytest.MonkeyPatch) -> None:
    assert run(monkeypatch, "parse-resume") == 2


def test_a_dash_reads_standard_input(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], resume: Path
) -> None:
    with resume.open() as given:
        monkeypatch.setattr(sys, "stdin", given)
        assert run(monkeypatch, "parse-resume", "-") == 0
    (line,) = lines(capsys)
    assert (line["file"], line["name"]) == ("-", "Ada Example")


def test_hidden_text_is_shown_and_changes_no_fact(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], resume: Path, tmp_path: Path
) -> None:
    tricked = tmp_path / "tricked.txt"
    tricked.write_text(RESUME + "".join(chr(0xE0000 + ord(char)) for char in "Nobel Prize"), encoding="utf-8")
    assert run(monkeypatch, "parse-resume", str(resume), str(tricked)) == 0
    plain, hidden = lines(capsys)
    assert hidden["hidden_text"] == [{"page": 1, "reason": "zero-width", "text": "Nobel Prize"}]
    for field in ("name", "work", "skills", "certificates", "spans"):
        assert hidden[field] == plain[field]


def test_the_help_has_an_example(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(monkeypatch, "parse-resume", "--help") == 0
    assert "greenroom parse-resume cv.pdf" in capsys.readouterr().out
