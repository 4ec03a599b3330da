"""Who hears and who speaks, said honestly, and what it sounds like."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from greenroom.conversations.actions import voice_samples
from greenroom.conversations.models import VoiceWorker
from greenroom.core.ids import new_id
from greenroom.guidance.rules.languages import LANGUAGES

PAGE, SAMPLE = "/ai/voices/", "/ai/voices/sample/?language="


@pytest.fixture
def worker(in_workspace) -> Iterator[dict[str, Any]]:
    """A voice worker's door that says so much and no more. status, asked."""
    told: dict[str, Any] = {"status": 200, "asked": []}

    class Door(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            token = self.headers["Authorization"].removeprefix("Bearer ")
            told["asked"].append((self.path, voice_samples.asked(token=token, worker_id=told["id"])))
            self.send_response(told["status"])
            self.end_headers()
            self.wfile.write(b"RIFF")

        def log_message(self, *_given: Any) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Door)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    row = VoiceWorker.objects.create(id=new_id(), address=f"http://127.0.0.1:{server.server_port}", most=4)
    told["id"] = row.id
    yield told
    server.shutdown()
    server.server_close()


def programs(monkeypatch, *there: str) -> None:
    monkeypatch.setattr("shutil.which", lambda name: name if name in there else None)


def rows(client) -> dict[str, Any]:
    return {row.code: row for row in client.get(PAGE).context["rows"]}


def test_each_language_says_who_speaks_who_writes_down_and_why(in_workspace, sign_in, monkeypatch):
    programs(monkeypatch, "flite", "espeak-ng")
    client = sign_in(in_workspace.viewer)
    page = client.get(PAGE).content.decode()
    found = rows(client)
    assert list(found) == list(LANGUAGES)
    assert [found[code].speaks.name for code in ("en", "ar")] == ["flite", "espeak-ng"]
    assert found["en"].hears.name == "The candidate's browser"
    assert "its maker may receive the sound" in page
    assert "faster_whisper: greenroom[hearing] is not installed." in page
    assert "No voice worker answers" in page
    assert "data-play" not in page, "a viewer spends nothing"
    programs(monkeypatch)
    assert (rows(client)["de"].speaks.name, rows(client)["de"].sample) == ("", "")
    assert "the program espeak-ng is not installed." in client.get(PAGE).content.decode()


def test_what_is_configured_is_named_with_where_sound_and_words_go(in_workspace, sign_in, monkeypatch):
    told = {
        "STT": "deepgram",
        "STT_KEY": "hidden-1",
        "TTS_BASE_URL": "https://voices.example.org/v1",
        "TTS_MODEL": "m",
        "TTS_KEY": "hidden-2",
        "TTS_VOICE_FR": "camille",
        "TURN_URLS": "turn:relay.example.org",
    }
    for name, value in told.items():
        monkeypatch.setenv(f"GREENROOM_{name}", value)
    client = sign_in(in_workspace.owner)
    page = client.get(PAGE).content.decode()
    assert "No call can be carried" in page
    assert "GREENROOM_TURN_SECRET" in page
    assert "hidden-" not in page
    found = rows(client)
    assert found["fr"].speaks.name == "voices.example.org · camille"
    assert (found["en"].hears.name, found["en"].hears.privacy) == (
        "Deepgram",
        "What candidates say is sent to it.",
    )
    for side in ("STT", "TTS"):
        monkeypatch.setenv(f"GREENROOM_{side}", "none")
    off = rows(client)["en"]
    assert (off.speaks.name, off.hears.name) == ("", "")
    assert client.get(PAGE).content.decode().count("Nobody") == 12


def test_a_sample_is_made_by_a_worker_for_who_may_edit(in_workspace, sign_in, worker):
    client = sign_in(in_workspace.colleague)
    page = client.get(PAGE).content.decode()
    assert "1 voice worker answers, with room for 4 calls at once." in page
    answer = client.get(f"{SAMPLE}es")
    assert (answer.status_code, answer["Content-Type"], answer.content) == (200, "audio/wav", b"RIFF")
    assert worker["asked"] == [("/samples/", ("es", ""))]
    assert client.get(f"{SAMPLE}xx").status_code == 404
    worker["status"] = 503
    failed = client.get(f"{SAMPLE}es")
    assert (failed.status_code, failed["Content-Type"]) == (503, "text/plain; charset=utf-8")
    assert "The voice made no sound" in failed.content.decode()
    VoiceWorker.objects.all().delete()
    assert "nobody to ask" in client.get(f"{SAMPLE}en").content.decode()
    assert [client.get(f"{SAMPLE}en").status_code for _ in range(18)][-1] == 429
    assert sign_in(in_workspace.viewer).get(f"{SAMPLE}en").status_code == 403
