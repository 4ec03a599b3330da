"""The judges are checked by arithmetic that is right, and by a guard that notices."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import BaseModel

from greenroom.skills.contract import Judgement
from greenroom.skills.evals.agreement import agreement, level, quadratic_kappa
from greenroom.skills.evals.golden import READERS, cases
from greenroom.skills.evals.names import NAMES, swaps
from greenroom.skills.evals.replay import asking, golden, movement, swapped

QUICK = [skill for skill in READERS if skill != "read_answer"]  # its 1,500 cases have a test of their own
ask = asking(None)


def test_the_built_in_engine_meets_every_golden_case_twice_alike() -> None:
    found = golden(ask, skills=QUICK, times=2)
    assert {
        skill: (result["missed"], result["unstable"]) for skill, result in found.items()
    } == dict.fromkeys(QUICK, ([], []))
    assert all(result["cases"] == result["met"] > 0 for result in found.values())


def test_no_name_moves_a_result_of_the_built_in_engine() -> None:
    found = swapped(ask)
    assert {each["skill"] for each in found} >= {"score_answer", "screen_resume", "rate_proficiency"}
    assert all(each["moved"] == {} and each["names"] == len(NAMES) for each in found)


def test_an_engine_that_prefers_a_name_is_noticed() -> None:
    def partial(skill: str, given: BaseModel) -> Judgement[Any]:
        made = ask(skill, given)
        if skill == "score_answer" and NAMES[3] in given.answer:  # type: ignore[attr-defined]  # an AnswerToScore
            worse = made.output.model_copy(update={"score": 1.0})
            return Judgement(worse, made.engine, made.model, made.version, 0, 0, made.usage)
        return made

    (found,) = [each for each in swapped(partial) if each["skill"] == "score_answer"]
    assert list(found["moved"]) == [NAMES[3]]
    texts = {swap.given[NAMES[0]].model_dump_json() for swap in swaps()}
    assert all(NAMES[0] in text for text in texts)


def test_whatever_comes_out_differently_is_listed() -> None:
    before = golden(ask, skills=["anchors"])
    now = golden(ask, skills=["anchors", "cross_check"])
    assert movement(before, now) == []
    name = next(iter(before["anchors"]["outputs"]))
    before["anchors"]["outputs"][name] = "another"
    before["anchors"]["version"] = "0"
    assert movement(before, now) == [
        "anchors: made by built-in 1, before by built-in 0",
        f"anchors: “{name}” came out differently",
    ]


def test_every_reader_gives_its_skill_inputs_with_names_of_their_own() -> None:
    for skill in QUICK:
        rows = list(cases(skill))
        assert len({case.name for case in rows}) == len(rows) > 1


def test_agreement_is_counted_as_by_hand() -> None:
    found = agreement([1, 2, 3, 4, 5, 3.5], [1, 3, 3, 4, 4.4, 1])
    assert found.overall.n == 6
    assert found.overall.exact == pytest.approx(3 / 6)
    assert found.overall.adjacent == pytest.approx(5 / 6)
    assert [found.by_band[name].n for name in ("low", "middle", "high")] == [2, 1, 3]
    assert found.confusion[3] == [1, 0, 0, 1, 0]
    seen, chance = (0 + 1 + 0 + 0 + 1 + 9) / 6, 0.0
    one, other = [1, 2, 3, 4, 5, 4], [1, 3, 3, 4, 4, 1]
    chance = sum((a - b) ** 2 for a in one for b in other) / 36
    assert found.kappa == pytest.approx(1 - seen / chance)
    assert quadratic_kappa([(1, 5), (5, 1)]) == pytest.approx(-1)
    assert quadratic_kappa([(2, 2), (4, 4)]) == 1


def test_marks_of_nothing_and_of_one_kind_have_no_kappa_and_others_are_refused() -> None:
    assert agreement([], []).kappa is None
    assert agreement([3, 3], [3, 3]).kappa is None
    assert level(2.5) == 3
    for wrong in (0.5, 5.5, 11, float("nan")):
        with pytest.raises(ValueError, match="no mark"):
            level(wrong)
