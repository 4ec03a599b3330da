"""The bodies a chat completion comes back in: whole, or as a stream of chunks."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

CREATED = 1_700_000_000
CHUNK = 24


@dataclass(frozen=True)
class Reply:
    """What the model says. tool: the tool it calls with `text` as arguments, "" for plain content."""

    id: str
    model: str
    text: str
    tool: str = ""
    finish: str = ""
    refusal: str = ""
    prompt_tokens: int = 0

    @property
    def finish_reason(self) -> str:
        return self.finish or ("tool_calls" if self.tool else "stop")

    @property
    def usage(self) -> dict[str, int]:
        written = tokens(self.text)
        return {
            "prompt_tokens": self.prompt_tokens,
            "completion_tokens": written,
            "total_tokens": self.prompt_tokens + written,
        }


def tokens(text: str) -> int:
    """A count of tokens that grows as the text does: one for every four characters, at least one."""
    return max(1, len(text) // 4)


def whole(reply: Reply) -> dict[str, Any]:
    message: dict[str, Any] = {"role": "assistant", "content": reply.text, "refusal": reply.refusal or None}
    if reply.tool:
        function = {"name": reply.tool, "arguments": reply.text}
        call = {"id": f"call_{reply.id}", "type": "function", "function": function}
        message |= {"content": None, "tool_calls": [call]}
    if reply.refusal:
        message["content"] = None
    choice = {"index": 0, "message": message, "logprobs": None, "finish_reason": reply.finish_reason}
    return _head(reply, "chat.completion") | {"choices": [choice], "usage": reply.usage}


def events(reply: Reply, *, with_usage: bool) -> Iterator[str]:
    """Server-sent events, up to and with [DONE]."""
    yield _event(_chunk(reply, {"role": "assistant", "content": "" if not reply.tool else None}))
    for delta in _deltas(reply):
        yield _event(_chunk(reply, delta))
    yield _event(_chunk(reply, {}, finish=reply.finish_reason))
    if with_usage:
        yield _event(_head(reply, "chat.completion.chunk") | {"choices": [], "usage": reply.usage})
    yield "data: [DONE]\n\n"


def error(message: str, *, kind: str, code: str | None = None, param: str | None = None) -> dict[str, Any]:
    return {"error": {"message": message, "type": kind, "param": param, "code": code}}


def error_event(body: dict[str, Any]) -> str:
    return _event(body)


def _deltas(reply: Reply) -> Iterator[dict[str, Any]]:
    if reply.refusal:
        yield {"refusal": reply.refusal}
        return
    if reply.tool:
        function = {"name": reply.tool, "arguments": ""}
        yield {
            "tool_calls": [{"index": 0, "id": f"call_{reply.id}", "type": "function", "function": function}]
        }
    for start in range(0, len(reply.text), CHUNK):
        piece = reply.text[start : start + CHUNK]
        yield (
            {"tool_calls": [{"index": 0, "function": {"arguments": piece}}]}
            if reply.tool
            else {"content": piece}
        )


def _head(reply: Reply, kind: str) -> dict[str, Any]:
    return {"id": f"chatcmpl-{reply.id}", "object": kind, "created": CREATED, "model": reply.model}


def _chunk(reply: Reply, delta: dict[str, Any], finish: str | None = None) -> dict[str, Any]:
    choice = {"index": 0, "delta": delta, "logprobs": None, "finish_reason": finish}
    return _head(reply, "chat.completion.chunk") | {"choices": [choice]}


def _event(body: dict[str, Any]) -> str:
    return f"data: {json.dumps(body, ensure_ascii=False)}\n\n"
