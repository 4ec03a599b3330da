"""The library's client, agent and settings, made from ours."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from httpx2 import Request
from openai import AsyncOpenAI, DefaultAsyncHttpx2Client, Timeout
from pydantic import BaseModel
from pydantic_ai import Agent, NativeOutput, PromptedOutput, ToolOutput
from pydantic_ai.models.openai import OpenAIChatModel
from pydantic_ai.profiles.openai import OpenAIJsonSchemaTransformer, OpenAIModelProfile
from pydantic_ai.providers.openai_compatible import OpenAICompatibleProvider
from pydantic_ai.settings import ModelSettings

from greenroom.skills.models.openai_compatible.settings import Mode, Settings

# What the administrator chose holds, whatever the library thinks a model of that name can do. The chat
# templates of many local models take one system message, first, and then turns that alternate.
_PROFILE = OpenAIModelProfile(
    supports_json_schema_output=True,
    supports_json_object_output=True,
    supports_tools=True,
    json_schema_transformer=OpenAIJsonSchemaTransformer,
    supports_inline_system_prompts=False,
    openai_chat_supports_multiple_system_messages=False,
)


# Headers that the client library fills from the environment's settings for another service.
_BORROWED = ("OpenAI-Organization", "OpenAI-Project")


def chat_model(settings: Settings) -> OpenAIChatModel:
    """The model behind the settings' endpoint. It sends nothing but our key: none from the environment."""
    key = settings.api_key.get_secret_value()
    web = DefaultAsyncHttpx2Client(
        follow_redirects=False,
        timeout=settings.timeout,
        event_hooks={"request": [_without(_BORROWED if key else (*_BORROWED, "Authorization"))]},
    )
    client = AsyncOpenAI(base_url=settings.base_url, api_key=key or "none", max_retries=0, http_client=web)
    provider = OpenAICompatibleProvider("openai-compatible", openai_client=client, profile=_PROFILE)
    return OpenAIChatModel(settings.model, provider=provider)


def _without(names: tuple[str, ...]) -> Callable[[Request], Awaitable[None]]:
    async def strip(request: Request) -> None:
        for name in names:
            request.headers.pop(name, None)

    return strip


def wire_settings(settings: Settings, *, streamed: bool) -> ModelSettings:
    """What goes with one request."""
    wire = ModelSettings(timeout=_timeout(settings, streamed=streamed))  # type: ignore[typeddict-item]  # Also takes a Timeout.
    if settings.temperature is not None:
        wire["temperature"] = settings.temperature
    if settings.max_output_tokens is not None:
        wire["max_tokens"] = settings.max_output_tokens
    return wire


def agent(settings: Settings, shape: type[BaseModel]) -> Agent[None, Any]:
    """What asks for `shape`, and asks again with the faults named when the answer does not fit it."""
    return Agent(
        output_type=_output(settings.mode, shape),
        deps_type=type(None),
        name=shape.__name__,
        retries={"output": settings.max_attempts},
    )


def _output(mode: Mode, shape: type[BaseModel]) -> Any:
    if mode == "prompted":
        return PromptedOutput(shape, name=shape.__name__)
    strict = True if closed(shape.model_json_schema()) else None
    if mode == "tool":
        return ToolOutput(shape, name=shape.__name__, strict=strict)
    return NativeOutput(shape, name=shape.__name__, strict=strict)


def closed(schema: Any) -> bool:
    """Whether every object of a schema names its properties, so that the endpoint can hold an answer to it.

    Such a schema is sent as strict, optional properties as required; the endpoint then cannot write another shape.
    """
    if isinstance(schema, list):
        return all(closed(part) for part in schema)
    if not isinstance(schema, dict):
        return True
    if schema.get("additionalProperties", False) is not False or "prefixItems" in schema:
        return False
    if schema.get("type") == "object" and "properties" not in schema:
        return False
    return all(closed(part) for part in schema.values())


def _timeout(settings: Settings, *, streamed: bool) -> Timeout:
    silence = settings.silence if streamed else settings.timeout
    return Timeout(settings.timeout, connect=settings.connect_timeout, read=silence)
