"""The model's side of improve_question."""

from __future__ import annotations

from typing import Any

from greenroom.skills.improve_question.model import ImprovedAnswer, prompt, read
from greenroom.skills.improve_question.schema import QuestionImproved, QuestionToImprove

GIVEN = QuestionToImprove(text="Are you good at selling?", anchors={"1": "Bad.", "5": "Good."}, language="en")
CHANGE = {
    "field": "text",
    "problem": "yes_no",
    "quote": "Are you GOOD at",
    "after": "Tell me about",
    "reason": "Why.",
}


def answered(**filled: Any) -> tuple[QuestionImproved, int]:
    whole = {
        "text": "Tell me about selling.",
        "anchors": [],
        "changes": [CHANGE],
        "remarks": [],
        "split_off": [],
    }
    checked = read(GIVEN, ImprovedAnswer.model_validate({**whole, **filled}))
    return checked.output, checked.dropped


def test_a_change_that_quotes_what_stands_there_is_made() -> None:
    output, dropped = answered()
    assert (output.text, output.anchors, dropped) == ("Tell me about selling.", GIVEN.anchors, 0)
    assert output.changes[0].before is not None
    assert output.changes[0].before.text == "Are you good at"


def test_words_no_change_accounts_for_are_not_taken() -> None:
    output, dropped = answered(changes=[{**CHANGE, "quote": "Do you like"}], split_off=["And what else?"])
    assert (output.text, output.changes, output.split_off, dropped) == (GIVEN.text, [], [], 1)


def test_a_question_nobody_may_ask_is_never_taken() -> None:
    output, dropped = answered(text="Do you have children?")
    assert (output.text, dropped) == (GIVEN.text, 1)


def test_an_anchor_is_changed_by_its_score() -> None:
    change = {
        **CHANGE,
        "field": "anchor 5",
        "problem": "vague_anchor",
        "quote": "Good.",
        "after": "Names a sale.",
    }
    output, _ = answered(changes=[change], anchors=[{"score": "5", "text": "Names a sale."}])
    assert output.anchors == {"1": "Bad.", "5": "Names a sale."}


def test_the_words_and_anchors_are_fenced_and_the_wish_is_told() -> None:
    _, user = prompt(GIVEN.model_copy(update={"wish": "stricter"}))
    assert "wish: stricter" in user
    assert user.count("\n<anchor-") == 2
