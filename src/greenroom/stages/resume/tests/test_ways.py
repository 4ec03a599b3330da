"""Ways through the step other than sending a new file: without a resume, with an earlier one, with facts put right."""

from __future__ import annotations

import pytest
from lxml import html

from greenroom.candidates.models import Application, Attempt
from greenroom.candidates.tests.stopping import PASSING, dealbreaker, ruled
from greenroom.candidates.tests.walking import RESUME, Walk, make_interviewer
from greenroom.core.errors import Refused
from greenroom.core.testing.jobs import run_due_jobs
from greenroom.evaluation.models import QuestionScore
from greenroom.interviewers.models import Stage
from greenroom.media.models import Resume
from greenroom.stages.resume.actions import resumes
from greenroom.stages.resume.rules.correcting import Corrections, Row, corrected, read_month
from greenroom.stages.tests.scene import ask

WORKED = """Casey Sample
casey@example.org

Work experience
Window Cleaner, Glasswork Ltd, Leeds
March 2021 - present
Cleaned towers by rope.

Stock Clerk, Northfield, York
January 2018 - February 2021
Counted stock every week.

Education
BTEC Level 3 Logistics, Aire Valley College, 2016 - 2017

Skills
Rope access, glass cleaning
"""


@pytest.fixture
def stage(interviewer) -> Stage:
    return Stage.objects.get(interviewer=interviewer, kind="resume")


@pytest.fixture
def optional(stage) -> Stage:
    ruled(stage, config={"mandatory": False})
    return stage


def test_without_a_resume_nobody_passes_fails_or_scores_and_a_minimum_waits_for_a_person(walk, optional):
    ask(optional, 1, "Writes clearly", modality="criterion")
    ruled(optional, minimum_score=60, enforces_dealbreakers=True)
    dealbreaker(optional)
    walk.enter()
    assert "Go on without a resume" in walk.get("resume/").content.decode()
    for _ in range(2):
        assert walk.post("resume/", {"do": "skip"}).headers["Location"].endswith("/steps/")
    run_due_jobs()
    attempt = Attempt.objects.get()
    assert (attempt.resume, attempt.outcome, attempt.stop) == (None, "waiting", {})
    assert (attempt.status, attempt.score, attempt.coverage) == ("evaluated", None, 0.0)
    assert set(QuestionScore.objects.values_list("verdict", "score", "reason")) == {
        ("unknown", None, "No resume was given.")
    }
    assert Application.objects.get().status == "in_progress"
    assert "Somebody looks at it" in walk.get("steps/").content.decode()


def test_where_no_rule_asks_for_it_the_next_step_opens_without_a_resume(walk, optional):
    walk.enter().post("resume/", {"text": RESUME})
    walk.post("resume/", {"do": "skip"})
    assert Attempt.objects.get().resume is None
    assert walk.get("interview/").status_code == 200


def test_where_a_resume_is_asked_for_there_is_no_way_without(walk):
    walk.enter()
    assert "Go on without" not in walk.get("resume/").content.decode()
    refused = walk.post("resume/", {"do": "skip"})
    assert refused.status_code == 422
    assert "A resume is needed here" in refused.content.decode()
    assert Attempt.objects.get().status == "open"
    with pytest.raises(Refused):
        resumes.skip(attempt=Attempt.objects.get())


def another_role(walk: Walk) -> Walk:
    """The same browser at another interviewer of the workspace."""
    second = make_interviewer(walk.interviewer.workspace, slug="glazier", title="Glazier")
    return Walk(second, client=walk.client)


def test_a_resume_that_was_sent_for_another_role_is_offered_and_given_with_one_press(walk):
    walk.enter().send_resume(WORKED)
    second = another_role(walk).enter()
    assert "Use the resume you sent on" in second.get("resume/").content.decode()
    second.post("resume/", {"do": "reuse"})
    assert "Is this right?" in second.get("resume/").content.decode()
    second.post("resume/", {"do": "confirm", "name": "Casey Q. Sample"})
    first, again = Resume.objects.order_by("created_at")
    assert (again.text, again.parsed["name"]) == (first.text, "Casey Q. Sample")
    assert first.parsed["name"] == "Casey Sample"


def test_nobody_is_offered_the_resume_of_somebody_else_nor_one_that_was_never_sent(walk):
    walk.enter().post("resume/", {"text": WORKED})
    second = another_role(walk).enter()
    assert "Use the resume" not in second.get("resume/").content.decode()
    walk.send_resume(WORKED)
    stranger = Walk(second.interviewer).enter(email="dana@example.org")
    assert "Use the resume" not in stranger.get("resume/").content.decode()
    assert stranger.post("resume/", {"do": "reuse"}).status_code == 422
    assert Resume.objects.count() == 1


def fields_of(page: str) -> dict[str, str]:
    """What a browser would send of the facts as they stand."""
    form = html.fromstring(page).get_element_by_id("facts")
    return {name: value for name, value in form.fields.items() if name and value is not None}


