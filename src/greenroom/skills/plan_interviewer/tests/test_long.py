"""Long job descriptions: as fast as asked, and as good as the text that stands in them."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from greenroom.skills.plan_interviewer.builtin import plan
from greenroom.skills.plan_interviewer.schema import InterviewerPlan, JobToPlan
from greenroom.skills.plan_interviewer.tests.test_workflow import ACCOUNTANT, WAREHOUSE

BOILERPLATE = """Careers
Northgate welcomes every visitor to its careers page. This site uses cookies to improve your visit.
Northgate is an equal opportunity employer and does not discriminate on the basis of age, religion or disability.
You must accept the terms of use before you continue. Our newsletter is sent every month.
Candidates should read the privacy notice. You need to have scripts switched on.
"""


def planned(text: str) -> InterviewerPlan:
    return plan(JobToPlan(job_description=text))


def within(text: str, characters: int) -> str:
    """A text in the middle of as much boilerplate as makes it that long."""
    times = (characters - len(text)) // (2 * len(BOILERPLATE)) + 1
    return BOILERPLATE * times + text + BOILERPLATE * times


@pytest.mark.endures
@pytest.mark.parametrize("job", [WAREHOUSE, ACCOUNTANT], ids=["warehouse", "accountant"])
@pytest.mark.parametrize(("characters", "seconds"), [(6_000, 1.0), (60_000, 3.0)])
def test_boilerplate_around_a_job_changes_nothing_that_is_planned(
    job: str, characters: int, seconds: float
) -> None:
    bare = planned(job)
    text = within(job, characters)
    started = time.perf_counter()
    made = planned(text)
    assert time.perf_counter() - started < seconds
    assert made.title == bare.title
    assert made.pay == bare.pay
    for name in ("requirements", "qualifications", "criteria", "questions", "form", "sms", "tags"):
        texts = [one.text for one in getattr(made, name)]
        assert texts == [one.text for one in getattr(bare, name)], name
    assert [stage.kind for stage in made.stages] == [stage.kind for stage in bare.stages]
    assert "cookies" not in made.context.model_dump_json()


@pytest.mark.endures
@pytest.mark.shared
def test_real_bulletins_in_boilerplate_keep_their_requirements(shared_data: Path) -> None:
    files = sorted((shared_data / "05_jd_la_city_bulletins" / "txt").glob("*.txt"))[::9]
    for file in files:
        text = file.read_text(encoding="utf-8", errors="replace")
        bare, made = planned(text), planned(within(text, 60_000))
        assert [one.text for one in made.requirements] == [one.text for one in bare.requirements], file.name
        assert made.title == bare.title


@pytest.mark.endures
@pytest.mark.shared
def test_what_real_bulletins_are_checked_for_can_be_answered(shared_data: Path) -> None:
    for file in sorted((shared_data / "05_jd_la_city_bulletins" / "txt").glob("*.txt")):
        made = planned(file.read_text(encoding="utf-8", errors="replace"))
        for check in [*made.form, *made.sms]:
            assert check.text.endswith(("?", ".")), (file.name, check.text)
            assert len(check.text) <= 220, (file.name, check.text)
            assert "however" not in check.text.lower()
        assert 5 <= len(made.questions) <= 8
        assert all(one.anchors["1"] != one.anchors["5"] for one in made.questions)
        topics = [(one.topic, one.text.rsplit(". ", 1)[-1]) for one in made.questions]
        assert len(set(topics)) == len(topics), file.name


@pytest.mark.parametrize(
    "text",
    [
        "a" + " " * 90_000 + "b",
        "- x\n" * 20_000,
        "Ab: b\n" * 15_000,
        "Ada: They need a licence.\nBen: ok?\n" * 2_500,
    ],
    ids=["spaces", "bullets", "labels", "talk"],
)
def test_an_odd_text_of_the_greatest_length_is_planned_in_time(text: str) -> None:
    started = time.perf_counter()
    planned(text)
    assert time.perf_counter() - started < 6


@pytest.mark.parametrize("wish", ["SMS, " * 1_000, "strict on" + " " * 4_800, "no " * 1_600, "1" * 5_000])
def test_odd_instructions_are_read_in_time(wish: str) -> None:
    started = time.perf_counter()
    plan(JobToPlan(job_description=WAREHOUSE, instructions=wish))
    assert time.perf_counter() - started < 3
