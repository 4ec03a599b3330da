"""Turns joined for scoring, and quotes led back."""

from __future__ import annotations

from greenroom.evaluation.rules.joining import join
from greenroom.skills.evidence import cut, is_exact

TURNS = [(3, "  I closed the gate. "), (5, "Then I told the lead."), (7, "")]


def test_a_quote_is_led_back_to_the_turn_it_stands_in() -> None:
    joined = join(TURNS)
    start = joined.text.index("told the lead")
    ((turn, span),) = joined.lead_back(cut(joined.text, start, start + len("told the lead")))
    assert (turn, span.text) == (5, "told the lead")
    assert is_exact(span, TURNS[1][1])


def test_a_quote_across_two_turns_becomes_one_quote_of_each() -> None:
    joined = join(TURNS)
    start, end = joined.text.index("the gate"), joined.text.index(" the lead")
    led = joined.lead_back(cut(joined.text, start, end))
    assert [(turn, span.text) for turn, span in led] == [(3, "the gate."), (5, "Then I told")]
    assert all(is_exact(span, dict(TURNS)[turn]) for turn, span in led)


def test_no_turns_join_to_an_empty_answer() -> None:
    assert join([]).text == ""
