"""What the stand-in says to a request: an instance of the shape asked for, or a failed attempt at one."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from greenroom.core.testing.standins.language_model.instances import instance
from greenroom.core.testing.standins.language_model.material import material
from greenroom.core.testing.standins.language_model.protocol import ChatRequest
from greenroom.core.testing.standins.language_model.replies import Reply, tokens

PLAIN = "ready"


def answer_to(request: ChatRequest, fault: str, digest: str) -> Reply:
    """The reply to a valid request. fault: one of the faults that change what is said, or any other."""
    tool, name, schema = _wanted(request)
    asked = sum(tokens(message.text) for message in request.messages)
    reply = Reply(digest, request.model, PLAIN, tool, prompt_tokens=asked)
    if fault == "refusal":
        return Reply(digest, request.model, "", refusal="I cannot help with that.", prompt_tokens=asked)
    if schema is None:
        return reply
    text = _text(schema, name, request, fault)
    finish = "length" if fault == "out_of_tokens" else ""
    return Reply(digest, request.model, text, tool, finish, prompt_tokens=asked)


def _text(schema: dict[str, Any], name: str, request: ChatRequest, fault: str) -> str:
    if fault == "wrong_shape":
        return json.dumps({"something_else": [1, 2, 3]})
    data = material(next((message.text for message in request.messages if message.role == "user"), ""))
    filled = json.dumps(
        instance(schema, data, name=name, inventing=fault == "invented_quote"), ensure_ascii=False
    )
    if fault in {"invalid_json", "out_of_tokens"}:
        return filled[: len(filled) // 2]
    return filled


def _wanted(request: ChatRequest) -> tuple[str, str, dict[str, Any] | None]:
    """The tool to call, the name of the schema and the schema to follow, each where there is one."""
    form = request.response_format
    if form is not None and form.json_schema is not None:
        return "", form.json_schema.name, form.json_schema.schema_
    if request.tools and request.tool_choice != "none":
        choice = request.tool_choice
        name = (
            request.tools[0].function.name
            if choice is None or isinstance(choice, str)
            else choice.function.name
        )
        for tool in request.tools:
            if tool.function.name == name:
                return name, name, tool.function.parameters
    return "", "", next(_schemas_in_words(request), None)


def _schemas_in_words(request: ChatRequest) -> Iterator[dict[str, Any]]:
    """The JSON schemas that the system's messages spell out."""
    decoder = json.JSONDecoder()
    for message in request.messages:
        if message.role not in {"system", "developer"}:
            continue
        start = message.text.find("{")
        while start != -1:
            try:
                found, _ = decoder.raw_decode(message.text, start)
            except ValueError:
                found = None
            if isinstance(found, dict) and ("properties" in found or "$defs" in found):
                yield found
                break
            start = message.text.find("{", start + 1)
