"""The patience of one call: how often, how long and how soon again."""

from __future__ import annotations

import asyncio
import logging
import random
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from typing import TypeGuard

from pydantic_ai.exceptions import UnexpectedModelBehavior
from pydantic_ai.messages import ModelMessage, ModelRequest, ModelRequestPart, ModelResponse, UserPromptPart
from pydantic_ai.models import Model, ModelRequestParameters
from pydantic_ai.models.wrapper import WrapperModel
from pydantic_ai.settings import ModelSettings

from greenroom.skills.models.contract import RetryLater, Usage
from greenroom.skills.models.openai_compatible.client import wire_settings
from greenroom.skills.models.openai_compatible.failures import FAILED_ATTEMPT, Setback, cannot_stream, setback
from greenroom.skills.models.openai_compatible.gate import gate_of
from greenroom.skills.models.openai_compatible.settings import Settings

Sleep = Callable[[float], Awaitable[None]]

FIRST_PAUSE = 0.5
_log = logging.getLogger(__name__)
_random = random.SystemRandom()


@dataclass
class Call:
    """One call's settings and what it has taken so far.

    ends: on the loop's clock. streams: until the endpoint turns out not to.
    """

    settings: Settings
    ends: float
    sleep: Sleep
    streams: bool
    attempts: int = 0
    usage: Usage = field(default_factory=Usage)

    def took(self, response: ModelResponse) -> None:
        self.usage = Usage(
            self.usage.input_tokens + response.usage.input_tokens,
            self.usage.output_tokens + response.usage.output_tokens,
        )


def pause(attempt: int, after: float | None) -> float:
    """Seconds before the next attempt: what the endpoint asked for, else 0.5, 1, 2, 4 … less up to a half."""
    if after is not None:
        return after
    longest: float = FIRST_PAUSE * 2 ** (attempt - 1)
    return longest * _random.uniform(0.5, 1)


def one_turn(message: ModelMessage) -> ModelMessage:
    """The message with neighbouring user texts joined: many chat templates want turns that alternate."""
    if not isinstance(message, ModelRequest):
        return message
    parts: list[ModelRequestPart] = []
    for part in message.parts:
        before = parts[-1] if parts else None
        if _is_user_text(part) and _is_user_text(before):
            parts[-1] = replace(part, content=f"{before.content}\n\n{part.content}")
        else:
            parts.append(part)
    return replace(message, parts=parts)


def _is_user_text(part: object) -> TypeGuard[UserPromptPart]:
    return isinstance(part, UserPromptPart) and isinstance(part.content, str)


class PatientModel(WrapperModel):
    """Passes one call's requests on, and repeats those that may succeed the next time.

    Every request of the call counts against `max_attempts`, whether the last one failed on the way or came
    back in the wrong shape. Raises a `ModelFailure` when the call's patience is at an end.
    """

    def __init__(self, wrapped: Model, call: Call) -> None:
        super().__init__(wrapped)
        self.call = call

    async def request(
        self,
        messages: list[ModelMessage],
        model_settings: ModelSettings | None,
        model_request_parameters: ModelRequestParameters,
    ) -> ModelResponse:
        call = self.call
        messages = [one_turn(message) for message in messages]
        while True:
            if call.attempts >= call.settings.max_attempts:
                raise UnexpectedModelBehavior("the call's attempts are used up")
            call.attempts += 1
            try:
                async with gate_of(call.settings.base_url).turn(call.settings.max_concurrency):
                    async with asyncio.timeout(call.settings.timeout):
                        response = await self._once(messages, model_settings, model_request_parameters)
            except FAILED_ATTEMPT as error:
                failed = setback(error, call.settings)
                if call.streams and cannot_stream(error):
                    call.streams, failed = False, replace(failed, again=True)
            else:
                call.took(response)
                return response
            await self._pause_or_give_up(failed)

    async def _pause_or_give_up(self, failed: Setback) -> None:
        call, failure = self.call, failed.failure
        _log.info("language model: attempt %d of %d: %s", call.attempts, call.settings.max_attempts, failure)
        if not failed.again or call.attempts >= call.settings.max_attempts:
            raise failure
        after = failure.after if isinstance(failure, RetryLater) else None
        seconds = pause(call.attempts, after)
        if after is None:
            seconds = min(seconds, call.settings.max_pause)
        if self._too_long(seconds):
            raise failure
        await call.sleep(seconds)

    def _too_long(self, seconds: float) -> bool:
        left = self.call.ends - asyncio.get_running_loop().time()
        return seconds > self.call.settings.max_pause or seconds >= left

    async def _once(
        self,
        messages: list[ModelMessage],
        model_settings: ModelSettings | None,
        parameters: ModelRequestParameters,
    ) -> ModelResponse:
        call = self.call
        wire = wire_settings(call.settings, streamed=call.streams) | (model_settings or {})
        if self.wrapped.profile.get("openai_supports_reasoning"):
            wire.pop("temperature", None)
        if not call.streams:
            return await self.wrapped.request(messages, wire, parameters)
        async with self.wrapped.request_stream(messages, wire, parameters) as stream:
            async for _ in stream:
                pass
        return stream.get()
