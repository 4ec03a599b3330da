"""The model's side of summarize."""

from __future__ import annotations

from greenroom.skills.summarize.model import ShortAnswer, prompt, read
from greenroom.skills.summarize.schema import TextToShorten

TEXT = "We run three warehouses in Leeds. We employ 240 people. Meals are free at night."
GIVEN = TextToShorten(text=TEXT, sentences=2, language="en")


def told(*pairs: tuple[str, str]) -> tuple[str, list[str], int]:
    answer = ShortAnswer.model_validate(
        {"sentences": [{"words": words, "quote": quote} for words, quote in pairs]}
    )
    checked = read(GIVEN, answer)
    return checked.output.summary, [span.text for span in checked.output.sources], checked.dropped


def test_own_words_stand_where_they_rest_on_the_text() -> None:
    assert told(("There are 240 of us.", "240 PEOPLE")) == ("There are 240 of us.", ["240 people"], 0)


def test_a_sentence_that_adds_a_figure_or_a_name_is_told_in_the_texts_words() -> None:
    assert told(("There are 250 of us.", "240 people")) == ("240 people", ["240 people"], 1)
    assert told(("We are also in York.", "in Leeds")) == ("in Leeds", ["in Leeds"], 1)


def test_a_sentence_that_rests_on_nothing_is_dropped_and_counted() -> None:
    assert told(("We pay well.", "good pay")) == ("", [], 1)


def test_no_more_is_told_than_asked_for() -> None:
    pairs = [(f"Part {word}.", word) for word in ("Leeds", "people", "Meals")]
    assert len(told(*pairs)[1]) == 2


def test_the_text_is_fenced() -> None:
    _, user = prompt(GIVEN)
    assert "At most 2 sentences." in user
    assert "<text-" in user
