"""The golden cases of summarize, and what its built-in engine promises beside them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given as cases
from hypothesis import settings
from hypothesis import strategies as st

from greenroom.skills.contract import run
from greenroom.skills.evidence import is_exact
from greenroom.skills.summarize import SKILL
from greenroom.skills.summarize.schema import TextToShorten, ToldInShort
from greenroom.skills.summarize.support import added

CASES: list[dict[str, Any]] = json.loads(
    (Path(__file__).parents[1] / "golden.json").read_text(encoding="utf-8")
)
every_case = pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])


def told(case: dict[str, Any], **more: object) -> ToldInShort:
    given = {"text": case["text"], "sentences": case["sentences"], "language": case["language"], **more}
    return run(SKILL, TextToShorten.model_validate(given)).output


@every_case
def test_what_matters_is_told_in_the_words_of_the_text(case: dict[str, Any]) -> None:
    output = told(case)
    assert all(words in output.summary for words in case["holds"])
    assert all(is_exact(span, case["text"]) for span in output.sources)
    assert output.summary == " ".join(span.text for span in output.sources)


@every_case
def test_the_sentences_keep_their_order_and_their_number(case: dict[str, Any]) -> None:
    output = told(case)
    assert len(output.sources) <= case["sentences"]
    assert output.sources == sorted(output.sources, key=lambda span: span.start)
    assert len(told(case, sentences=1).sources) == 1


@every_case
def test_nothing_is_added(case: dict[str, Any]) -> None:
    assert added(told(case).summary, case["text"], case["language"]) == []


def test_the_same_thing_is_not_told_twice() -> None:
    text = (
        "Shifts last eight hours. Shifts last eight hours, as said. Parking is free for bicycles. Well then."
    )
    output = run(SKILL, TextToShorten(text=text, sentences=2, language="en")).output
    assert "Parking" in output.summary


def test_nothing_is_told_of_nothing() -> None:
    assert run(SKILL, TextToShorten(text=" \n")).output == ToldInShort(summary="", sources=[])


@pytest.mark.parametrize(
    ("summary", "found"),
    [
        ("They employ 250 people.", ["250"]),
        ("They employ 240 people in York.", ["York"]),
        ("Three warehouses stand in Leeds.", []),
        ("They run 3 warehouses.", []),
    ],
)
def test_figures_and_names_that_were_added_are_found(summary: str, found: list[str]) -> None:
    text = "Harbour Lane runs three warehouses in Leeds and employs 240 people."
    assert [span.text for span in added(summary, text, "en")] == found


@settings(max_examples=60, deadline=None)
@cases(st.text(max_size=300), st.integers(1, 5))
def test_any_text_gives_sentences_of_its_own(text: str, count: int) -> None:
    output = run(SKILL, TextToShorten(text=text, sentences=count, language="en")).output
    assert len(output.sources) <= count
    assert all(is_exact(span, text) for span in output.sources)
