"""Kinds of work: titles held and the words of that work show it, and nothing else does."""

from __future__ import annotations

from greenroom.skills.evidence import is_exact
from greenroom.skills.plan_interviewer.builtin import plan
from greenroom.skills.plan_interviewer.schema import JobToPlan
from greenroom.skills.screen_resume.builtin import screen
from greenroom.skills.screen_resume.schema import Criterion, CriterionResult, ResumeToScreen
from greenroom.skills.screen_resume.tests.test_builtin import CLERK, COOK, PADDING

NURSE = """Cy Example

Experience
Ward Sister, Green Hospital	01/2015 - present
• Looked after thirty patients a night, gave medication and took vital signs
• Trained new staff in wound care and charting

Skills
BLS, ACLS, triage
"""


def shown(text: str, resume: str) -> CriterionResult:
    given = ResumeToScreen(job="", criteria=[Criterion(text=text)], text=resume, as_of="2024-06-01")
    return screen(given).criteria[0]


def score(text: str, resume: str) -> float:
    return shown(text, resume).score or 1.0


def test_work_of_a_kind_shows_in_its_words_where_the_title_is_another() -> None:
    asked = "Has experience in work like Registered Nurse"
    assert score(asked, NURSE) > 2
    assert score(asked, CLERK) < 1.2
    found = shown("Has experience as a chef", COOK)
    assert found.score is not None
    assert found.score > 3
    assert "years together have titles of this kind of work" in found.reason
    assert found.evidence
    assert all(is_exact(span, COOK) for span in found.evidence)


def test_a_word_that_is_only_related_is_worth_less_than_the_word_itself() -> None:
    asked = "Designs packaging"
    made = "Experience\nPacker, Alder\t01/2018 - 12/2023\n• Made packaging for eggs\n"
    assert 1.0 < score(asked, made) < score(asked, made.replace("Made", "Designed"))


def test_neither_padding_nor_repeating_shows_more_of_a_kind_of_work() -> None:
    asked = "Has experience in work like Chef"
    line = "• Trained four new cooks in food safety\n"
    plain = score(asked, COOK)
    assert score(asked, COOK + PADDING * 3) <= plain
    assert score(asked, COOK.replace(line, line * 6)) == plain


def test_what_is_denied_is_no_word_of_a_kind_of_work() -> None:
    asked = "Has experience in work like Chef"
    assert score(asked, CLERK + "Summary\nI have never worked in a kitchen.\n") == score(asked, CLERK)


def test_a_plan_asks_for_work_like_its_title_and_for_nothing_of_the_kind_without_one() -> None:
    duties = "What you will do\n- Serve guests at their tables\n- Keep the bar stocked\n"
    texts = [one.text for one in plan(JobToPlan(job_description=f"Waiter\n{duties}")).criteria]
    assert texts[-1] == "Has experience in work like Waiter"
    untitled = plan(JobToPlan(job_description=f"A lovely place by the sea\n{duties}")).criteria
    assert untitled
    assert not [one for one in untitled if "work like" in one.text]
