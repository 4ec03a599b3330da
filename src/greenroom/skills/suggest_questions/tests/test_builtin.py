"""The golden cases of suggest_questions, and what its built-in engine promises beside them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, get_args

import pytest

from greenroom.skills.contract import run
from greenroom.skills.evidence import is_exact
from greenroom.skills.plan_interviewer.protected import ground_of
from greenroom.skills.suggest_questions import SKILL
from greenroom.skills.suggest_questions.schema import JobToAskAbout, Modality, SuggestedQuestion

GOLDEN: dict[str, Any] = json.loads((Path(__file__).parents[1] / "golden.json").read_text(encoding="utf-8"))
JOBS: dict[str, str] = GOLDEN["jobs"]
every_language = pytest.mark.parametrize("language", JOBS)
every_modality = pytest.mark.parametrize("modality", get_args(Modality))


def suggested(language: str, **given: object) -> list[SuggestedQuestion]:
    job = JobToAskAbout.model_validate({"job_description": JOBS[language], "language": language, **given})
    return run(SKILL, job).output.questions


@every_language
@every_modality
def test_what_is_suggested_quotes_the_job_and_says_why(language: str, modality: str) -> None:
    found = suggested(language, modality=modality, count=4)
    assert found
    for question in found:
        assert question.reason
        assert not ground_of(question.text)
        assert question.quote is None or is_exact(question.quote, JOBS[language])
        assert "{" not in question.text


@every_language
@every_modality
def test_what_is_asked_is_not_suggested_again(language: str, modality: str) -> None:
    first = [question.text for question in suggested(language, modality=modality, count=3)]
    second = [question.text for question in suggested(language, modality=modality, count=3, asked=first)]
    assert not set(first) & set(second)
    assert len(first) == len(set(first))


@every_language
def test_open_questions_come_with_a_rubric(language: str) -> None:
    for question in suggested(language, modality="open", count=5):
        assert set(question.anchors) == {"1", "5"}
        assert len(question.key_points) >= 2
        assert question.shape == ""


@every_language
def test_the_first_open_question_rests_on_the_job(language: str) -> None:
    assert suggested(language, modality="open", count=1)[0].quote is not None


@every_language
def test_a_form_asks_for_the_first_day(language: str) -> None:
    found = {question.text: question.shape for question in suggested(language, modality="form", count=10)}
    assert found[GOLDEN["usual"][language]] == "date"


def test_years_are_asked_for_as_a_number_and_a_licence_as_yes_or_no() -> None:
    shapes = {q.topic: (q.shape, q.unit) for q in suggested("en", modality="sms", count=2)}
    assert sorted(shapes.values()) == [("number", "years"), ("yes_no", "")]


def test_what_the_recruiter_requires_comes_first() -> None:
    first = suggested("en", modality="qualification", requirements=["Holds a first aid certificate"])[0]
    assert (first.text, first.quote) == ("Holds a first aid certificate", None)


def test_no_more_are_suggested_than_wished() -> None:
    assert len(suggested("en", count=2)) == 2


def test_a_college_of_four_years_asks_for_no_years_of_experience() -> None:
    job = JobToAskAbout(
        job_description="Clerk\n\nRequirements\n- Graduation from an accredited four-year college.\n",
        modality="structured",
        count=1,
        language="en",
    )
    assert [question.shape for question in run(SKILL, job).output.questions] == ["yes_no"]
