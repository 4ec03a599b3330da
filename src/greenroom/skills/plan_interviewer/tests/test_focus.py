"""The focus of an interview changes what is planned, suggested and improved, in the built-in engine and for a model."""

from __future__ import annotations

from typing import get_args

import pytest

from greenroom.skills.improve_question import SKILL as IMPROVE
from greenroom.skills.improve_question.schema import QuestionToImprove
from greenroom.skills.plan_interviewer import SKILL as PLAN
from greenroom.skills.plan_interviewer.bank import LANGUAGES, bank
from greenroom.skills.plan_interviewer.focus import PROMPT, Focus, first_of, fits
from greenroom.skills.plan_interviewer.model import prompt
from greenroom.skills.plan_interviewer.schema import JobToPlan
from greenroom.skills.suggest_questions import SKILL as SUGGEST
from greenroom.skills.suggest_questions.schema import JobToAskAbout

JOB = """Shift Lead, Garden Centre

Responsibilities
- Lead a team of eight and train new colleagues
- Help customers and answer their complaints with patience
- Report to the manager and explain changes to the team
- Repair and maintain pumps and watering equipment
- Inspect plants for quality and correct errors in the stock records
- Keep chemicals and the aisles safe

Requirements
- Experience in a busy shop
- Able to stay calm under pressure
"""
FOCI: tuple[Focus, ...] = get_args(Focus)


def topics(focus: Focus) -> list[str]:
    return [
        question.topic for question in PLAN.builtin(JobToPlan(job_description=JOB, focus=focus)).questions
    ]


def share(found: list[str], focus: Focus) -> float:
    """How much of these topics is of a focus."""
    of = {pattern.topic for pattern in bank("en").patterns if fits(pattern, focus)}
    return sum(topic in of for topic in found) / len(found)


@pytest.mark.parametrize("focus", ["technical", "cultural", "behavioral"])
def test_a_plan_and_suggestions_are_of_their_focus_more_than_without_one(focus: Focus) -> None:
    assert share(topics(focus), focus) > share(topics("general"), focus)

    def suggested(focus: Focus, count: int = 5) -> list[str]:
        given = JobToAskAbout(job_description=JOB, count=count, focus=focus)
        return [question.topic for question in SUGGEST.builtin(given).questions]

    assert share(suggested(focus), focus) >= max(0.8, share(suggested("general"), focus))
    assert suggested(focus, 12) != suggested("general", 12)
    assert len(topics(focus)) == len(topics("general"))


def test_a_question_for_yes_or_no_is_opened_up_towards_the_focus() -> None:
    text = "Do you have experience with forklifts?"
    made = {
        focus: IMPROVE.builtin(QuestionToImprove(text=text, language="en", focus=focus)).text
        for focus in FOCI
    }
    assert made["technical"].startswith(text)
    assert "how do you check the result" in made["technical"]
    assert "with other people" in made["cultural"]
    assert made["behavioral"] == made["general"] != text


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_bank_has_questions_of_every_focus(language: str) -> None:
    patterns = bank(language).patterns
    for focus in FOCI:
        first = first_of(patterns, focus)
        assert sorted(map(id, first)) == sorted(map(id, patterns))
        assert [fits(each, focus) for each in first[:5]] == [True] * 5


def test_a_language_model_is_told_the_focus_and_nothing_where_there_is_none() -> None:
    asked = {focus: PLAN.model.prompt(JobToPlan(job_description=JOB, focus=focus))[1] for focus in FOCI}
    assert "Focus" not in asked["general"]
    for focus in FOCI[1:]:
        assert f"Focus: {focus}." in asked[focus]
        given = JobToAskAbout(job_description=JOB, focus=focus)
        assert f"Focus: {focus}." in SUGGEST.model.prompt(given)[1]
        assert "Focus" not in SUGGEST.model.prompt(given.model_copy(update={"modality": "tag"}))[1]
        assert f"Focus: {focus}." in IMPROVE.model.prompt(QuestionToImprove(text="Why?", focus=focus))[1]


@pytest.mark.parametrize(
    ("instructions", "focus"),
    [
        ("Resume, then a technical interview of 20 minutes.", "technical"),
        ("Behavioural questions please, be friendly.", "behavioral"),
        ("Ein Interview mit technischem Test. Verhaltensfragen, 6 Fragen.", "behavioral"),
        ("Une entrevue courte, questions culturelles.", "cultural"),
        ("No technical questions. A short interview.", None),
        ("Voice interview, 15 minutes.", None),
    ],
)
def test_instructions_set_the_focus_of_the_interview_and_of_its_questions(
    instructions: str, focus: Focus | None
) -> None:
    given = JobToPlan(job_description=JOB, instructions=instructions)
    planned = PLAN.builtin(given)
    (interview,) = [stage for stage in planned.stages if stage.kind == "web_interview"]
    assert interview.config.get("interview_type") == focus
    assert not any("technical questions" in note for note in planned.notes)
    _system, told = prompt(given)
    assert (PROMPT[focus] in told) if focus else not any(each in told for each in PROMPT.values() if each)
