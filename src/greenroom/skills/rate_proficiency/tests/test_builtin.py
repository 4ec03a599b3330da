"""Levels come from words, and from nothing that is not in them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from greenroom.skills.evidence import is_exact
from greenroom.skills.find_highlights.schema import Said
from greenroom.skills.rate_proficiency.builtin import ENOUGH, rate
from greenroom.skills.rate_proficiency.model import UNFOUND, ModelLevels, read
from greenroom.skills.rate_proficiency.schema import Category, ProficiencyRated, SpeechToRate

CASES: list[dict[str, Any]] = json.loads(
    (Path(__file__).parents[1] / "golden.json").read_text(encoding="utf-8")
)
NAMES = ("Grammar", "Vocabulary", "Fluency", "Understanding", "Pronunciation", "Speed")
BANDS = {"low": (1.0, 2.5), "middle": (2.0, 4.5), "high": (3.5, 5.0)}


def spoken(text: str, language: str = "en") -> SpeechToRate:
    categories = [Category(name=name, anchors={"3": "Everyday."}) for name in NAMES]
    return SpeechToRate(
        language=language, categories=categories, said=[Said(turn="t1", question="Tell me.", text=text)]
    )


def levels(rated: ProficiencyRated) -> dict[str, float | None]:
    return {each.name: each.level for each in rated.categories}


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_each_golden_speaker_falls_into_their_band(case: dict[str, Any]) -> None:
    rated = rate(spoken(case["text"], case["language"]))
    low, high = BANDS[case["level"]]
    given = [level for level in levels(rated).values() if level is not None]
    assert len(given) >= 2
    assert low <= sum(given) / len(given) <= high
    for each in rated.categories:
        assert bool(each.evidence) == (each.level is not None)
        assert all(is_exact(cited.span, case["text"]) for cited in each.evidence)


def test_what_words_cannot_tell_is_named_and_never_rated() -> None:
    rated = {each.name: each for each in rate(spoken(CASES[1]["text"])).categories}
    assert {rated[name].level for name in ("Understanding", "Pronunciation", "Speed")} == {None}
    assert "never scored" in rated["Pronunciation"].reason
    german = rate(spoken(CASES[5]["text"], "de"))
    assert levels(german)["Grammar"] is None
    assert "does not know the mistakes" in german.categories[0].reason


def test_sounds_that_are_no_words_names_and_going_on_for_longer_change_nothing() -> None:
    text = CASES[1]["text"]
    plain = levels(rate(spoken(text)))
    assert levels(rate(spoken(text.replace(". ", ". Um, uh, ")))) == plain
    assert levels(rate(spoken(text.replace("a colleague", "Aisha Invented")))) == levels(
        rate(spoken(text.replace("a colleague", "Emily Invented")))
    )
    longer = levels(rate(spoken(" ".join([text] * 5))))
    assert all(longer[name] <= plain[name] for name in ("Grammar", "Vocabulary", "Fluency"))


@pytest.mark.parametrize(
    ("text", "language", "why"),
    [
        ("", "en", "Too few words"),
        ("Yes.", "en", "Too few words"),
        (CASES[5]["text"], "en", "another language"),
        ("Mi työskentelen keittiössä ja pidän siitä paljon. " * 20, "fi", "too little of this language"),
    ],
)
def test_too_little_or_another_language_is_not_judged(text: str, language: str, why: str) -> None:
    rated = rate(spoken(text, language))
    assert {each.level for each in rated.categories} == {None}
    assert why in rated.categories[0].reason


def test_three_hours_are_read_in_bounded_time_and_a_transcript_of_nothing_too() -> None:
    hours = SpeechToRate(
        language="en",
        categories=[Category(name="Vocabulary")],
        said=[Said(turn=str(at), question="And?", text=CASES[1]["text"]) for at in range(400)],
    )
    assert ENOUGH < rate(hours).words <= 21_000
    assert rate(SpeechToRate(language="en", categories=[Category(name="Grammar")], said=[])).words == 0


def test_a_models_level_without_words_that_were_said_is_not_kept() -> None:
    given = spoken("I check the harness before every descent.")

    def level(category: int, value: float | None, *quotes: str) -> dict[str, Any]:
        evidence = [{"turn": "t1", "quote": quote} for quote in quotes]
        return {
            "category": category,
            "level": value,
            "confidence": 0.9,
            "reason": "So.",
            "evidence": evidence,
        }

    rows = [level(1, 4, "check THE harness"), level(2, 5, "purple zeppelins"), level(5, None)]
    answer = ModelLevels.model_validate({"levels": rows})
    checked = read(given, answer)
    assert [each.level for each in checked.output.categories] == [4, None, None, None, None, None]
    assert checked.output.categories[1].reason == UNFOUND
    assert checked.dropped == 1
