"""The workflow of a plan: stages, what each asks, and what ends an application."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from greenroom.skills.evidence import is_exact
from greenroom.skills.plan_interviewer.builtin import plan
from greenroom.skills.plan_interviewer.schema import InterviewerPlan, JobToPlan, PlannedStage

WAREHOUSE = """Warehouse Operative
Northgate Logistics is a family business with 300 people. We deliver groceries to shops.

What you will do
- Pick and pack orders with a scanner.
- Load lorries safely and check deliveries against the papers.

What we need
- A valid counterbalance forklift licence.
- At least one year of experience in a warehouse.
- English at B1.
- Right to work in the UK.

Pay: £13.20 per hour
Hours: rotating shifts including nights and weekends
How to apply: Send us a short letter; we answer within a week.
"""
ACCOUNTANT = """Staff Accountant
Responsibilities
- Prepare the month-end close and reconcile accounts.
- Report to the controller on variances.
Requirements
- Three years of experience in audit.
- Strong Excel and SAP skills.
Salary: $70,000 - $80,000 a year
"""
COMPOSED = "SMS, then resume, then a 10-minute voice screen, be strict on forklift licence"


def planned(job: str, instructions: str = "", language: str = "") -> InterviewerPlan:
    return plan(JobToPlan(job_description=job, instructions=instructions, language=language))


def stage(made: InterviewerPlan, kind: str) -> PlannedStage:
    return next(one for one in made.stages if one.kind == kind)


def kinds(made: InterviewerPlan) -> list[str]:
    return [one.kind for one in made.stages]


def test_plain_instructions_become_the_whole_workflow() -> None:
    made = planned(WAREHOUSE, COMPOSED)
    assert kinds(made) == ["conversational_sms", "resume", "web_interview"]
    talk = stage(made, "web_interview")
    assert talk.config == {"video": False, "web_interview_config": {"max_duration_seconds": 600}}
    assert len(made.questions) == 4
    strict = [check for check in made.sms if check.is_dealbreaker]
    assert [(check.text, check.expects["wanted"]) for check in strict] == [
        ("Do you hold a valid counterbalance forklift licence?", True)
    ]
    assert [q.text for q in made.qualifications if q.is_dealbreaker] == [
        "Holds a valid counterbalance forklift licence"
    ]
    assert [one.enforces_dealbreakers for one in made.stages] == [True, True, False]
    assert sum("Ends an application" in note for note in made.notes) == 2


def test_nothing_ends_an_application_unless_the_instructions_say_so() -> None:
    for instructions in (
        "",
        "SMS, then resume, then voice",
        "6 questions. Ask about night work. Be thorough.",
    ):
        made = planned(WAREHOUSE, instructions)
        assert not any(one.enforces_dealbreakers or one.minimum_score for one in made.stages)
        assert not any(check.is_dealbreaker for check in [*made.sms, *made.form, *made.structured])


def test_enforcing_the_requirements_takes_all_that_are_asked_for() -> None:
    made = planned(WAREHOUSE, "Reject everyone who does not meet the requirements")
    assert all(made.is_dealbreaker for made in made.qualifications)
    assert stage(made, "resume").enforces_dealbreakers
    assert stage(made, "conversational_sms").enforces_dealbreakers


@pytest.mark.parametrize(
    ("job", "expected"),
    [
        (ACCOUNTANT, ["resume", "web_interview"]),
        (WAREHOUSE, ["resume", "conversational_sms", "web_interview"]),
        (WAREHOUSE.replace("per hour", "per year"), ["resume", "form", "web_interview"]),
    ],
)
def test_stages_are_suggested_by_the_job(job: str, expected: list[str]) -> None:
    made = planned(job)
    assert kinds(made) == expected
    assert all(one.reason for one in made.stages)


def test_a_stage_is_added_or_left_out_of_the_suggested_ones() -> None:
    assert kinds(planned(ACCOUNTANT, "Add a form.")) == ["resume", "form", "web_interview"]
    assert kinds(planned(ACCOUNTANT, "no resume")) == ["web_interview"]
    assert kinds(planned(ACCOUNTANT, "no resume, no interview")) == ["form"]
    assert kinds(planned(ACCOUNTANT, "Start with a form")) == ["form", "resume", "web_interview"]


def test_a_minimum_score_without_a_stage_is_for_the_interview_and_is_said() -> None:
    made = planned(ACCOUNTANT, "knock out below 60%")
    assert {one.kind: one.minimum_score for one in made.stages} == {"resume": None, "web_interview": 60}
    assert any("60" in note for note in made.notes)


def test_the_stage_before_the_interview_waits_for_a_person() -> None:
    made = planned(ACCOUNTANT, "let me look before the interview")
    assert {one.kind: one.waits_for_person for one in made.stages} == {"resume": True, "web_interview": False}
    alone = planned(ACCOUNTANT, "Only a voice interview. Let me look before the interview.")
    assert not alone.stages[0].waits_for_person
    assert any("nobody can look" in note for note in alone.notes)


def test_each_fact_is_asked_in_one_stage_only() -> None:
    made = planned(WAREHOUSE, "form, SMS, voice")
    texts = [check.text for check in [*made.sms, *made.form, *made.structured]]
    assert len(set(texts)) == len(texts)
    assert {check.expects["type"] for check in made.sms} <= {"yes_no", "number"}
    level = next(check for check in made.form if check.expects["type"] == "choice")
    assert level.expects["wanted"] == ["B1", "B2", "C1", "C2"]


def test_without_form_and_text_messages_the_interview_asks_what_decides() -> None:
    made = planned(WAREHOUSE, "just a voice interview, be strict on forklift licence")
    strict = [check for check in made.structured if check.is_dealbreaker]
    assert [check.text for check in strict] == ["Do you hold a valid counterbalance forklift licence?"]
    assert made.stages[0].enforces_dealbreakers


def test_a_subject_the_job_does_not_name_gets_a_check_of_its_own_and_a_note() -> None:
    made = planned(ACCOUNTANT, "resume, form, voice. Be strict on a CPA certificate.")
    assert [check.text for check in made.form if check.is_dealbreaker] == [
        "Does this apply to you: CPA certificate?"
    ]
    assert any("does not stand in the job description" in note for note in made.notes)


def test_a_subject_named_in_another_language_finds_the_line_of_the_job() -> None:
    made = planned(WAREHOUSE, "erst SMS, dann Interview, streng beim Staplerschein")
    assert [check.text for check in made.sms if check.is_dealbreaker] == [
        "Do you hold a valid counterbalance forklift licence?"
    ]


def test_a_purpose_is_no_topic_and_a_topic_ends_where_a_stage_is_named() -> None:
    made = planned(
        WAREHOUSE,
        "I want a quick text screen to check their licence, then a phone interview with 4 questions about safety.",
    )
    assert kinds(made) == ["conversational_sms", "web_interview"]
    assert len(made.questions) == 4
    assert [q.text for q in made.questions if "experience with" in q.text] == [
        "Please tell me about your experience with safety. What did you do yourself, and what came of it?"
    ]


def test_people_without_something_are_rejected_in_many_words() -> None:
    made = planned(
        WAREHOUSE,
        "SMS, then voice. Knock out anyone who does not have the right to work or can't do nights. Exclude people"
        " without 2 years of experience in a warehouse.",
    )
    strict = {check.text: check.expects["wanted"] for check in made.sms if check.is_dealbreaker}
    assert strict == {
        "Are you allowed to work where this job is, or will you be by the start date?": True,
        "How many years of experience do you have in a warehouse?": 2,
        "Would these hours and conditions work for you: rotating shifts including nights and weekends?": True,
    }


def test_a_topic_is_asked_in_the_form_it_was_placed_in() -> None:
    made = planned(ACCOUNTANT, "Ask about their driving licence in the form")
    assert "Please tell us about this: driving licence." in [check.text for check in made.form]
    assert not any("driving licence" in question.text for question in made.questions)


def test_a_scenario_is_planned_only_where_it_is_asked_for() -> None:
    assert planned(WAREHOUSE).scenario is None
    made = planned(WAREHOUSE, "resume, then an AI scenario of 20 minutes")
    assert kinds(made) == ["resume", "scenario"]
    assert stage(made, "scenario").config["time_limit_minutes"] == 20
    assert made.scenario is not None
    assert "picking and packing orders" in made.scenario.scenario
    assert all(
        len(one.key_points) > 1 and one.anchors["1"] != one.anchors["5"] for one in made.scenario.criteria
    )
    assert made.questions == made.tags == []


def test_the_job_description_speaks_for_itself_in_the_context() -> None:
    made = planned(WAREHOUSE, "Be friendly.")
    context = made.context
    assert context.company.text.startswith("Northgate Logistics is a family business")
    assert "rotating shifts" in context.role.text
    assert "we answer within a week" in context.process.text
    assert context.style == "Be friendly"
    for section in (context.company, context.role, context.process):
        assert all(is_exact(quote, WAREHOUSE) for quote in section.quotes)


def test_facts_to_listen_for_are_never_asked() -> None:
    made = planned(WAREHOUSE)
    assert [tag.text for tag in made.tags][:2] == ["Years of experience", "Earliest start"]
    assert {tag.expects["type"] for tag in made.tags} == {"fact"}


def test_text_messages_have_words_limits_and_quiet_hours() -> None:
    made = planned(WAREHOUSE, "SMS then voice. 3 reminders after 12 hours. No texts between 9pm and 8am.")
    config: dict[str, Any] = stage(made, "conversational_sms").config
    assert (config["max_nudge_amount"], config["cooldown_period_hrs"]) == (3, 12)
    assert config["blackout_period"] == {"enabled": True, "timezone": "UTC", "start_hour": 21, "end_hour": 8}
    assert any("time zone" in note for note in made.notes)
    assert "{{candidate_name}}" in config["intro_message"]


def test_what_could_not_be_followed_is_a_note() -> None:
    made = planned(ACCOUNTANT, "Phone screen, then video interview. Paint the page purple.")
    assert any("second interview" in note for note in made.notes)
    assert any("Paint the page purple" in note for note in made.notes)


def test_one_of_several_requirements_decides_nothing_by_itself() -> None:
    job = (
        "Rigger\nRequirements\n1. Completion of a recognised apprenticeship as a rigger that was run by a union and by"
        " an employer together; or\n2. Five years of experience as a rigger.\n3. A driving licence.\n"
    )
    made = planned(job)
    assert [one.text for one in made.qualifications if one.is_dealbreaker][-1] == "Holds a driving licence"
    assert made.form[0].text == "Do you hold a driving licence?"


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("At least two years in a warehouse.", "How many years of experience do you have in a warehouse?"),
        (
            "Three years of paid experience as a nurse",
            "How many years of paid experience do you have as a nurse?",
        ),
        (
            "Completion of a first aid course certificate",
            "Have you completed a first aid course certificate?",
        ),
        ("Graduation from a four-year college", "Have you graduated from a four-year college?"),
        ("Fluent German", "What is your level of German?"),
        (
            "A work permit for Switzerland",
            "Are you allowed to work where this job is, or will you be by the start date?",
        ),
    ],
)
def test_a_requirement_is_asked_so_that_a_word_answers_it(asked: str, said: str) -> None:
    made = planned(f"Clerk\nRequirements\n- {asked}\n", "Add a form")
    assert made.form[0].text == said


def test_nothing_protected_is_checked() -> None:
    listed = ["Aged between 20 and 30 years old", "Swiss citizenship certificate", "A forklift licence"]
    job = "Clerk\nRequirements\n" + "".join(f"- {line}\n" for line in listed)
    made = planned(job, "form, voice, be strict on requirements")
    assert [check.text for check in made.form if check.is_dealbreaker] == ["Do you hold a forklift licence?"]


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=200), st.sampled_from(["", "SMS, ", "no resume, ", "strict on ", "10 minutes "]))
def test_any_instructions_give_stages_each_once(words: str, lead: str) -> None:
    made = planned(ACCOUNTANT, lead + words)
    assert made.stages
    assert len(set(kinds(made))) == len(made.stages)
    assert bool(made.questions) == ("web_interview" in kinds(made))


def test_the_same_instructions_give_the_same_workflow_twenty_times() -> None:
    assert len({planned(WAREHOUSE, COMPOSED).model_dump_json() for _ in range(20)}) == 1
