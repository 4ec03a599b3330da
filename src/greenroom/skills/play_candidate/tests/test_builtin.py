"""What the built-in candidates say, and the scores that the built-in scorer gives them."""

from __future__ import annotations

import json
from pathlib import Path
from statistics import mean
from typing import Any, get_args

import pytest

from greenroom.skills.contract import run
from greenroom.skills.evidence import is_exact
from greenroom.skills.next_turn.schema import Exchange
from greenroom.skills.plan_interviewer import SKILL as PLAN
from greenroom.skills.plan_interviewer.bank import LANGUAGES, bank
from greenroom.skills.plan_interviewer.schema import JobToPlan
from greenroom.skills.play_candidate import SKILL
from greenroom.skills.play_candidate.schema import AnswerPlayed, Level, PartToPlay
from greenroom.skills.score_answer import SKILL as SCORE
from greenroom.skills.score_answer.schema import AnswerToScore, Rubric

CASES: list[dict[str, Any]] = json.loads(
    (Path(__file__).parents[1] / "golden.json").read_text(encoding="utf-8")
)
every_case = pytest.mark.parametrize("case", CASES, ids=[f"{c['language']} {c['role']}" for c in CASES])


def played(case: dict[str, Any], level: str, **more: object) -> AnswerPlayed:
    return run(SKILL, PartToPlay.model_validate({**case, "level": level, **more})).output


def scores(case: dict[str, Any]) -> list[float]:
    """Of a weak, a typical and a strong candidate; what does not address the question counts as 1."""
    rubric = Rubric(
        question=case["question"],
        anchors=case.get("anchors", {}),
        key_points=case["key_points"],
        language=case["language"],
    )
    found = [
        run(SCORE, AnswerToScore(rubric=rubric, answer=played(case, level).text)).output.score
        for level in get_args(Level)
    ]
    return [1.0 if score is None else score for score in found]


def ordered(found: list[list[float]]) -> float:
    return sum(weak < typical < strong for weak, typical, strong in found) / len(found)


@every_case
def test_a_better_candidate_scores_higher(case: dict[str, Any]) -> None:
    weak, typical, strong = scores(case)
    assert weak < typical < strong


@every_case
def test_a_strong_answer_speaks_to_every_point_and_a_weak_one_to_none(case: dict[str, Any]) -> None:
    strong, weak = played(case, "strong"), played(case, "weak")
    assert [point.point for point in strong.points] == list(range(len(case["key_points"])))
    assert all(is_exact(point.span, strong.text) for point in strong.points)
    assert weak.points == []
    assert "{" not in strong.text + weak.text


@every_case
def test_no_key_point_is_an_answers_sentence_by_itself(case: dict[str, Any]) -> None:
    answer = played(case, "strong")
    for point, made in zip(case["key_points"], answer.points, strict=True):
        assert len(made.span.text) > len(point) + 15


@every_case
def test_a_follow_up_is_answered_with_a_point_not_made_yet(case: dict[str, Any]) -> None:
    first = played(case, "typical")
    said = [Exchange(speaker="candidate", text=first.text), Exchange(speaker="interviewer", text="?")]
    more = played(case, "typical", exchanges=said)
    assert {point.point for point in more.points}.isdisjoint({point.point for point in first.points})
    assert played(case, "weak", exchanges=said).points == []


def test_the_best_anchor_serves_where_there_are_no_key_points() -> None:
    case = {
        "question": "Tell me about a sale.",
        "anchors": {"5": "Asked about the need, and gives the figures."},
    }
    assert "asked about the need" in played({**case, "role": "Clerk"}, "strong").text.lower()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_levels_are_told_apart_over_the_whole_bank(language: str) -> None:
    found = []
    for pattern in bank(language).patterns:
        points = [point for point in pattern.points if "{" not in point]
        question = pattern.text.format(job="Clerk", phrase="stock")
        anchors = {"1": pattern.one, "5": pattern.five}
        case = {"language": language, "role": "Clerk", "question": question, "key_points": points}
        found.append(scores({**case, "anchors": anchors}))
    weak, typical, strong = (mean(column) for column in zip(*found, strict=True))
    assert ordered(found) >= 0.9
    assert min(typical - weak, strong - typical) >= 1


@pytest.mark.shared
def test_the_levels_are_told_apart_over_the_plans_of_ten_real_jobs(shared_data: Path) -> None:
    found = []
    for path in sorted((shared_data / "05_jd_la_city_bulletins" / "txt").glob("*.txt"))[:10]:
        plan = run(PLAN, JobToPlan(job_description=path.read_text(errors="replace"))).output
        for question in plan.questions:
            case = {"language": "en", "role": plan.title, "question": question.text}
            found.append(scores({**case, "anchors": question.anchors, "key_points": question.key_points}))
    weak, typical, strong = (mean(column) for column in zip(*found, strict=True))
    assert ordered(found) >= 0.95
    assert min(typical - weak, strong - typical) >= 1
