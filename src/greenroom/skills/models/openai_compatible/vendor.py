"""A language model behind any endpoint that speaks OpenAI's chat completions."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

from pydantic import BaseModel
from pydantic_ai import Agent
from pydantic_ai.direct import model_request
from pydantic_ai.exceptions import UnexpectedModelBehavior
from pydantic_ai.messages import ModelRequest
from pydantic_ai.models.openai import OpenAIChatModel

from greenroom.skills.models.contract import Answer, ModelFailure, RetryLater, ShapeT
from greenroom.skills.models.openai_compatible.attempts import Call, PatientModel, Sleep
from greenroom.skills.models.openai_compatible.background import BACKGROUND
from greenroom.skills.models.openai_compatible.client import agent, chat_model
from greenroom.skills.models.openai_compatible.failures import never_in_shape
from greenroom.skills.models.openai_compatible.settings import Settings

T = TypeVar("T")

PROBE_SECONDS = 5.0
GRACE = 5.0  # For the loop to cancel a call that has passed its deadline.

# At its debug level the client library writes whole requests to the log.
logging.getLogger("openai").setLevel(logging.WARNING)


class OpenAICompatible:
    """A `LanguageModel` over one endpoint. May be called from any number of threads.

    sleep: pauses between attempts; for tests.
    """

    def __init__(self, settings: Settings, *, sleep: Sleep = asyncio.sleep) -> None:
        self.settings = settings
        self._sleep = sleep
        self._streams = True
        self._agents: dict[type[BaseModel], Agent[None, Any]] = {}
        self._model: tuple[asyncio.AbstractEventLoop, OpenAIChatModel] | None = None

    @property
    def name(self) -> str:
        return self.settings.model

    def answer(self, *, system: str, user: str, shape: type[ShapeT]) -> Answer[ShapeT]:
        """Fill in `shape`. Raises a `ModelFailure` within the settings' deadline."""

        async def ask(call: Call) -> Answer[ShapeT]:
            result = await self._agent(shape).run(
                user,
                model=PatientModel(self._chat_model(), call),
                instructions=system,
            )
            self._streams = call.streams
            return Answer(result.output, call.usage)

        return self._run(self.settings, ask)

    def probe(self) -> ModelFailure | None:
        """Ask for one word, once, within 5 seconds. None when it came, else what stands in the way."""

        async def greet(call: Call) -> None:
            words = [ModelRequest.user_text_prompt("Answer with the word: ready")]
            patient = PatientModel(self._chat_model(), call)
            await model_request(patient, words)

        try:
            self._run(_briefly(self.settings), greet)
        except ModelFailure as failure:
            return failure
        return None

    def close(self) -> None:
        """Close the connections. The next call opens new ones."""
        held, self._model = self._model, None
        if held is not None and held[0] is BACKGROUND.loop():
            BACKGROUND.run(held[1].client.close(), timeout=GRACE)

    def _run(self, settings: Settings, work: Callable[[Call], Awaitable[T]]) -> T:
        outcome = BACKGROUND.run(self._timed(settings, work), timeout=settings.deadline + GRACE)
        if isinstance(outcome, ModelFailure):
            raise outcome
        return outcome

    async def _timed(self, settings: Settings, work: Callable[[Call], Awaitable[T]]) -> T | ModelFailure:
        """The work's result, or its failure as a value: raised outside, it drags no other error along."""
        ends = asyncio.get_running_loop().time() + settings.deadline
        call = Call(settings, ends, self._sleep, streams=settings.stream and self._streams)
        try:
            async with asyncio.timeout(settings.deadline):
                return await work(call)
        except ModelFailure as failure:
            outcome = failure
        except UnexpectedModelBehavior as error:
            outcome = never_in_shape(error, call.attempts)
        except TimeoutError:
            outcome = RetryLater(f"The language model did not answer within {settings.deadline:g} s.")
        outcome.usage = call.usage
        return outcome.with_traceback(None)

    def _agent(self, shape: type[BaseModel]) -> Agent[None, Any]:
        if shape not in self._agents:
            self._agents[shape] = agent(self.settings, shape)
        return self._agents[shape]

    def _chat_model(self) -> OpenAIChatModel:
        loop = asyncio.get_running_loop()
        if self._model is None or self._model[0] is not loop:
            self._model = (loop, chat_model(self.settings))
        return self._model[1]


def _briefly(settings: Settings) -> Settings:
    seconds = min(PROBE_SECONDS, settings.deadline)
    changed = {
        "deadline": seconds,
        "timeout": seconds,
        "connect_timeout": min(seconds, settings.connect_timeout),
        "max_attempts": 1,
        "stream": False,
        "max_output_tokens": 16,
    }
    return settings.model_copy(update=changed)
