"""The stand-in speaks the protocol as its clients expect it, and refuses what is not the protocol."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from greenroom.core.testing.standins.language_model import LanguageModelStandIn

SCHEMA = {
    "type": "object",
    "properties": {"score": {"type": "number", "minimum": 1, "maximum": 5}, "quote": {"type": "string"}},
    "required": ["score", "quote"],
    "additionalProperties": False,
}
USER = {"role": "user", "content": "Read:\n```answer\nI ran the night shift. It was calm.\n```"}
FORMAT = {"type": "json_schema", "json_schema": {"name": "Score", "schema": SCHEMA, "strict": True}}
TOOL = {"type": "function", "function": {"name": "give_score", "parameters": SCHEMA}}
EXPECTED = {"score": 3.0, "quote": "I ran the night shift."}


@pytest.fixture(scope="module")
def server() -> Iterator[LanguageModelStandIn]:
    with LanguageModelStandIn() as standin:
        yield standin


@pytest.fixture
def client(server: LanguageModelStandIn) -> Iterator[httpx.Client]:
    server.reset()
    with httpx.Client(base_url=server.base_url, timeout=5) as opened:
        yield opened


def _ask(client: httpx.Client, **body: Any) -> httpx.Response:
    return client.post("/chat/completions", json={"model": "stand-in", "messages": [USER]} | body)


def _events(response: httpx.Response) -> list[Any]:
    lines = [line.removeprefix("data: ") for line in response.text.split("\n\n") if line]
    assert lines[-1] == "[DONE]"
    return [json.loads(line) for line in lines[:-1]]


def test_it_lists_its_models(client: httpx.Client) -> None:
    listed = client.get("/models").json()
    assert [model["id"] for model in listed["data"]] == ["stand-in"]


def test_a_whole_answer_follows_the_schema_and_counts_its_tokens(client: httpx.Client) -> None:
    answer = _ask(client, response_format=FORMAT).json()
    assert json.loads(answer["choices"][0]["message"]["content"]) == EXPECTED
    assert answer["choices"][0]["finish_reason"] == "stop"
    usage = answer["usage"]
    assert usage["total_tokens"] == usage["prompt_tokens"] + usage["completion_tokens"]


def test_a_streamed_answer_is_the_whole_one_in_pieces(client: httpx.Client) -> None:
    response = _ask(client, response_format=FORMAT, stream=True, stream_options={"include_usage": True})
    assert response.headers["content-type"].startswith("text/event-stream")
    events = _events(response)
    pieces = [event["choices"][0]["delta"].get("content") or "" for event in events[:-1]]
    assert len([piece for piece in pieces if piece]) > 1
    assert json.loads("".join(pieces)) == EXPECTED
    assert events[-2]["choices"][0]["finish_reason"] == "stop"
    assert events[-1]["choices"] == []
    assert events[-1]["usage"]["completion_tokens"] > 0


def test_a_stream_has_no_usage_unless_it_was_asked_for(client: httpx.Client) -> None:
    assert all("usage" not in event for event in _events(_ask(client, stream=True)))


@pytest.mark.parametrize("choice", ["required", {"type": "function", "function": {"name": "give_score"}}])
def test_a_tool_is_called_with_arguments_that_follow_its_schema(client: httpx.Client, choice: Any) -> None:
    message = _ask(client, tools=[TOOL], tool_choice=choice).json()["choices"][0]["message"]
    (call,) = message["tool_calls"]
    assert message["content"] is None
    assert call["function"]["name"] == "give_score"
    assert json.loads(call["function"]["arguments"]) == EXPECTED


def test_a_streamed_tool_call_names_the_tool_once(client: httpx.Client) -> None:
    events = _events(_ask(client, tools=[TOOL], stream=True))
    calls = [call for event in events for call in event["choices"][0]["delta"].get("tool_calls", ())]
    assert [call["function"]["name"] for call in calls if "name" in call["function"]] == ["give_score"]
    assert json.loads("".join(call["function"]["arguments"] for call in calls)) == EXPECTED


def test_a_schema_in_words_is_followed_too(client: httpx.Client) -> None:
    system = {
        "role": "system",
        "content": f"Answer {{so}} in JSON like this:\n{json.dumps(SCHEMA)}\nNothing else.",
    }
    answer = _ask(client, messages=[system, USER], response_format={"type": "json_object"}).json()
    assert json.loads(answer["choices"][0]["message"]["content"]) == EXPECTED


def test_without_any_schema_it_says_one_word(client: httpx.Client) -> None:
    assert _ask(client).json()["choices"][0]["message"]["content"] == "ready"


def test_the_same_request_gets_the_same_answer_to_the_last_byte(client: httpx.Client) -> None:
    assert len({_ask(client, response_format=FORMAT, stream=True).content for _ in range(5)}) == 1


MALFORMED: dict[str, dict[str, Any]] = {
    "no messages": {"messages": []},
    "unknown role": {"messages": [{"role": "robot", "content": "x"}]},
    "no content": {"messages": [{"role": "user"}]},
    "unknown argument": {"tempreature": 0},
    "temperature too high": {"temperature": 3},
    "temperature as text": {"temperature": "warm"},
    "no schema": {"response_format": {"type": "json_schema"}},
    "schema without a name": {"response_format": {"type": "json_schema", "json_schema": {"schema": SCHEMA}}},
    "a name with blanks": {
        "response_format": {"type": "json_schema", "json_schema": {"name": "a b", "schema": SCHEMA}}
    },
    "strict but open": {
        "response_format": {
            "type": "json_schema",
            "json_schema": {"name": "a", "schema": {"type": "object", "properties": {}}, "strict": True},
        }
    },
    "strict but optional": {
        "response_format": {
            "type": "json_schema",
            "json_schema": {"name": "a", "schema": SCHEMA | {"required": ["score"]}, "strict": True},
        }
    },
    "JSON without the word": {"response_format": {"type": "json_object"}},
    "tool choice without tools": {"tool_choice": "required"},
    "no tools": {"tools": []},
    "stream options without a stream": {"stream_options": {"include_usage": True}},
    "an answer to no call": {"messages": [USER, {"role": "tool", "tool_call_id": "c", "content": "x"}]},
    "a call without an answer": {
        "messages": [
            USER,
            {
                "role": "assistant",
                "tool_calls": [{"id": "c", "type": "function", "function": {"name": "f", "arguments": "{}"}}],
            },
            USER,
        ]
    },
    "an endless schema": {
        "response_format": {
            "type": "json_schema",
            "json_schema": {
                "name": "a",
                "schema": {"$ref": "#/$defs/A", "$defs": {"A": {"$ref": "#/$defs/B"}}},
            },
        }
    },
}


@pytest.mark.parametrize("name", MALFORMED)
def test_a_malformed_request_is_refused_and_says_why(client: httpx.Client, name: str) -> None:
    response = _ask(client, **MALFORMED[name])
    assert response.status_code == 400
    error = response.json()["error"]
    assert error["type"] == "invalid_request_error"
    assert error["message"]


def test_what_is_no_json_is_refused(client: httpx.Client) -> None:
    assert client.post("/chat/completions", content=b"{").status_code == 400


def test_a_model_it_does_not_know_is_not_found(client: httpx.Client) -> None:
    response = _ask(client, model="other")
    assert response.status_code == 404
    assert response.json()["error"]["code"] == "model_not_found"


def test_a_wrong_key_is_refused() -> None:
    with LanguageModelStandIn(api_key="right") as server, httpx.Client(base_url=server.base_url) as client:
        wrong = {"Authorization": "Bearer wrong"}
        right = {"Authorization": "Bearer right"}
        assert client.get("/models").status_code == 401
        assert client.get("/models", headers=wrong).status_code == 401
        assert client.get("/models", headers=right).status_code == 200
        body = {"model": "stand-in", "messages": [USER]}
        assert client.post("/chat/completions", json=body, headers=wrong).status_code == 401
        assert client.post("/chat/completions", json=body, headers=right).status_code == 200


def test_every_request_is_recorded_with_its_prompt(
    client: httpx.Client, server: LanguageModelStandIn
) -> None:
    _ask(client)
    client.get("/nowhere")
    chat, lost = server.requests
    assert "night shift" in chat.prompt
    assert chat.path == "/v1/chat/completions"
    assert lost.fault == "no such address"
