"""Which passages answer a question: measured on what nothing was chosen by, and what holds for any of them."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from greenroom.guidance.rules.cutting import LONGEST_PASSAGE, cut
from greenroom.guidance.rules.passages import Passage, Source, find

MATERIAL = Path(__file__).parent / "knowledge"


@dataclass(frozen=True)
class Measured:
    """Of the questions with an answer: right, wrong, none told. false: told though there is no answer."""

    right: int
    wrong: int
    none: int
    false: int
    without: int


def items(name: str) -> list[Source]:
    found = tomllib.loads((MATERIAL / f"{name}.toml").read_text(encoding="utf-8"))["item"]
    return [Source(UUID(int=place), item["title"], item["content"]) for place, item in enumerate(found)]


def measure(name: str) -> Measured:
    sources = items(name)
    asked = tomllib.loads((MATERIAL / f"{name}.toml").read_text(encoding="utf-8"))["question"]
    first = [(each["about"], next(iter(titles(find(each["asks"], sources, "en"))), "")) for each in asked]
    answerable = [(about, got) for about, got in first if about]
    return Measured(
        right=sum(about == got for about, got in answerable),
        wrong=sum(bool(got) and about != got for about, got in answerable),
        none=sum(not got for _about, got in answerable),
        false=sum(bool(got) for about, got in first if not about),
        without=sum(not about for about, _got in first),
    )


def titles(passages: list[Passage]) -> list[str]:
    return [passage.title for passage in passages]


def test_sixty_held_out_questions_get_the_right_passage_first_and_no_invented_answer():
    found = measure("held_out")
    assert found.right + found.wrong + found.none + found.without == 60
    assert found.right / (found.right + found.wrong) >= 0.95
    assert found.right / (found.right + found.wrong + found.none) >= 0.85
    assert found.false == 0


def test_the_questions_it_was_tuned_by_do_no_worse():
    found = measure("tuned")
    assert (found.wrong, found.false) == (0, 0)
    assert found.right >= 21


@pytest.mark.parametrize(
    ("language", "question", "title", "content"),
    [
        ("de", "Wo kann ich parken?", "Parken", "Hinter Halle 3 gibt es kostenlose Parkplätze."),
        ("es", "¿Cuántos días de vacaciones hay?", "Vacaciones", "Hay 28 días de vacaciones al año."),
        ("fr", "Y a-t-il une cantine ?", "Repas", "La cantine ouvre à onze heures."),
        ("pt", "Há estacionamento?", "Chegar", "O estacionamento fica atrás do pavilhão 3."),
        ("ar", "هل يوجد موقف سيارات؟", "الوصول", "يوجد موقف سيارات مجاني خلف القاعة."),
    ],
)
def test_a_question_is_answered_in_each_language(language, question, title, content):
    other = Source(UUID(int=2), "Lamps", "Zwölf lampes, lámparas, lâmpadas.")
    found = find(question, [other, Source(UUID(int=1), title, content)], language)
    assert titles(found)[:1] == [title]
    assert found[0].text == content


def test_the_same_question_gets_the_same_passages_twenty_times():
    sources = items("held_out")
    once = find("How much annual leave is there?", sources, "en")
    assert all(find("How much annual leave is there?", sources, "en") == once for _ in range(20))


def test_every_passage_is_an_exact_stretch_of_its_item_and_the_best_comes_first():
    sources = {source.item_id: source for source in items("held_out")}
    found = find("Can I swap a shift, and is the visit to the ward paid?", list(sources.values()), "en")
    assert found
    assert all(passage.text in sources[passage.item_id].content for passage in found)
    assert [passage.score for passage in found] == sorted((each.score for each in found), reverse=True)


@pytest.mark.parametrize("question", ["", "?", "the of and", "a" * 5_000, "\u202e\u200b", "Where is it?"])
def test_a_question_without_words_that_tell_gets_nothing(question):
    assert find(question, items("held_out"), "en") == []


def test_nothing_is_told_from_nothing():
    assert find("Where can I park?", [], "en") == []
    assert find("Where can I park?", [Source(UUID(int=1), "Parking", "")], "en") == []


def test_a_heading_is_told_with_what_stands_below_it():
    content = "Parking\n\nFree behind hall 3.\n\nBuses\n\nLine 14."
    assert [content[part.start : part.end] for part in cut(content)] == [
        "Parking\n\nFree behind hall 3.",
        "Buses\n\nLine 14.",
    ]


def test_a_long_paragraph_is_cut_at_its_sentences():
    sentence = "This sentence says that gate A opens at six in the morning."
    content = " ".join([sentence] * 20)
    parts = [content[part.start : part.end] for part in cut(content)]
    assert " ".join(parts) == content
    assert all(part.endswith(".") and len(part) <= LONGEST_PASSAGE for part in parts)


@given(st.text(alphabet="ab .!?\n-…", max_size=400))
def test_cutting_loses_no_word_and_overlaps_nowhere(content):
    parts = cut(content)
    assert all(one.end <= other.start for one, other in pairwise(parts))
    kept = sum(not char.isspace() for part in parts for char in content[part.start : part.end])
    assert kept == sum(not char.isspace() for char in content)
