"""The shapes that the skills ask for pass every mode of the endpoint."""

from __future__ import annotations

from typing import Any

import pytest

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
