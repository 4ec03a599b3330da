"""What holds for every skill, whichever engine runs it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from pydantic import BaseModel

from greenroom.core.testing.standins.language_model import INVENTED, LanguageModelStandIn
from greenroom.skills import registry
from greenroom.skills.contract import BUILT_IN, MODEL, Judgement, run
from greenroom.skills.evidence import Span, is_exact
from greenroom.skills.models.contract import Rejected, Usage
from greenroom.skills.models.openai_compatible.settings import Settings
from greenroom.skills.models.openai_compatible.vendor import OpenAICompatible
from greenroom.skills.parse_resume.schema import ParsedResume
from greenroom.skills.tests.examples import GIVEN

QUOTELESS = {"next_turn", "anchors", "report_translation"}  # They say something, it rests on nothing.
IN_PAIRS = {"cross_check"}  # The stand-in quotes one text at a time; see the skill's own tests.
every_skill = pytest.mark.parametrize("name", registry.NAMES)


@pytest.fixture(scope="module")
def endpoint() -> Iterator[LanguageModelStandIn]:
    with LanguageModelStandIn() as server:
        yield server


@pytest.fixture
def standin(endpoint: LanguageModelStandIn) -> LanguageModelStandIn:
    endpoint.reset()
    return endpoint


@pytest.fixture
def model(standin: LanguageModelStandIn) -> Iterator[OpenAICompatible]:
    async def at_once(_: float) -> None:
        return None

    connected = OpenAICompatible(Settings(base_url=standin.base_url, model="stand-in"), sleep=at_once)
    yield connected
    connected.close()


def _texts(value: Any) -> Iterator[str]:
    """Every text in an input."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from _texts(getattr(value, name))
    elif isinstance(value, list | tuple):
        for item in value:
            yield from _texts(item)
    elif isinstance(value, dict):
        yield from _texts(list(value.values()))


def _spans(value: Any, turn: str = "") -> Iterator[tuple[str, Span]]:
    """Every span in an output, with the turn that it says it stands in."""
    if isinstance(value, Span):
        yield turn, value
    elif isinstance(value, BaseModel):
        inside = getattr(value, "turn", turn)
        for name in type(value).model_fields:
            yield from _spans(getattr(value, name), "" if name == "first" else inside)  # written, in no turn
    elif isinstance(value, list | tuple):
        for item in value:
            yield from _spans(item, turn)


def _faults(given: Any, output: Any) -> list[Any]:
    """The spans of an output that are not exact."""
    turns = {said.turn: said.text for name in ("said", "answers") for said in getattr(given, name, ())}
    texts = [*_texts(given), getattr(output, "text", "")]  # some quote the words they made themselves
    wrong: list[Any] = [
        (turn, span)
        for turn, span in _spans(output)
        if not any(is_exact(span, text) for text in ([turns.get(turn, "")] if turn else texts))
    ]
    if isinstance(output, ParsedResume):
        wrong += [path for path, (start, end) in output.spans.items() if not given.text[start:end].strip()]
    return wrong


def _held(output: Any) -> int:
    """How many places of the input an output points at."""
    return len(list(_spans(output))) + len(getattr(output, "spans", ()))


def test_every_registered_skill_has_an_example_of_its_own_input() -> None:
    assert set(GIVEN) == set(registry.NAMES)
    for name, given in GIVEN.items():
        skill = registry.get(name)
        assert skill.name == name
        assert isinstance(given, skill.input)
        assert skill.title
        assert skill.builtin_version
        assert skill.model.version


@every_skill
def test_the_built_in_engine_needs_no_model_and_its_spans_are_exact(name: str) -> None:
    skill = registry.get(name)
    judged: Judgement[Any] = run(skill, GIVEN[name])
    assert isinstance(judged.output, skill.output)
    assert (judged.engine, judged.model, judged.version) == (BUILT_IN, "", skill.builtin_version)
    assert (judged.dropped, judged.usage) == (0, Usage())
    assert _faults(GIVEN[name], judged.output) == []


@every_skill
def test_the_built_in_engine_says_the_same_every_time(name: str) -> None:
    skill = registry.get(name)
    assert len({run(skill, GIVEN[name]).output.model_dump_json() for _ in range(5)}) == 1


@every_skill
def test_a_model_serves_it_with_spans_that_are_exact(
    name: str, standin: LanguageModelStandIn, model: OpenAICompatible
) -> None:
    skill = registry.get(name)
    judged: Judgement[Any] = run(skill, GIVEN[name], model=model)
    assert isinstance(judged.output, skill.output)
    assert (judged.engine, judged.model, judged.version) == (MODEL, "stand-in", skill.model.version)
    assert judged.usage.output_tokens > 0
    assert _faults(GIVEN[name], judged.output) == []
    assert len(standin.requests) == 1
    if name not in QUOTELESS | IN_PAIRS:
        assert _held(judged.output) > 0


@every_skill
def test_a_quote_that_was_never_said_is_dropped_and_counted(
    name: str, standin: LanguageModelStandIn, model: OpenAICompatible
) -> None:
    skill = registry.get(name)
    standin.fail_always("invented_quote")
    system, user = skill.model.prompt(GIVEN[name])
    answered = model.answer(system=system, user=user, shape=skill.model.answer).value
    judged: Judgement[Any] = run(skill, GIVEN[name], model=model)
    assert _faults(GIVEN[name], judged.output) == []
    assert INVENTED not in judged.output.model_dump_json()
    assert (judged.dropped > 0) is (INVENTED in answered.model_dump_json())


@every_skill
def test_a_model_that_never_answers_in_shape_is_a_failure_and_no_other_engines_opinion(
    name: str, standin: LanguageModelStandIn, model: OpenAICompatible
) -> None:
    standin.fail_always("wrong_shape")
    with pytest.raises(Rejected):
        run(registry.get(name), GIVEN[name], model=model)


@every_skill
def test_the_prompt_carries_the_input_and_keeps_the_instructions_apart(
    name: str, standin: LanguageModelStandIn, model: OpenAICompatible
) -> None:
    run(registry.get(name), GIVEN[name], model=model)
    system, user = standin.requests[0].body["messages"]
    longest = max(_texts(GIVEN[name]), key=len).split("\n", maxsplit=1)[0].strip()
    assert longest in user["content"]
    assert longest not in system["content"]
