"""A stand-in endpoint, and language models connected to it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Literal

import pytest
from pydantic import BaseModel, Field

from greenroom.core.testing.standins.language_model import Fault, LanguageModelStandIn
from greenroom.skills.models.openai_compatible.settings import Settings
from greenroom.skills.models.openai_compatible.vendor import OpenAICompatible

KEY = "sk-test-7f3a9c51"
SYSTEM = "You read answers with a magnifying glass."
USER = "Read this.\n<answer>\nI counted crates at the harbour for nine years.\n</answer>"
SECRETS = (KEY, "magnifying glass", "counted crates", "at the harbour")

Connect = Callable[..., OpenAICompatible]


class Finding(BaseModel):
    point: str
    quote: str


class Reading(BaseModel):
    verdict: Literal["clear", "unclear"]
    score: float | None = Field(ge=1, le=5)
    findings: list[Finding] = Field(min_length=1)


def noticing(fault: Fault, *, stream: bool) -> dict[str, Any]:
    """Settings under which a hang is noticed soon, and nothing else is taken for one."""
    if not fault.kind.startswith("hang"):
        return {"stream": stream}
    return {"stream": stream} | ({"silence": 0.25} if stream else {"timeout": 0.25})


@pytest.fixture(scope="session")
def endpoint() -> Iterator[LanguageModelStandIn]:
    with LanguageModelStandIn(api_key=KEY) as server:
        yield server


@pytest.fixture
def standin(endpoint: LanguageModelStandIn) -> LanguageModelStandIn:
    endpoint.reset()
    return endpoint


@pytest.fixture
def pauses() -> list[float]:
    """The pauses a model would have made between its attempts, in seconds."""
    return []


@pytest.fixture
def connect(standin: LanguageModelStandIn, pauses: list[float]) -> Iterator[Connect]:
    """Makes a language model on the stand-in that never really pauses between its attempts."""
    made: list[OpenAICompatible] = []

    async def remember(seconds: float) -> None:
        pauses.append(seconds)

    def make(**changes: Any) -> OpenAICompatible:
        given: dict[str, Any] = {
            "base_url": standin.base_url,
            "model": "stand-in",
            "api_key": KEY,
        }
        model = OpenAICompatible(Settings(**(given | changes)), sleep=remember)
        made.append(model)
        return model

    yield make
    for model in made:
        model.close()
