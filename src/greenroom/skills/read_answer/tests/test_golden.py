"""How many phrasings are read right.

The first set was written before the engine. Its halves are told apart by the last bit of the SHA-256 of the words:
the even half served for tuning, the odd half only to be counted. The later sets were written afterwards, one after the
other: each was counted first and tuned on then, but for the fourth, which was only counted. The fifth and sixth are
replies to screening questions by text message; of these only the even half was tuned on.
"""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from greenroom.skills.contract import run
from greenroom.skills.evidence import is_exact
from greenroom.skills.read_answer import SKILL
from greenroom.skills.read_answer.schema import AnswerRead, AnswerToRead

GOLDEN: dict[str, Any] = json.loads((Path(__file__).parents[1] / "golden.json").read_text(encoding="utf-8"))
CASES: list[dict[str, Any]] = GOLDEN["cases"]


def is_held_apart(case: dict[str, Any]) -> bool:
    return sha256(case["words"].encode()).digest()[-1] % 2 == 1


TUNED = [case for case in CASES if case["set"] == 1 and not is_held_apart(case)]
HELD = [case for case in CASES if case["set"] == 1 and is_held_apart(case)]
WRITTEN_LATER = [case for case in CASES if case["set"] > 1]


def given_in(case: dict[str, Any]) -> AnswerToRead:
    ask = GOLDEN["asks"][case["language"]][case["ask"]]
    return AnswerToRead.model_validate(
        {**ask, "words": case["words"], "language": case["language"], "as_of": GOLDEN["as_of"]}
    )


def read(case: dict[str, Any]) -> AnswerRead:
    return run(SKILL, given_in(case)).output


def is_right(case: dict[str, Any], heard: AnswerRead) -> bool:
    wanted = (case.get("reading", "answered"), case.get("value"), case.get("later", False))
    return (heard.reading, heard.value, heard.later is not None) == wanted


def rate(cases: list[dict[str, Any]]) -> float:
    return sum(is_right(case, read(case)) for case in cases) / len(cases)


@pytest.mark.parametrize("case", TUNED, ids=[f"{c['language']} {c['ask']} {c['words']}" for c in TUNED])
def test_a_phrasing_tuned_on_is_read_right(case: dict[str, Any]) -> None:
    heard = read(case)
    assert is_right(case, heard), heard


def test_of_the_phrasings_held_apart_95_in_100_are_read_right() -> None:
    assert len(HELD) >= 200
    assert rate(HELD) >= 0.95


@pytest.mark.parametrize("language", ["en", "de", "fr", "es", "pt", "ar"])
def test_no_language_is_left_behind(language: str) -> None:
    assert rate([case for case in CASES if case["language"] == language]) >= 0.9


def test_of_phrasings_written_after_the_engine_nine_in_ten_are_read_right() -> None:
    assert rate(WRITTEN_LATER) >= 0.9


def test_of_the_last_set_95_in_100_are_read_right() -> None:
    assert rate([case for case in CASES if case["set"] == 4]) >= 0.95


def test_of_the_replies_to_screening_questions_held_apart_nine_in_ten_are_read_right() -> None:
    held = [case for case in CASES if case["set"] in (5, 6) and is_held_apart(case)]
    assert len(held) >= 300
    assert rate(held) >= 0.9


def test_a_yes_that_was_none_is_rarer_than_one_in_fifty() -> None:
    """A wrong yes is worse than one more question."""
    replies = [case for case in CASES if case["set"] in (5, 6)]
    wrong = [case for case in replies if case.get("value") is not True and read(case).value is True]
    assert len(wrong) / len(replies) < 1 / 50


def test_a_wrong_value_is_rarer_than_one_in_thirty() -> None:
    """What is not understood is to be unclear, not something else."""
    wrong = [
        case for case in CASES if (heard := read(case)).reading == "answered" and not is_right(case, heard)
    ]
    assert len(wrong) / len(CASES) < 1 / 30


def test_every_span_is_exact() -> None:
    for case in CASES:
        heard = read(case)
        assert heard.span is None or is_exact(heard.span, case["words"])
        assert heard.later is None or is_exact(heard.later.span, case["words"])
        assert (heard.value is not None) == (heard.reading == "answered")
