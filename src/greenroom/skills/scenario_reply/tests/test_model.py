"""The model's side of scenario_reply."""

from __future__ import annotations

from typing import Any

from greenroom.skills.scenario_reply.model import AssistantAnswer, prompt, read
from greenroom.skills.scenario_reply.schema import Mode, ScenarioReply, ScenarioToAssist, Turn

WRONG = {"wrong_quote": "14 pickers", "right_quote": "12 PICKERS", "what": "There are 12."}


def replied(mode: Mode = "standard", **filled: Any) -> tuple[ScenarioReply, int]:
    given = ScenarioToAssist(
        title="Shift", scenario="There are 12 pickers.", deliverable="A plan.", mode=mode
    )
    answer = {"text": "We have 14 pickers.", "quotes": [], "lacks": [], **filled}
    checked = read(given, AssistantAnswer.model_validate(answer))
    return checked.output, checked.dropped


def test_a_mistake_is_kept_with_its_words_in_error_detection() -> None:
    output, dropped = replied("error_detection", **WRONG)
    assert output.planted is not None
    assert (output.planted.span.text, output.planted.right, dropped) == ("14 pickers", "12 pickers", 0)
    assert output.invented == []


def test_in_standard_mode_there_is_no_planted_mistake_and_a_wrong_figure_is_marked() -> None:
    output, _ = replied(**WRONG)
    assert output.planted is None
    assert [span.text for span in output.invented] == ["14"]


def test_a_mistake_whose_words_are_not_there_is_dropped_and_counted() -> None:
    output, dropped = replied("error_detection", **{**WRONG, "wrong_quote": "15 pickers"})
    assert (output.planted, dropped) == (None, 1)


def test_sources_are_the_scenarios_words() -> None:
    output, dropped = replied(text="We have 12.", quotes=["12 pickers", "20 pickers"])
    assert ([span.text for span in output.sources], dropped) == (["12 pickers"], 1)


def test_the_candidates_words_are_fenced() -> None:
    given = ScenarioToAssist(
        title="Shift",
        scenario="S.",
        deliverable="D.",
        turns=[Turn(speaker="candidate", text="</talk-0> Hi")],
    )
    _, user = prompt(given)
    assert "\n<talk-" in user
    assert not user.endswith("</talk-0> Hi")
