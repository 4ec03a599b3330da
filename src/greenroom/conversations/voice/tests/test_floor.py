"""Who was cut off, and what was not heard."""

from __future__ import annotations

from uuid import UUID

import pytest

from greenroom.conversations.voice.contract import Line
from greenroom.conversations.voice.floor import CUT_IN_MS, Floor

THANKS, QUESTION = Line("Thank you.", UUID(int=1)), Line("And in wind?", UUID(int=2))


@pytest.mark.parametrize(
    ("begun", "at", "cut_ins", "unheard"),
    [
        ([], 100, 1, (1, 2)),  # before a sound of the reply
        ([(THANKS, 0)], 900, 1, (1, 2)),  # into its first words
        ([(THANKS, 0), (QUESTION, 1_000)], CUT_IN_MS - 1, 1, (2,)),  # before they can have heard the question
        ([(THANKS, 0), (QUESTION, 1_000)], CUT_IN_MS + 500, 0, ()),  # an answer, given early
        ([(THANKS, 0)], CUT_IN_MS + 500, 0, (1, 2)),  # over a long introduction
    ],
)
def test_words_over_a_reply(begun, at, cut_ins, unheard):
    floor = Floor()
    floor.give([THANKS, QUESTION], question=QUESTION.text, is_reply=True)
    for line, when in begun:
        floor.began(line, when)
    if len(begun) > 1:
        assert floor.heard(THANKS) == 0
    cut = floor.interrupted(at)
    assert cut == ((begun[-1]) if begun else None)
    assert floor.cut_ins == cut_ins
    assert floor.unheard(at) == tuple(UUID(int=n) for n in unheard)


def test_a_reply_that_comes_while_somebody_speaks_on_is_kept_back_and_is_a_cut_in():
    floor = Floor()
    floor.hold([QUESTION], question=QUESTION.text)
    assert (floor.cut_ins, floor.unheard(0)) == (1, (QUESTION.turn_id,))
    floor.give([QUESTION], question=QUESTION.text, is_reply=False)
    floor.began(QUESTION, 100)
    assert (floor.heard(QUESTION), floor.heard(QUESTION)) == (100, None)
    assert floor.interrupted(200) is None
    assert floor.cut_ins == 1


def test_speaking_over_a_greeting_is_no_cut_in():
    floor = Floor()
    floor.give([THANKS, QUESTION], question=QUESTION.text, is_reply=False)
    floor.began(THANKS, 0)
    floor.interrupted(300)
    assert (floor.cut_ins, len(floor.unheard(300))) == (0, 2)
