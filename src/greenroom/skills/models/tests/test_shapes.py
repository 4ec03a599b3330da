"""The shapes that the skills ask for pass every mode of the endpoint."""

from __future__ import annotations

import json
from typing import Any

import pytest
from pydantic import BaseModel, Field

from greenroom.core.testing.standins.language_model import LanguageModelStandIn
from greenroom.core.testing.standins.language_model.protocol import ChatRequest
from greenroom.skills import registry
from greenroom.skills.models.tests.conftest import SYSTEM, USER, Connect


def _schemas(body: dict[str, Any]) -> list[dict[str, Any]]:
    """The schemas of a request, where it carries them apart from the words."""
    request = ChatRequest.model_validate(body)
    form = request.response_format
    tools = [tool.function.parameters for tool in request.tools or ()]
    return tools + ([form.json_schema.schema_] if form and form.json_schema else [])


class Loose(BaseModel):
    """Optional properties, and a bound that strict schemas cannot say."""

    name: str = Field(default="", min_length=3)
    scores: list[float] = []


class Open(BaseModel):
    names: dict[str, str]


@pytest.mark.parametrize("mode", ["json_schema", "tool"])
def test_optional_properties_are_asked_for_strictly(
    standin: LanguageModelStandIn, connect: Connect, mode: str
) -> None:
    connect(mode=mode).answer(system=SYSTEM, user=USER, shape=Loose)
    (request,) = standin.requests
    assert '"strict": true' in json.dumps(request.body)
    assert [schema["required"] for schema in _schemas(request.body)] == [["name", "scores"]]


@pytest.mark.parametrize("mode", ["json_schema", "tool"])
def test_a_shape_with_free_keys_is_not_asked_for_strictly(
    standin: LanguageModelStandIn, connect: Connect, mode: str
) -> None:
    assert connect(mode=mode).answer(system=SYSTEM, user=USER, shape=Open).value.names
    assert '"strict": true' not in json.dumps(standin.requests[0].body)


@pytest.mark.parametrize("stream", [True, False], ids=["streamed", "whole"])
@pytest.mark.parametrize("mode", ["json_schema", "tool", "prompted"])
@pytest.mark.parametrize("name", registry.NAMES)
def test_a_skills_shape_is_filled_in_at_the_first_attempt(
    standin: LanguageModelStandIn, connect: Connect, name: str, mode: str, stream: bool
) -> None:
    shape = registry.get(name).model.answer
    answer = connect(mode=mode, stream=stream).answer(system=SYSTEM, user=USER, shape=shape)
    assert isinstance(answer.value, shape)
    (request,) = standin.requests
    assert len(_schemas(request.body)) == (0 if mode == "prompted" else 1)
    assert ('"strict": true' in json.dumps(request.body)) is (mode != "prompted")
