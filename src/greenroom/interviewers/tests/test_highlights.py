"""Quotes in a text, cut for a page."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from greenroom.interviewers.rules.highlights import Mark, Piece, mark, paragraphs

TEXT = "Team lead\n\nYou need\n- a licence\n- two years\n"


def test_a_quote_that_is_not_exact_is_not_marked():
    assert mark("r", {"start": 0, "end": 4, "text": "Team"}, TEXT) == Mark(0, 4, "r")
    assert mark("r", {"start": 0, "end": 4, "text": "team"}, TEXT) is None
    assert mark("r", {"start": 40, "end": 400, "text": "x"}, TEXT) is None
    assert mark("r", {"start": -4, "end": 4, "text": ""}, TEXT) is None
    assert mark("r", {}, TEXT) is None
    assert mark("r", {"start": "0", "end": "4", "text": "Team"}, TEXT) is None


def test_marks_that_overlap_share_pieces_and_each_begins_once():
    found = paragraphs("abcdef", [Mark(0, 4, "one"), Mark(2, 6, "two")])
    assert found == [[[Piece("ab", True, ("one",)), Piece("cd", True, ("two",)), Piece("ef", True, ())]]]


def test_a_mark_over_several_lines_is_marked_on_each_and_begins_on_the_first():
    start = TEXT.index("need")
    found = paragraphs(TEXT, [Mark(start, TEXT.index("two"), "r")])
    pieces = [piece for lines in found for line in lines for piece in line]
    assert [piece.text for piece in pieces if piece.marked] == ["need", "- a licence", "- "]
    assert [piece.begins for piece in pieces if piece.begins] == [("r",)]


def test_empty_lines_part_paragraphs():
    assert [len(lines) for lines in paragraphs(TEXT, [])] == [1, 3]
    assert paragraphs("", []) == []
    assert paragraphs(" \n\n ", []) == []


spans = st.lists(st.tuples(st.integers(0, 60), st.integers(1, 20)), max_size=8)


@given(st.text(alphabet="ab \n<é", max_size=60), spans)
def test_no_character_is_lost_and_exactly_the_quoted_ones_are_marked(text, spans):
    marks = [
        Mark(start, min(start + length, len(text)), str(n))
        for n, (start, length) in enumerate(spans)
        if start < len(text)
    ]
    pieces = [piece for lines in paragraphs(text, marks) for line in lines for piece in line]
    shown = [line for line in text.split("\n") if line.strip()]
    assert "".join(piece.text for piece in pieces) == "".join(shown)
    quoted = {place for each in marks for place in range(each.start, each.end)}
    expected, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            expected += [place in quoted for place in range(at, at + len(line))]
        at += len(line) + 1
    assert [piece.marked for piece in pieces for _letter in piece.text] == expected
