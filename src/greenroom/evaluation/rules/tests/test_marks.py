"""Texts cut where their evidence begins and ends."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from greenroom.evaluation.rules.marks import segments

TEXT = "I checked the harness before every descent."
SPANS = st.lists(st.tuples(st.integers(-3, 50), st.integers(-3, 50), st.integers(0, 4)), max_size=6)


def test_marked_words_stand_between_plain_ones_with_their_number_behind_them() -> None:
    pieces = segments(TEXT, [(2, 21, 1)])
    assert [(piece.text, piece.marks, piece.numbers) for piece in pieces] == [
        ("I ", (), ()),
        ("checked the harness", (1,), (1,)),
        (" before every descent.", (), ()),
    ]
    assert [piece.start for piece in pieces] == [0, 2, 21]


def test_a_quote_that_another_one_cuts_has_its_number_once_at_its_end() -> None:
    pieces = segments(TEXT, [(2, 43, 1), (14, 21, 0)])
    assert [piece.numbers for piece in pieces] == [(), (), (), (1,)]
    assert [piece.marks for piece in pieces] == [(), (1,), (0, 1), (1,)]


def test_an_empty_text_has_no_pieces_and_spans_beyond_a_text_mark_nothing() -> None:
    assert segments("", [(0, 3, 1)]) == []
    assert [piece.marks for piece in segments("abc", [(1, 9, 1), (2, 2, 1), (-1, 2, 1)])] == [()]


@given(st.text(max_size=40), SPANS)
def test_the_pieces_are_the_whole_text_and_each_letter_has_the_marks_of_its_spans(text, spans) -> None:
    pieces = segments(text, spans)
    assert "".join(piece.text for piece in pieces) == text
    right = [span for span in spans if 0 <= span[0] < span[1] <= len(text)]
    for piece in pieces:
        for place in range(piece.start, piece.start + len(piece.text)):
            assert set(piece.marks) == {number for start, end, number in right if start <= place < end}
    for number in {span[2] for span in right} - {0}:
        assert any(number in piece.numbers for piece in pieces)
