"""A model that hears is fetched once, on purpose, and whole."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from greenroom.cli.voice import command
from greenroom.conversations.voice.settings import VoiceSettings
from greenroom.conversations.voice.speech.downloads import folder_of
from greenroom.conversations.voice.speech.tests.hub import FILES, MODEL, Hub, serving


@pytest.fixture
def hub() -> Iterator[Hub]:
    with serving() as given:
        yield given


@pytest.fixture
def data(tmp_path, monkeypatch) -> Path:
    monkeypatch.setenv("GREENROOM_DATA", str(tmp_path))
    return tmp_path


def download(source: str, *more: str) -> Result:
    return CliRunner().invoke(command, ["download", *more], env={"GREENROOM_SPEECH_SOURCE": source})


def test_its_size_is_told_before_and_what_was_broken_off_goes_on(hub, data):
    hub.cut_at = 60_000
    broken = download(hub.address)
    assert broken.exit_code == 1
    assert "another run goes on from here" in broken.stderr
    assert folder_of(VoiceSettings({"GREENROOM_DATA": str(data)})) is None, "half a model is none"
    done = download(hub.address)
    folder = data / "speech" / "whisper-base"
    assert (done.exit_code, done.stdout) == (0, f"{folder}\n")
    assert done.stderr == f"base: 0 MB in 4 files, into {folder}\n"
    assert hub.ranges == ["bytes=0-", "bytes=60000-"]
    found = {path.name: path.read_bytes() for path in folder.iterdir()}
    assert found == {name: content for name, content in FILES.items() if name != "README.md"}
    for named in ({}, {"GREENROOM_STT_MODEL": "base"}, {"GREENROOM_STT_MODEL": str(folder)}):
        assert folder_of(VoiceSettings({"GREENROOM_DATA": str(data), **named})) == folder
    assert folder_of(VoiceSettings({"GREENROOM_DATA": str(data), "GREENROOM_STT_MODEL": "small"})) is None


def test_a_source_that_cannot_go_on_in_the_middle_begins_anew(hub, data):
    hub.cut_at, hub.ranged = 60_000, False
    assert download(hub.address).exit_code == 1
    assert download(hub.address).exit_code == 0
    assert (data / "speech" / "whisper-base" / "model.bin").read_bytes() == MODEL


def test_what_is_not_what_it_should_be_goes_away_and_is_asked_for_again(hub, data):
    hub.wrong = True
    result = download(hub.address)
    assert result.exit_code == 1
    assert "did not arrive as it was sent" in result.stderr
    assert not (data / "speech" / "whisper-base").exists()
    hub.wrong = False
    assert download(hub.address).exit_code == 0


@pytest.mark.parametrize(
    ("status", "model", "says"),
    [
        (500, "base", "127.0.0.1 answered 500."),
        (200, "small", "127.0.0.1 answered 404."),
        (None, "base", "cannot be reached"),
    ],
)
def test_a_source_that_fails_is_told_in_one_line(hub, data, status, model, says):
    hub.status = status or 200
    result = download(hub.address if status else "http://127.0.0.1:9", "--model", model)
    assert result.exit_code == 1
    assert says in result.stderr
    assert result.stdout == ""


def test_a_folder_of_this_machine_does_and_so_does_none_where_nothing_knows_a_hub(
    hub, data, tmp_path, monkeypatch
):
    assert download(hub.address).exit_code == 0
    kept = tmp_path / "kept"
    shutil.move(data / "speech", kept)
    assert download(str(kept)).exit_code == 0
    assert (data / "speech" / "whisper-base" / "model.bin").read_bytes() == MODEL
    assert "There is no folder" in download(str(kept), "--model", "tiny").stderr
    monkeypatch.setitem(sys.modules, "huggingface_hub.constants", None)
    assert "Install greenroom[hearing] first" in download("").stderr
