"""Words and sentences keep their places in the text."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from greenroom.skills.lexical import fold, level, sentences, tokenise


def words(text: str) -> list[str]:
    return [token.text for token in tokenise(text)]


def cut(text: str) -> list[str]:
    return [text[piece.start : piece.end] for piece in sentences(text)]


@given(st.text())
def test_every_token_is_exactly_where_it_says(text: str) -> None:
    found = tokenise(text)
    assert all(text[token.start : token.end] == token.text for token in found)
    assert [token.start for token in found] == sorted(token.start for token in found)


@given(st.text())
def test_sentences_hold_every_word_once_and_in_order(text: str) -> None:
    pieces = sentences(text)
    assert all(one.end <= other.start for one, other in pairwise(pieces))
    for token in tokenise(text):
        assert any(piece.start <= token.start < piece.end for piece in pieces)


@given(st.text())
def test_levelling_keeps_every_offset(text: str) -> None:
    assert len(level(text)) == len(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "I don't use C++ or C#, I'm on 2.5 GHz.",
            ["I", "don't", "use", "C++", "or", "C#", "I'm", "on", "2.5", "GHz"],
        ),
        ("J'ai l'équipe", ["J", "ai", "l", "équipe"]),
        ("end-to-end", ["end", "to", "end"]),
        ("我有经验", ["我有", "有经", "经验"]),
        ("فريق العمل", ["فريق", "العمل"]),
        ("...🙂—", []),
    ],
)
def test_words_are_cut_as_people_count_them(text: str, expected: list[str]) -> None:
    assert words(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Yes. It was Acme Inc. in Hull! Done?", ["Yes.", "It was Acme Inc. in Hull!", "Done?"]),
        ("It cost 2.50 euros. Fine", ["It cost 2.50 euros.", "Fine"]),
        ("Ab dem 1. Juli. Gut.", ["Ab dem 1. Juli.", "Gut."]),
        ("我有经验。好的！", ["我有经验。", "好的！"]),
        ("Tasks:\n- wash\n- dry", ["Tasks:", "- wash", "- dry"]),
        ("  \n ", []),
    ],
)
def test_sentences_end_where_people_end_them(text: str, expected: list[str]) -> None:
    assert cut(text) == expected


def test_folding_makes_spellings_alike() -> None:
    assert fold("É\u0301TÉ") == fold("ete")
    assert fold("Straße") == "strasse"
    assert fold("I’m") == "i'm"
    assert fold("مَكتَبَة") == fold("مكتبه")
