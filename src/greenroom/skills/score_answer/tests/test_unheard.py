"""Words that were hard to hear cost nothing."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from greenroom.skills.evidence import is_exact
from greenroom.skills.score_answer import SKILL
from greenroom.skills.score_answer.model import ModelScore, prompt, read
from greenroom.skills.score_answer.schema import AnswerToScore, Rubric
from greenroom.skills.score_answer.unheard import UNCLEAR

RUBRIC = Rubric(
    question="How do you stay safe on a rope?",
    anchors={"1": "names no safety measure", "5": "checks the harness and tells the supervisor"},
    key_points=["checks the harness", "tells the supervisor"],
    language="en",
)
PIECES = (
    "I check the harness before every descent.",
    "I tell the supervisor when the wind picks up.",
    "Nothing, no idea.",
    "I never check anything, I don't know.",
    "Purple zeppelins juggle.",
)


def worth(score: float | None) -> float:
    return score or 0.0


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=4), st.data())
def test_a_stretch_that_was_hard_to_hear_never_lowers_a_score(pieces, data) -> None:
    text = "\n\n".join(pieces)
    at = data.draw(st.integers(0, len(pieces) - 1))
    start = sum(len(piece) + 2 for piece in pieces[:at])
    end = start + len(pieces[at])
    found = SKILL.builtin(AnswerToScore(rubric=RUBRIC, answer=text, unsure=[(start, end)]))
    left_out = SKILL.builtin(
        AnswerToScore(rubric=RUBRIC, answer=text[:start] + " " * (end - start) + text[end:])
    )
    as_heard = SKILL.builtin(AnswerToScore(rubric=RUBRIC, answer=text))
    if found.verdict == "unheard":
        assert left_out.score is None
        assert worth(as_heard.score) < 3
    else:
        assert worth(found.score) == max(worth(left_out.score), worth(as_heard.score))
    assert found.verdict != "not_addressed"
    assert all(is_exact(span, text) for span in found.evidence)


def test_what_could_not_be_heard_at_all_is_missing_and_not_wrong() -> None:
    found = SKILL.builtin(AnswerToScore(rubric=RUBRIC, answer="Mumble mumble.", unsure=[(0, 14)]))
    assert (found.verdict, found.score, found.evidence) == ("unheard", None, [])
    assert "not as wrong" in found.reason


@pytest.mark.parametrize("unsure", [[], [(0, 0)], [(500, 900)], [(-5, 0)]])
def test_a_stretch_of_nothing_changes_nothing(unsure) -> None:
    given = AnswerToScore(rubric=RUBRIC, answer=PIECES[0])
    assert SKILL.builtin(given.model_copy(update={"unsure": unsure})) == SKILL.builtin(given)


def test_a_model_never_sees_what_was_hard_to_hear_nor_calls_it_no_answer() -> None:
    text = f"{PIECES[2]} {PIECES[0]}"
    given = AnswerToScore(rubric=RUBRIC, answer=text, unsure=[(0, len(PIECES[2]))])
    _, user = prompt(given)
    assert PIECES[2] not in user
    assert UNCLEAR in user
    answer = ModelScore(verdict="not_addressed", score=None, confidence=1, reason="No.", quotes=[], points=[])
    assert read(given, answer).output.verdict == "unheard"