def test_positions_and_schools_are_put_right_taken_out_and_added_as_rows(walk):
    walk.enter().post("resume/", {"text": WORKED})
    sent = fields_of(walk.get("resume/").content.decode())
    before = Resume.objects.get().parsed
    assert [job["employer"] for job in before["work"]] == ["Glasswork Ltd", "Northfield"]
    sent |= {f"work-0-{name}": "" for name in ("title", "employer", "start", "end")}
    sent |= {"work-1-title": "Head Stock Clerk"}
    more = walk.post("resume/", {**sent, "do": "more-work"}).content.decode()
    assert 'value="Head Stock Clerk"' in more
    sent = fields_of(more)
    last = int(sent["work-rows"]) - 1
    sent |= {f"work-{last}-title": "Glazier", f"work-{last}-start": "03/2015", f"work-{last}-end": "٢٠١٧"}
    assert walk.post("resume/", {**sent, "do": "confirm"}).status_code == 302
    after = Resume.objects.get().parsed
    assert [job["title"] for job in after["work"]] == ["Head Stock Clerk", "Glazier"]
    assert after["work"][0]["text"] == before["work"][1]["text"]
    assert (after["work"][1]["start"], after["work"][1]["end"]) == ("2015-03", "2017")
    assert after["education"] == before["education"]
    text = Resume.objects.get().text
    assert text[slice(*after["spans"]["work.0.employer"])] == "Northfield"
    assert text[slice(*after["spans"]["education.0.school"])] == "Aire Valley College"
    assert "work.0.title" not in after["spans"]
    assert not [path for path in after["spans"] if path.startswith("work.1.")]
    assert "work" not in after["confidence"]


def test_a_date_that_is_none_is_told_beside_its_field_with_the_row_open_and_all_that_was_typed(walk):
    walk.enter().post("resume/", {"text": WORKED})
    sent = fields_of(walk.get("resume/").content.decode())
    refused = walk.post("resume/", {**sent, "do": "confirm", "work-1-start": "long ago"})
    page = refused.content.decode()
    assert refused.status_code == 422
    assert (
        "Write a year, or a year and a month" in page.split('id="id_work-1-start_error"')[1].split("</p>")[0]
    )
    assert 'value="long ago"' in page
    assert '<details class="card fold" open>' in page
    assert Attempt.objects.get().status == "open"


def test_rows_that_were_not_sent_stay_as_they_were_read(walk):
    walk.enter().send_resume(WORKED)
    parsed = Resume.objects.get().parsed
    assert [job["employer"] for job in parsed["work"]] == ["Glasswork Ltd", "Northfield"]
    assert parsed["spans"]["work.1.employer"]


@pytest.mark.parametrize(
    ("typed", "month"),
    [("", ""), ("2021", "2021"), (" 2021-3 ", "2021-03"), ("3/2021", "2021-03"), ("2021.12", "2021-12")],
)
def test_a_date_is_read_as_people_write_it(typed, month):
    assert read_month(typed) == month


@pytest.mark.parametrize("typed", ["soon", "21", "2021-13", "0/2021", "2021-03-04", "12345"])
def test_what_is_no_date_is_not_guessed(typed):
    with pytest.raises(ValueError, match=typed.replace("/", ".")):
        read_month(typed)


def test_skills_keep_their_place_in_the_document_wherever_they_stand_now():
    parsed = {"skills": ["ropes", "glass"], "spans": {"skills.0": [0, 5], "skills.1": [7, 12]}}
    after = corrected(parsed, Corrections({}, ["glass", "ladders"], {}))
    assert after["skills"] == ["glass", "ladders"]
    assert after["spans"] == {"skills.0": [7, 12]}
    assert corrected(parsed, Corrections({}, None, {})) == {**parsed, "confidence": {}}


def test_a_row_that_names_no_row_that_was_read_is_their_own():
    parsed = {
        "work": [{"title": "Clerk", "employer": "", "start": "", "end": ""}],
        "spans": {"work.0.title": [0, 5]},
    }
    after = corrected(parsed, Corrections({}, None, {"work": [Row({"title": "Clerk"}, was=7)]}))
    assert after["work"] == parsed["work"]
    after = corrected(parsed, Corrections({}, None, {"work": [Row({"title": "Chief"}, was=7)]}))
    assert (after["work"][0]["title"], after["spans"]) == ("Chief", {})


def test_who_meets_the_rule_is_told_at_once_in_the_recruiters_words_where_that_is_set(walk, stage):
    ruled(stage, config={"instant_result": True, "passed_message": "You meet what we ask for. Welcome on."})
    dealbreaker(stage)
    walk.enter().send_resume(PASSING)
    assert "You meet what we ask for" not in walk.get("steps/").content.decode()
    run_due_jobs()
    attempt = Attempt.objects.get()
    assert attempt.outcome == "passed"
    assert "You meet what we ask for. Welcome on." in walk.get("steps/").content.decode()
    Attempt.objects.update(config={"instant_result": True})
    assert "You meet what this step asks for" in walk.get("steps/").content.decode()
    Attempt.objects.update(config={})
    page = walk.get("steps/").content.decode()
    assert "Received" in page
    assert "You meet" not in page
