"""What a language model answers is checked before it is a plan."""

from __future__ import annotations

from typing import Any

from greenroom.skills.lexical.fence import fenced
from greenroom.skills.plan_interviewer.model import PlanAnswer, prompt, read
from greenroom.skills.plan_interviewer.schema import InterviewerPlan, JobToPlan
from greenroom.skills.plan_interviewer.tests.test_workflow import WAREHOUSE

QUESTION = {"text": "How?", "topic": "t", "one": "a", "five": "b", "key_points": ["x", "y"]}
LICENCE = {
    "text": "Do you hold a forklift licence?",
    "type": "yes_no",
    "wanted_yes": True,
    "is_dealbreaker": True,
    "quote": "counterbalance forklift licence",
}


def checked(instructions: str = "", **answer: Any) -> InterviewerPlan:
    whole: dict[str, Any] = {
        "title": "Warehouse Operative",
        "language": "en",
        "requirements": [],
        "qualifications": [],
        "criteria": [],
        "questions": [QUESTION] * 5,
        **answer,
    }
    given = JobToPlan(job_description=WAREHOUSE, instructions=instructions)
    return read(given, PlanAnswer.model_validate(whole)).output


def test_the_prompt_holds_the_wishes_and_the_fenced_posting() -> None:
    given = JobToPlan(job_description=WAREHOUSE, instructions="SMS, then voice")
    system, user = prompt(given)
    assert "SMS, then voice" in user
    assert fenced("job", WAREHOUSE) in user
    assert "names of speakers" in system


def test_the_stages_become_settings_by_the_published_names() -> None:
    made = checked(
        "SMS, then a 10-minute voice screen, be strict on forklift licence",
        stages=[
            {"kind": "conversational_sms", "enforces_dealbreakers": True},
            {"kind": "web_interview", "video": False, "most_minutes": 10},
        ],
        sms=[LICENCE],
    )
    sms, talk = made.stages
    assert sms.enforces_dealbreakers
    assert sms.config["disqualification_message"]
    assert talk.config == {"video": False, "web_interview_config": {"max_duration_seconds": 600}}
    assert made.sms[0].quote is not None
    assert made.sms[0].quote.text == "counterbalance forklift licence"


def test_a_model_cannot_end_applications_on_its_own_account() -> None:
    made = checked(
        "SMS, then voice",
        stages=[
            {"kind": "conversational_sms", "enforces_dealbreakers": True},
            {"kind": "web_interview", "minimum_score": 60},
        ],
        sms=[LICENCE],
    )
    assert [(one.enforces_dealbreakers, one.minimum_score) for one in made.stages] == [(False, None)] * 2
    assert len(made.notes) == 2


def test_checks_without_a_proper_shape_or_on_protected_matters_are_dropped() -> None:
    made = checked(
        stages=[{"kind": "form"}, {"kind": "web_interview"}],
        form=[
            LICENCE,
            {"text": "How old are you?", "type": "number"},
            {"text": "Which shift?", "type": "choice", "options": ["night"]},
            {"text": "Your level?", "type": "choice", "options": ["A1", "B1"], "passing": ["B1", "C9"]},
        ],
        sms=[LICENCE],
        structured=[{"text": "Tell me all", "type": "text"}],
    )
    assert [field.text for field in made.form] == ["Do you hold a forklift licence?", "Your level?"]
    assert made.form[1].expects["wanted"] == ["B1"]
    assert made.sms == made.structured == []


def test_context_is_made_of_exact_quotes_and_invented_ones_are_counted() -> None:
    given = JobToPlan(job_description=WAREHOUSE)
    answer = PlanAnswer.model_validate(
        {
            "title": "W",
            "language": "en",
            "requirements": [],
            "qualifications": [],
            "criteria": [],
            "questions": [QUESTION],
            "context": {"company": ["We deliver groceries to shops.", "We have 900 drones."]},
        }
    )
    result = read(given, answer)
    assert result.output.context.company.text == "We deliver groceries to shops."
    assert result.dropped == 1


def test_without_stages_there_are_a_resume_and_an_interview() -> None:
    assert [one.kind for one in checked().stages] == ["resume", "web_interview"]


def test_a_scenario_keeps_its_rubric() -> None:
    criterion = {"text": "Checks", "one": "no", "five": "yes", "key_points": ["checked it"]}
    made = checked(
        "scenario only",
        stages=[{"kind": "scenario"}],
        scenario={
            "title": "T",
            "goal": "G",
            "scenario": "S",
            "deliverable": "D",
            "criteria": [criterion, criterion],
        },
    )
    assert made.scenario is not None
    assert made.scenario.criteria[0].key_points == ["checked it"]
    assert made.questions == []
