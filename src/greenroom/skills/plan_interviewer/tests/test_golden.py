"""The golden job descriptions of plan_interviewer, written for this project."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from greenroom.skills.contract import run
from greenroom.skills.evidence import is_exact
from greenroom.skills.plan_interviewer import SKILL
from greenroom.skills.plan_interviewer.schema import InterviewerPlan, JobToPlan

CASES: list[dict[str, Any]] = json.loads(
    (Path(__file__).parents[1] / "golden.json").read_text(encoding="utf-8")
)
KINDS = {"must": "must", "duty": "responsibility", "nice": "nice", "skill": "skill"}
each_case = pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])


def planned(case: dict[str, Any]) -> InterviewerPlan:
    given = JobToPlan(
        job_description=case["job"],
        instructions=case.get("instructions", ""),
        language=case.get("interview_language", ""),
    )
    plan: InterviewerPlan = run(SKILL, given).output
    return plan


def some_text_has(wanted: str, texts: list[str]) -> bool:
    return any(wanted in text for text in texts)


@each_case
def test_the_facts_of_the_golden_case_are_read(case: dict[str, Any]) -> None:
    plan = planned(case)
    for name in ("title", "language", "seniority", "location", "pay"):
        assert getattr(plan, name) == case.get(name, getattr(plan, name))
    for name, kind in KINDS.items():
        texts = [requirement.text for requirement in plan.requirements if requirement.kind == kind]
        assert all(some_text_has(wanted, texts) for wanted in case.get(name, [])), (kind, texts)
    statements = [made.text.lower() for made in plan.qualifications]
    assert all(some_text_has(wanted.lower(), statements) for wanted in case.get("qualifications", [])), (
        statements
    )
    if case.get("bare"):
        assert (plan.requirements, plan.qualifications) == ([], [])


@each_case
def test_what_is_checked_speaks_of_the_candidate_and_noise_or_warned_wording_asks_for_nothing(
    case: dict[str, Any],
) -> None:
    plan = planned(case)
    criteria = [made.text for made in plan.criteria]
    assert all(some_text_has(wanted, criteria) for wanted in case.get("criteria", [])), criteria
    made = [*plan.requirements, *plan.qualifications, *plan.criteria, *plan.questions]
    asked = [one.text for one in made]
    for unwanted in [*case.get("absent", []), *case["warned"]]:
        assert not some_text_has(unwanted, asked), unwanted
    checked = [one.text for one in [*plan.requirements, *plan.qualifications, *plan.criteria]]
    assert not [text for text in checked if text.lower().endswith((" or", " and", ";", ",", " oder", " ou"))]


@each_case
def test_the_questions_of_the_golden_case_are_bound_to_the_job(case: dict[str, Any]) -> None:
    plan = planned(case)
    texts = [question.text for question in plan.questions]
    assert len(texts) == case.get("questions", len(texts))
    assert 5 <= len(texts) <= 8
    assert len(set(texts)) == len(texts)
    assert all(some_text_has(wanted, texts) for wanted in case["asked"]), texts
    assert not any(some_text_has(unwanted, texts) for unwanted in case.get("not_asked", []))
    for question in plan.questions:
        assert 2 <= len(question.key_points) <= 6
        assert all(question.anchors[score].strip() for score in ("1", "5"))
        assert "{" not in question.text + "".join(question.key_points)
        assert question.min_follow_ups <= question.max_follow_ups
    if case.get("strict"):
        assert plan.questions[0].min_follow_ups == 1


@each_case
def test_the_wording_of_the_golden_case_is_warned_about_and_no_other(case: dict[str, Any]) -> None:
    plan = planned(case)
    assert [warning.quote.text for warning in plan.warnings] == case["warned"]
    assert all(warning.problem and warning.suggestion for warning in plan.warnings)
    assert all(some_text_has(wanted, plan.notes) for wanted in case.get("noted", []))


@each_case
def test_every_quote_stands_in_the_job_description(case: dict[str, Any]) -> None:
    plan = planned(case)
    quoted = [*plan.requirements, *plan.qualifications, *plan.criteria, *plan.questions, *plan.warnings]
    spans = [made.quote for made in quoted if made.quote is not None]
    assert all(is_exact(span, case["job"]) for span in spans)
