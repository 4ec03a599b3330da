"""The language model stand-in, met by the clients that people use with the real services."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

import openai
import pytest
from pydantic import BaseModel

from greenroom.core.testing.standins.language_model import Fault, LanguageModelStandIn

KEY = "sk-test-1"


class Review(BaseModel):
    verdict: Literal["good", "bad"]
    quote: str


@pytest.fixture
def server() -> Iterator[LanguageModelStandIn]:
    with LanguageModelStandIn(api_key=KEY) as standin:
        yield standin


@pytest.fixture
def client(server: LanguageModelStandIn) -> Iterator[openai.OpenAI]:
    with openai.OpenAI(base_url=server.base_url, api_key=KEY, max_retries=0, timeout=5) as opened:
        yield opened


def test_the_official_client_lists_models(client: openai.OpenAI) -> None:
    assert [model.id for model in client.models.list()] == ["stand-in"]


def test_the_official_client_parses_a_structured_answer(client: openai.OpenAI) -> None:
    completion = client.chat.completions.parse(
        model="stand-in",
        messages=[{"role": "user", "content": "<review>The bread was warm.</review>"}],
        response_format=Review,
    )
    parsed = completion.choices[0].message.parsed
    assert parsed == Review(verdict="good", quote="The bread was warm.")
    assert completion.usage is not None
    assert completion.usage.total_tokens > 0


def test_the_official_client_streams_a_structured_answer(client: openai.OpenAI) -> None:
    with client.chat.completions.stream(
        model="stand-in",
        messages=[{"role": "user", "content": "<review>The bread was warm.</review>"}],
        response_format=Review,
        stream_options={"include_usage": True},
    ) as stream:
        completion = stream.get_final_completion()
    assert completion.choices[0].message.parsed == Review(verdict="good", quote="The bread was warm.")
    assert completion.usage is not None


def test_the_official_client_calls_a_tool(client: openai.OpenAI) -> None:
    completion = client.chat.completions.parse(
        model="stand-in",
        messages=[{"role": "user", "content": "<review>The bread was warm.</review>"}],
        tools=[openai.pydantic_function_tool(Review)],
    )
    calls = completion.choices[0].message.tool_calls
    assert calls is not None
    assert calls[0].function.parsed_arguments == Review(verdict="good", quote="The bread was warm.")


@pytest.mark.parametrize(
    ("fault", "error"),
    [
        ("rate_limit", openai.RateLimitError),
        ("unauthorized", openai.AuthenticationError),
        ("forbidden", openai.PermissionDeniedError),
        ("unknown_model", openai.NotFoundError),
        ("bad_request", openai.BadRequestError),
        ("server_error", openai.InternalServerError),
        ("cut", openai.APIConnectionError),
        ("out_of_tokens", openai.LengthFinishReasonError),
    ],
)
def test_the_official_client_recognises_each_failure(
    server: LanguageModelStandIn, client: openai.OpenAI, fault: str, error: type[Exception]
) -> None:
    server.fail(Fault.model_validate({"kind": fault}))
    with pytest.raises(error):
        client.chat.completions.parse(
            model="stand-in",
            messages=[{"role": "user", "content": "<review>The bread was warm.</review>"}],
            response_format=Review,
        )
