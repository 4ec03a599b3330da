"""The plan: what was read from a job description, and waiting for it."""

from __future__ import annotations

from datetime import timedelta
from html import unescape

import pytest
import time_machine

from greenroom.core import clock
from greenroom.interviewers.actions import drafting
from greenroom.interviewers.models import Interviewer
from greenroom.interviewers.tests.conftest import JOB

pytestmark = pytest.mark.django_db
SCRIPT = {"HX-Request": "true"}


def plan_of(interviewer) -> str:
    return f"/interviewers/{interviewer.slug}/plan/"


def test_quotes_are_marked_where_they_stand_and_requirements_lead_there(planned, in_workspace, sign_in):
    page = unescape(sign_in(in_workspace.viewer).get(plan_of(planned)).content.decode())
    assert planned.requirements
    for number, requirement in enumerate(planned.requirements):
        assert f'href="#requirement-{number}"' in page
        assert f'id="requirement-{number}"' in page
        assert requirement["text"] in page
    assert "<mark>A valid forklift licence</mark>" in page
    warning = planned.warnings[0]
    assert 'id="warning-0"' in page
    for words in (warning["quote"]["text"], warning["problem"], warning["suggestion"]):
        assert words in page
    assert planned.planned_by in page


def test_a_quote_that_is_not_exact_is_not_marked(planned, in_workspace, sign_in):
    planned.requirements = [
        {"text": "Flies", "kind": "must", "quote": {"start": 0, "end": 5, "text": "Flies"}}
    ]
    planned.save()
    page = sign_in(in_workspace.viewer).get(plan_of(planned)).content.decode()
    assert 'id="requirement-0"' not in page


def test_the_waiting_page_asks_and_is_told_once_something_changed(draft, in_workspace, sign_in):
    client = sign_in(in_workspace.colleague)
    page = client.get(plan_of(draft)).content.decode()
    assert 'id="planning"' in page
    assert f'href="{plan_of(draft)}"' in page
    headers = {**SCRIPT, "HX-Target": "planning"}
    assert client.get(f"{plan_of(draft)}?state=reading", headers=headers).status_code == 204
    Interviewer.objects.filter(id=draft.id).update(planning_error="The endpoint is busy.")
    delayed = client.get(f"{plan_of(draft)}?state=reading", headers=headers)
    assert "The endpoint is busy." in delayed.content.decode()
    assert "state=delayed" in delayed.content.decode()
    Interviewer.objects.filter(id=draft.id).update(planning="done")
    assert client.get(f"{plan_of(draft)}?state=delayed", headers=headers)["HX-Refresh"] == "true"


def test_a_plan_that_takes_too_long_says_so(draft, in_workspace, sign_in):
    Interviewer.objects.filter(id=draft.id).update(created_at=clock.now() - timedelta(minutes=2))
    assert "longer than it should" in sign_in(in_workspace.colleague).get(plan_of(draft)).content.decode()


def test_a_plan_that_failed_says_why_and_is_asked_for_again(draft, in_workspace, sign_in):
    Interviewer.objects.filter(id=draft.id).update(planning="failed", planning_error="The key was refused.")
    client = sign_in(in_workspace.colleague)
    page = client.get(plan_of(draft)).content.decode()
    assert "The key was refused." in page
    assert "/activate/" not in page
    assert client.post(f"{plan_of(draft)}again/").status_code == 302
    assert Interviewer.objects.get(id=draft.id).planning == "waiting"


def test_activation_leads_to_the_link_and_a_refusal_back_to_the_plan(planned, draft, in_workspace, sign_in):
    client = sign_in(in_workspace.colleague)
    response = client.post(f"/interviewers/{planned.slug}/activate/")
    assert response["Location"] == f"/interviewers/{planned.slug}/share/"
    waiting = drafting.create(job_description=JOB, by=in_workspace.owner)
    page = client.post(f"/interviewers/{waiting.slug}/activate/", follow=True)
    assert "still being made" in page.content.decode()
    assert page.request["PATH_INFO"] == plan_of(waiting)


def test_the_interviewers_own_address_leads_on(planned, active, in_workspace, sign_in):
    client = sign_in(in_workspace.viewer)
    own = f"/interviewers/{active.slug}/"
    assert client.get(own)["Location"] == f"{own}candidates/"
    with time_machine.travel(clock.now() + timedelta(seconds=1)):
        waiting = drafting.create(job_description=JOB, by=in_workspace.owner)
    assert client.get(f"/interviewers/{waiting.slug}/")["Location"] == plan_of(waiting)
