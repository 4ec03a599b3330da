"""The model's side of find_highlights, through a stand-in endpoint that speaks the real protocol."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pytest

from greenroom.core.testing.standins.language_model import LanguageModelStandIn
from greenroom.skills.contract import MODEL, run
from greenroom.skills.evidence import is_exact
from greenroom.skills.find_highlights import SKILL
from greenroom.skills.find_highlights.model import FoundLights, read
from greenroom.skills.find_highlights.schema import InterviewHeard, Said
from greenroom.skills.models.openai_compatible.settings import Settings
from greenroom.skills.models.openai_compatible.vendor import OpenAICompatible

GIVEN = InterviewHeard(
    role="Welder",
    requirements=["Welding of steel frames"],
    said=[Said(turn="t1", question="What did you weld?", text="I welded steel frames for six years.")],
)


@pytest.fixture
def endpoint() -> Iterator[LanguageModelStandIn]:
    with LanguageModelStandIn() as server:
        yield server


@pytest.fixture
def model(endpoint: LanguageModelStandIn) -> Iterator[OpenAICompatible]:
    connected = OpenAICompatible(Settings(base_url=endpoint.base_url, model="stand-in"))
    yield connected
    connected.close()


def light(**changes: object) -> dict[str, object]:
    return {
        "kind": "highlight", "text": "Welds frames.", "severity": 2, "turn": "t1", "quote": "welded steel", **changes
    }  # fmt: skip


def test_a_model_finds_lights_with_exact_words(
    model: OpenAICompatible, endpoint: LanguageModelStandIn
) -> None:
    judged = run(SKILL, GIVEN, model=model)
    assert judged.engine == MODEL
    assert judged.output.found
    assert all(is_exact(found.span, GIVEN.said[0].text) for found in judged.output.found)
    sent = endpoint.requests[-1].prompt
    assert all(part in sent for part in ("Welder", "Welding of steel frames", "<turn-", 'id="t1"'))


def test_invented_quotes_from_a_model_leave_nothing(
    model: OpenAICompatible, endpoint: LanguageModelStandIn
) -> None:
    endpoint.fail_always("invented_quote")
    judged = run(SKILL, GIVEN, model=model)
    assert judged.output.found == []
    assert judged.dropped > 0


@pytest.mark.parametrize("changes", [{"quote": "welded aluminium"}, {"turn": "t2"}, {"text": " "}])
def test_what_no_words_support_is_dropped_and_counted(changes: dict[str, object]) -> None:
    checked = read(GIVEN, FoundLights.model_validate({"found": [light(**changes), light()]}))
    assert (len(checked.output.found), checked.dropped) == (1, 1)


def test_a_kind_keeps_its_number_and_a_chip_its_four_words() -> None:
    many = [light() for _ in range(9)] + [light(kind="chip") for _ in range(9)]
    long_chip = light(kind="chip", text="welding of very large steel frames")
    found = read(GIVEN, FoundLights.model_validate({"found": [long_chip, *many]})).output.found
    assert Counter(item.kind for item in found) == {"highlight": 5, "chip": 6}
    assert all(item.text == "Welds frames." for item in found)
