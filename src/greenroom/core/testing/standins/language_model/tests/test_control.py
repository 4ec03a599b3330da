"""Telling the stand-in to fail, from a test and over HTTP."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

import greenroom
from greenroom.core.testing.standins.language_model import Fault, LanguageModelStandIn

BODY = {"model": "stand-in", "messages": [{"role": "user", "content": "hello"}]}


@pytest.fixture
def server() -> Iterator[LanguageModelStandIn]:
    with LanguageModelStandIn() as standin:
        yield standin


@pytest.fixture
def client(server: LanguageModelStandIn) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=f"http://127.0.0.1:{server.port}", timeout=5) as opened:
        yield opened


def _status(client: httpx.Client) -> int:
    return client.post("/v1/chat/completions", json=BODY).status_code


def test_a_sequence_is_used_up_and_then_the_standing_fault_holds(
    server: LanguageModelStandIn, client: httpx.Client
) -> None:
    server.fail("rate_limit", None, Fault(kind="server_error", status=502))
    server.fail_always("unauthorized")
    assert [_status(client) for _ in range(5)] == [429, 200, 502, 401, 401]
    server.fail_always(None)
    assert _status(client) == 200
    assert [request.fault for request in server.requests][:3] == ["rate_limit", "", "server_error"]


def test_the_same_can_be_said_over_http(client: httpx.Client) -> None:
    sequence: list[Any] = [{"kind": "rate_limit", "retry_after": 9}, None]
    assert client.post("/control/faults", json=sequence).json() == {"faults": 2}
    assert client.post("/control/always", json={"kind": "forbidden"}).status_code == 200
    first = client.post("/v1/chat/completions", json=BODY)
    assert (first.status_code, first.headers["retry-after"]) == (429, "9")
    assert [_status(client) for _ in range(2)] == [200, 403]
    assert [row["fault"] for row in client.get("/control/requests").json()] == ["rate_limit", "", "forbidden"]
    assert client.delete("/control").status_code == 200
    assert client.get("/control/requests").json() == []
    assert _status(client) == 200


def test_a_fault_it_does_not_know_is_refused(client: httpx.Client) -> None:
    assert client.post("/control/faults", json=[{"kind": "meteor"}]).status_code == 400
    assert client.post("/control/always", json={"kind": "hang", "colour": "red"}).status_code == 400


@pytest.mark.parametrize("stream", [True, False])
def test_a_cut_answer_breaks_the_connection(
    server: LanguageModelStandIn, client: httpx.Client, stream: bool
) -> None:
    server.fail("cut")
    with pytest.raises(httpx.RemoteProtocolError):
        client.post("/v1/chat/completions", json=BODY | {"stream": stream})
    assert _status(client) == 200


@pytest.mark.parametrize("kind", ["hang", "hang_mid_answer"])
def test_a_hang_lasts_until_the_client_gives_up_and_does_not_outlive_the_server(
    server: LanguageModelStandIn, client: httpx.Client, kind: str
) -> None:
    server.fail(Fault.model_validate({"kind": kind}))
    with pytest.raises(httpx.ReadTimeout):
        client.post("/v1/chat/completions", json=BODY | {"stream": True}, timeout=0.2)
    assert _status(client) == 200


def test_it_runs_from_a_shell_and_says_where() -> None:
    command = [sys.executable, "-m", "greenroom.core.testing.standins.language_model", "--model", "tiny"]
    source = str(Path(greenroom.__file__).parents[1])
    environ = os.environ | {"PYTHONPATH": source}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environ) as process:
        assert process.stdout is not None
        line = process.stdout.readline().split()
        told = dict(part.split("=", 1) for part in line)
        listed = httpx.get(f"{told['GREENROOM_MODEL_BASE_URL']}/models").json()
        process.terminate()
        assert listed["data"][0]["id"] == told["GREENROOM_MODEL_NAME"] == "tiny"
