"""Templates of a workspace: kept from an interviewer, used, chosen as the default, renamed, deleted."""

from __future__ import annotations

import pytest

from greenroom.core.errors import Refused
from greenroom.core.testing.jobs import run_due_jobs
from greenroom.interviewers.actions import drafting, questions, templates
from greenroom.interviewers.models import Interviewer, InterviewTemplate, Question
from greenroom.interviewers.queries import blueprints, interviewers
from greenroom.interviewers.tests.conftest import JOB

pytestmark = pytest.mark.django_db
PAGE = "/ai/templates/"


@pytest.fixture
def interviewer(in_workspace):
    made = drafting.from_template("forklift-driver", by=in_workspace.colleague)
    return interviewers.get_for(in_workspace.colleague, made.slug)


@pytest.fixture
def template(interviewer, in_workspace):
    return templates.keep(interviewer, name="Our drivers", by=in_workspace.colleague)


def data_of(interviewer, member) -> object:
    return blueprints.read(interviewers.get_for(member, interviewer.slug))


def test_what_is_made_from_a_template_is_what_was_kept(template, interviewer, in_workspace, sign_in):
    before = data_of(interviewer, in_workspace.colleague)
    for question in Question.objects.filter(stage__interviewer=interviewer, current__modality="tag"):
        questions.remove(question, by=in_workspace.colleague)
    answer = sign_in(in_workspace.colleague).post(f"{PAGE}{template.code}/use/")
    made = Interviewer.objects.exclude(id=interviewer.id).get()
    assert answer["Location"] == f"/interviewers/{made.slug}/settings/"
    assert data_of(made, in_workspace.colleague) == before
    assert (made.status, made.starts_from) == ("draft", "our-drivers")


def test_a_new_interviewer_starts_from_the_default(template, in_workspace, sign_in):
    sign_in(in_workspace.owner).post(f"{PAGE}default/", {"template": template.id})
    page = sign_in(in_workspace.colleague).get("/interviewers/new/")
    assert page.context["form"]["starts_from"].value() == "our-drivers"
    sign_in(in_workspace.owner).post(f"{PAGE}default/", {"template": ""})
    assert not InterviewTemplate.objects.filter(is_default=True).exists()


def test_a_plan_laid_over_a_template_keeps_its_stages_and_its_questions(template, in_workspace):
    notes = drafting.Notes(job_description=JOB, starts_from=template.code)
    made = drafting.plan_from(None, notes, by=in_workspace.colleague)
    run_due_jobs()
    made.refresh_from_db()
    planned = data_of(made, in_workspace.colleague)
    kept = template.blueprint
    assert planned.title == "Warehouse Team Lead"
    assert [stage.kind for stage in planned.stages] == [stage["kind"] for stage in kept["stages"]]
    assert [question.text for question in planned.stages[0].questions] == [
        question["text"] for question in kept["stages"][0]["questions"]
    ]


def test_a_plan_has_the_focus_of_the_template_it_starts_from(template, in_workspace):
    stage = next(each for each in template.blueprint["stages"] if each["kind"] == "web_interview")
    stage.update(questions=[], config={**stage["config"], "interview_type": "cultural"})
    template.save()
    notes = drafting.Notes(job_description=JOB, starts_from=template.code)
    plans = [drafting.plan_from(None, notes, by=in_workspace.colleague)]
    plans.append(drafting.plan_from(None, drafting.Notes(job_description=JOB), by=in_workspace.colleague))
    run_due_jobs()
    cultural, usual = (
        [
            question.topic
            for stage in data_of(made, in_workspace.colleague).stages
            for question in stage.questions
            if question.modality == "open"
        ]
        for made in plans
    )
    assert "Motivation" in " ".join(cultural)
    assert cultural != usual[: len(cultural)]


def test_one_default_at_a_time(template, interviewer, in_workspace):
    other = templates.keep(interviewer, name="Others", by=in_workspace.colleague)
    for each in (template, other):
        templates.make_default(each, by=in_workspace.owner)
    assert [row.name for row in InterviewTemplate.objects.filter(is_default=True)] == ["Others"]


@pytest.mark.parametrize(
    ("words", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": "x" * 161}, "name"),
        ({"name": "Drivers", "code": "with space"}, "code"),
        ({"name": "Drivers", "code": "x" * 33}, "code"),
        ({"name": "Drivers", "code": "forklift-driver"}, "code"),
        ({"name": "Drivers", "code": "our-drivers"}, "code"),
        ({"name": "Drivers", "description": "x" * 501}, "description"),
    ],
)
def test_what_cannot_be_kept_is_said_beside_its_field(
    template, interviewer, in_workspace, sign_in, words, field
):
    where = f"/interviewers/{interviewer.slug}/template/"
    answer = sign_in(in_workspace.colleague).post(where, words)
    assert answer.status_code == 422
    assert answer.context["form"].errors[field]
    assert InterviewTemplate.objects.count() == 1


def test_deletion_asks_for_the_name_and_leaves_what_was_made(template, in_workspace, sign_in):
    made = drafting.from_template(template.code, by=in_workspace.colleague)
    client, where = sign_in(in_workspace.owner), f"{PAGE}{template.id}/"
    wrong = client.post(where, {"delete": "1", "typed": "Drivers", "name": "Our drivers"})
    assert wrong.status_code == 422
    assert client.post(where, {"delete": "1", "typed": "our drivers", "name": "x"})["Location"] == PAGE
    assert not InterviewTemplate.objects.exists()
    assert Interviewer.objects.filter(id=made.id).exists()


def test_a_template_is_renamed_and_found_by_its_new_name(template, in_workspace, sign_in):
    client = sign_in(in_workspace.colleague)
    client.post(f"{PAGE}{template.id}/", {"name": "Yard crew", "description": "Nights", "seen": "0"})
    behind = client.post(f"{PAGE}{template.id}/", {"name": "Barn crew", "description": "", "seen": "0"})
    assert (behind.status_code, "Barn crew" in (page := behind.content.decode())) == (422, True)
    assert "<bdi>Yard crew</bdi>" in page.partition("As it is now")[2]
    found = client.get(PAGE, {"q": "yard"}).context
    assert [offer.title for offer in found["own"]] == ["Yard crew"]
    assert found["families"] == []
    families = client.get(PAGE, {"q": "forklift"}).context["families"]
    assert "forklift-driver" in [offer.code for _family, offers in families for offer in offers]


def test_a_viewer_looks_and_a_stranger_finds_nothing(template, in_workspace, sign_in):
    viewer = sign_in(in_workspace.viewer)
    assert "Our drivers" in viewer.get(PAGE).content.decode()
    assert viewer.post(f"{PAGE}{template.code}/use/").status_code == 403
    stranger = sign_in(in_workspace.stranger)
    assert "Our drivers" not in stranger.get(PAGE).content.decode()
    assert stranger.get(f"{PAGE}{template.id}/").status_code == 404
    assert stranger.post(f"{PAGE}{template.code}/use/").status_code == 404


def test_a_code_that_is_nothing_is_not_found(in_workspace, sign_in):
    assert sign_in(in_workspace.colleague).post(f"{PAGE}nothing/use/").status_code == 404
    with pytest.raises(Refused):
        drafting.plan_from(None, drafting.Notes(starts_from="nothing"), by=in_workspace.colleague)
