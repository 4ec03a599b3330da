"""Golden workflows, in the languages of the product: job descriptions and instructions written for this project."""

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
    (Path(__file__).parents[1] / "golden_workflows.json").read_text(encoding="utf-8")
)
each_case = pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])


def planned(case: dict[str, Any]) -> InterviewerPlan:
    plan: InterviewerPlan = run(
        SKILL, JobToPlan(job_description=case["job"], instructions=case["instructions"])
    ).output
    return plan


@each_case
def test_the_stages_of_the_golden_workflow_are_set_as_asked(case: dict[str, Any]) -> None:
    plan = planned(case)
    assert [stage.kind for stage in plan.stages] == case["stages"]
    assert [s.kind for s in plan.stages if s.enforces_dealbreakers] == [
        kind for kind in case["stages"] if kind in case.get("enforced", [])
    ]
    assert [s.kind for s in plan.stages if s.waits_for_person] == case.get("waits", [])
    minimum = {s.kind: s.minimum_score for s in plan.stages if s.minimum_score is not None}
    assert minimum == case.get("minimum", {})
    talk = next((s.config for s in plan.stages if s.kind == "web_interview"), {})
    assert talk.get("web_interview_config", {}).get("max_duration_seconds") == case.get("seconds")
    assert len(plan.questions) == case.get("questions", len(plan.questions))
    assert all(stage.reason for stage in plan.stages)


@each_case
def test_the_facts_of_the_golden_workflow_are_asked_where_they_belong(case: dict[str, Any]) -> None:
    plan = planned(case)
    for name in ("sms", "form", "structured", "tags"):
        texts = [one.text for one in getattr(plan, name)]
        assert all(any(wanted in text for text in texts) for wanted in case.get(name, [])), (name, texts)
    decisive = [one.text for one in [*plan.sms, *plan.form, *plan.structured] if one.is_dealbreaker]
    enforced = {stage.kind for stage in plan.stages if stage.enforces_dealbreakers}
    if "resume" in enforced:
        decisive += [one.text for one in plan.qualifications if one.is_dealbreaker]
    assert set(case.get("strict", [])) <= set(decisive), decisive
    assert bool(decisive) == bool(case.get("enforced"))
    questions = [one.text for one in plan.questions]
    assert all(any(wanted in text for text in questions) for wanted in case.get("asked", []))


@each_case
def test_the_words_of_the_golden_workflow_are_exact_and_in_its_language(case: dict[str, Any]) -> None:
    plan = planned(case)
    assert plan.title == case.get("title", plan.title)
    assert plan.language == case.get("language", plan.language)
    parts = [*plan.requirements, *plan.qualifications, *plan.criteria, *plan.questions, *plan.sms, *plan.form]
    spans = [one.quote for one in [*parts, *plan.structured, *plan.warnings] if one.quote is not None]
    context = plan.context
    spans += [*context.company.quotes, *context.role.quotes, *context.process.quotes]
    assert all(is_exact(span, case["job"]) for span in spans)
    assert all(any(wanted in note for note in plan.notes) for wanted in case.get("noted", []))
    told = [one.text for one in [*plan.sms, *plan.form, *plan.structured, *plan.questions]]
    assert not any("{" in text for text in [*told, *plan.notes])
    for wanted in case.get("warned", []):
        assert wanted in [warning.quote.text for warning in plan.warnings]
        assert not any(wanted in text for text in told)
