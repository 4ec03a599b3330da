"""Only what is known is translated, and the rest is named."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from greenroom.skills.report_translation.builtin import translate
from greenroom.skills.report_translation.model import TranslatedTexts, read
from greenroom.skills.report_translation.schema import Part, PartsToTranslate

CASES: list[dict[str, Any]] = json.loads(
    (Path(__file__).parents[1] / "golden.json").read_text(encoding="utf-8")
)


def given_in(case: dict[str, Any]) -> PartsToTranslate:
    parts = [Part(key=f"p{at}", text=text) for at, text in enumerate(case["parts"])]
    return PartsToTranslate(target=case["target"], parts=parts)


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_the_golden_parts(case: dict[str, Any]) -> None:
    given = given_in(case)
    done = translate(given)
    assert [part.translated for part in done.parts] == case["translated"]
    assert done.untranslated == [part.key for part in done.parts if not part.translated]
    kept = [
        (new.text, old.text) for new, old in zip(done.parts, given.parts, strict=True) if not new.translated
    ]
    assert all(new == old for new, old in kept)


def test_a_sentence_of_the_product_comes_in_the_readers_language() -> None:
    given = PartsToTranslate(
        target="de", parts=[Part(key="a", text="Resume"), Part(key="b", text="Résumé 9x")]
    )
    done = translate(given)
    assert done.parts[0].text == "Lebenslauf"
    assert done.untranslated == ["b"]


def test_a_model_that_changes_a_figure_or_forgets_a_part_is_not_believed() -> None:
    given = PartsToTranslate(
        target="de",
        parts=[Part(key="a", text="Scored 4.5 of 5"), Part(key="b", text="Ok"), Part(key="c", text="2 jobs")],
    )
    answer = TranslatedTexts.model_validate(
        {"parts": [{"number": 1, "text": "4,5 von 5 Punkten"}, {"number": 3, "text": "3 Stellen"}]}
    )
    checked = read(given, answer)
    assert [part.text for part in checked.output.parts] == ["4,5 von 5 Punkten", "Ok", "2 jobs"]
    assert (checked.output.untranslated, checked.dropped) == (["b", "c"], 2)
