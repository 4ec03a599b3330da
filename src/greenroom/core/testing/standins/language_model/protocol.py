"""What a chat completion request has to look like. What is not in here is refused, as the real ones do."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

NAME = r"^[a-zA-Z0-9_-]{1,64}$"


class Part(BaseModel):
    model_config = ConfigDict(extra="forbid")


class TextPart(Part):
    type: Literal["text"]
    text: str


class CalledFunction(Part):
    name: str = Field(pattern=NAME)
    arguments: str


class ToolCall(Part):
    id: str = Field(min_length=1)
    type: Literal["function"]
    function: CalledFunction


class Message(Part):
    role: Literal["system", "developer", "user", "assistant", "tool"]
    content: str | list[TextPart] | None = None
    name: str | None = None
    tool_calls: list[ToolCall] | None = None
    tool_call_id: str | None = None

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if self.content is None and not (self.role == "assistant" and self.tool_calls):
            raise ValueError("content is required")
        if (self.role == "tool") != (self.tool_call_id is not None):
            raise ValueError("tool_call_id belongs to messages with the role tool, and only to those")
        if self.tool_calls is not None and self.role != "assistant":
            raise ValueError("tool_calls belong to messages with the role assistant")
        return self

    @property
    def text(self) -> str:
        if isinstance(self.content, list):
            return "".join(part.text for part in self.content)
        return self.content or ""


class Function(Part):
    name: str = Field(pattern=NAME)
    description: str | None = None
    parameters: dict[str, Any] = Field(default_factory=dict)
    strict: bool | None = None


class Tool(Part):
    type: Literal["function"]
    function: Function


class FunctionName(Part):
    name: str


class ToolChoice(Part):
    type: Literal["function"]
    function: FunctionName


class JsonSchema(Part):
    name: str = Field(pattern=NAME)
    description: str | None = None
    schema_: dict[str, Any] = Field(alias="schema")
    strict: bool | None = None


class ResponseFormat(Part):
    type: Literal["text", "json_object", "json_schema"]
    json_schema: JsonSchema | None = None

    @model_validator(mode="after")
    def _has_its_schema(self) -> Self:
        if (self.type == "json_schema") != (self.json_schema is not None):
            raise ValueError("json_schema belongs to the type json_schema, and only to that")
        return self


class StreamOptions(Part):
    include_usage: bool = False


class ChatRequest(Part):
    model: str = Field(min_length=1)
    messages: list[Message] = Field(min_length=1)
    stream: bool = False
    stream_options: StreamOptions | None = None
    response_format: ResponseFormat | None = None
    tools: list[Tool] | None = Field(default=None, min_length=1)
    tool_choice: Literal["none", "auto", "required"] | ToolChoice | None = None
    parallel_tool_calls: bool | None = None
    temperature: float | None = Field(default=None, ge=0, le=2)
    top_p: float | None = Field(default=None, ge=0, le=1)
    max_tokens: int | None = Field(default=None, ge=1)
    max_completion_tokens: int | None = Field(default=None, ge=1)
    n: Literal[1] | None = None
    seed: int | None = None
    stop: str | list[str] | None = None
    user: str | None = None

    @model_validator(mode="after")
    def _hangs_together(self) -> Self:
        if self.stream_options is not None and not self.stream:
            raise ValueError("stream_options is only allowed with stream")
        if self.tools is None and (self.tool_choice is not None or self.parallel_tool_calls is not None):
            raise ValueError("tool_choice and parallel_tool_calls are only allowed with tools")
        self._tool_calls_are_answered()
        if self._asks_for_json_silently():
            raise ValueError("messages must contain the word json to use response_format of type json_object")
        for schema in self._strict_schemas():
            for fault in strict_faults(schema):
                raise ValueError(f"invalid schema: {fault}")
        return self

    @property
    def alternates(self) -> bool:
        """Whether at most one system message comes first, then user and assistant in turn."""
        roles = [message.role for message in self.messages if message.role != "tool"]
        turns = roles[1:] if roles[0] in {"system", "developer"} else roles
        return all(role == ("user", "assistant")[place % 2] for place, role in enumerate(turns))

    def _tool_calls_are_answered(self) -> None:
        open_calls: set[str] = set()
        for message in self.messages:
            if message.role == "tool":
                if message.tool_call_id not in open_calls:
                    raise ValueError("a tool message answers no preceding tool call")
                open_calls.discard(str(message.tool_call_id))
            elif open_calls:
                break
            else:
                open_calls = {call.id for call in message.tool_calls or ()}
        if open_calls:
            raise ValueError("an assistant message with tool_calls must be followed by an answer to each")

    def _asks_for_json_silently(self) -> bool:
        if self.response_format is None or self.response_format.type != "json_object":
            return False
        return not any("json" in message.text.lower() for message in self.messages)

    def _strict_schemas(self) -> Iterator[dict[str, Any]]:
        if (
            self.response_format
            and self.response_format.json_schema
            and self.response_format.json_schema.strict
        ):
            yield self.response_format.json_schema.schema_
        for tool in self.tools or ():
            if tool.function.strict:
                yield tool.function.parameters


def strict_faults(schema: Any, path: str = "$") -> Iterator[str]:
    """Why a schema cannot be followed strictly: every object closed, every property required."""
    if isinstance(schema, list):
        for index, item in enumerate(schema):
            yield from strict_faults(item, f"{path}[{index}]")
    if not isinstance(schema, dict):
        return
    properties = schema.get("properties")
    if schema.get("type") == "object":
        if schema.get("additionalProperties") is not False:
            yield f"{path}: additionalProperties must be false"
        if set(schema.get("required", ())) != set(properties or ()):
            yield f"{path}: every property must be required"
    for key, value in schema.items():
        inner = value.values() if key in {"properties", "$defs"} and isinstance(value, dict) else [value]
        for item in inner:
            yield from strict_faults(item, f"{path}.{key}")


def first_fault(error: ValidationError) -> tuple[str, str]:
    """The message and the parameter of an error, as the protocol reports them."""
    fault = error.errors(include_url=False)[0]
    where = ".".join(str(step) for step in fault["loc"])
    if fault["type"] == "extra_forbidden":
        return f"Unrecognized request argument supplied: {where}", where
    return re.sub(r"^Value error, ", "", fault["msg"]), where
