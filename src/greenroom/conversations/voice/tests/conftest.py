from __future__ import annotations

import json
import threading
import warnings
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from greenroom.candidates.actions import applications
from greenroom.candidates.models import Attempt, AttemptQuestion
from greenroom.candidates.tests.walking import interviewer
from greenroom.interviewers.models import Interviewer, Question

with warnings.catch_warnings():  # Pipecat's own, of what it will drop itself
    warnings.simplefilter("ignore", DeprecationWarning)
    import greenroom.conversations.voice.lines
    import greenroom.conversations.voice.testing.speech  # noqa: F401

__all__ = ["interviewer"]


@pytest.fixture
def begin(interviewer: Interviewer) -> Callable[[str], Attempt]:
    """`begin("casey")`: a candidate whose interview is open. The workspace is in scope."""

    def make(name: str) -> Attempt:
        stage = interviewer.stages.get(kind="web_interview")
        person = applications.Person(name=name.title(), email=f"{name}@example.org")
        application = applications.apply(interviewer=interviewer, person=person, agreed=True)
        attempt = Attempt.objects.create(
            workspace_id=stage.workspace_id, application=application, stage=stage
        )
        for place, question in enumerate(Question.objects.filter(stage=stage).order_by("position")):
            AttemptQuestion.objects.create(
                workspace_id=stage.workspace_id, attempt=attempt, version=question.current, position=place
            )
        return attempt

    return make


@pytest.fixture
def attempt(begin: Callable[[str], Attempt]) -> Attempt:
    return begin("casey")


@pytest.fixture
def stand_in() -> Iterator[Callable[[bytes], tuple[str, list[Any]]]]:
    """`stand_in(body)`: an endpoint that answers each POST with it, and what it was asked (JSON, Authorization)."""
    servers: list[ThreadingHTTPServer] = []

    def start(body: bytes) -> tuple[str, list[Any]]:
        asked: list[Any] = []

        class Endpoint(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                sent = self.rfile.read(int(self.headers["Content-Length"]))
                asked.append((json.loads(sent), self.headers["Authorization"]))
                self.send_response(200)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: object) -> None:
                pass

        servers.append(ThreadingHTTPServer(("127.0.0.1", 0), Endpoint))
        threading.Thread(target=servers[-1].serve_forever, daemon=True).start()
        return f"http://127.0.0.1:{servers[-1].server_port}/speech", asked

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()
