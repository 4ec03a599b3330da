"""The middle of a scale comes from its ends alone."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from greenroom.skills.anchors.builtin import write
from greenroom.skills.anchors.schema import AnchorsToWrite

CASES: list[dict[str, Any]] = json.loads(
    (Path(__file__).parents[1] / "golden.json").read_text(encoding="utf-8")
)


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_the_golden_drafts(case: dict[str, Any]) -> None:
    drafted = write(AnchorsToWrite(**case["given"]))
    assert (drafted.two, drafted.three, drafted.four) == (case["two"], case["three"], case["four"])


@pytest.mark.parametrize("language", ["en", "es", "fr", "de", "pt", "ar", "fi", ""])
@pytest.mark.parametrize(
    "five", ["", "Good.", "Alpha does this; beta does that; gamma does more", "x" * 5000]
)
def test_any_ends_give_three_different_texts_of_bounded_length(language: str, five: str) -> None:
    drafted = write(AnchorsToWrite(question="Why?", one="Bad.", five=five, language=language))
    texts = {drafted.two, drafted.three, drafted.four}
    assert len(texts) == 3
    assert all(text and len(text) < 1000 for text in texts)
