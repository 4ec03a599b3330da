"""Shortlisting and dismissing from the list, and undoing it."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from greenroom.accounts.models import Member
from greenroom.candidates.actions import deciding
from greenroom.candidates.models import Application
from greenroom.candidates.web.tests.people import crowd, person
from greenroom.core import clock
from greenroom.core.models import Job, StoredEvent
from greenroom.core.testing.jobs import run_due_jobs

URL = "/interviewers/window-cleaner/candidates/"


def statuses(*rows: Application) -> list[str]:
    return [Application.objects.get(id=row.id).status for row in rows]


def undo_fields(page: str) -> dict[str, str]:
    """The hidden fields of the form with the undo button."""
    form = re.search(r'<form method="post" action="[^"]*/undo/".*?</form>', page, re.DOTALL)[0]
    found = dict(re.findall(r'name="(\w+)" value="([^"]*)"', form))
    found.pop("csrfmiddlewaretoken", None)
    return found


def send(client, decision: str, **fields: object):
    return client.post(f"{URL}decide/", {"decision": decision, "next": URL, **fields}, follow=True)


def test_those_who_were_ticked_are_moved_and_those_who_cannot_be_are_named(interviewer, colleague) -> None:
    one, two = person(interviewer, "One"), person(interviewer, "Two")
    early = person(interviewer, "Early Bird", status="pending")
    page = send(colleague, "shortlist", application=[one.id, two.id, early.id]).content.decode()
    assert statuses(one, two, early) == ["shortlisted", "shortlisted", "pending"]
    assert "2 candidates shortlisted. Not moved: Early Bird." in page


def test_undo_puts_everybody_back_to_where_they_stood(interviewer, colleague) -> None:
    done, listed = person(interviewer, "Done"), person(interviewer, "Listed")
    running = person(interviewer, "Running", status="in_progress")
    deciding.decide([listed], "shortlist", by=_member(colleague))
    before = statuses(done, listed, running)
    page = send(colleague, "dismiss", application=[done.id, listed.id, running.id]).content.decode()
    assert statuses(done, listed, running) == ["dismissed"] * 3
    answer = colleague.post(f"{URL}undo/", undo_fields(page), follow=True)
    assert "Undone for 3 candidates." in answer.content.decode()
    assert statuses(done, listed, running)[1] == "shortlisted"
    assert "dismissed" not in statuses(done, listed, running)
    assert before[1] == "shortlisted"
    changes = StoredEvent.objects.filter(name="candidates.ApplicationStatusChanged", subject_id=listed.id)
    assert [event.payload["after"] for event in changes.order_by("id")] == [
        "shortlisted",
        "dismissed",
        "shortlisted",
    ]


def _member(client):
    return Member.objects.get(user_id=client.session["_auth_user_id"])


def test_the_offer_to_undo_is_made_once(interviewer, colleague) -> None:
    one = person(interviewer, "One")
    assert "Undo" in send(colleague, "shortlist", application=[one.id]).content.decode()
    assert 'action="/interviewers/window-cleaner/candidates/undo/"' not in colleague.get(URL).content.decode()


def test_one_candidate_is_decided_on_their_page_and_it_can_be_undone_there(interviewer, colleague) -> None:
    one = person(interviewer, "One Person")
    here = f"{URL}{one.id}/?sort=-score"
    answer = colleague.post(f"{URL}{one.id}/decide/", {"decision": "dismiss", "next": here}, follow=True)
    assert answer.redirect_chain == [(here, 302)]
    page = answer.content.decode()
    assert "One Person is dismissed." in page
    assert statuses(one) == ["dismissed"]
    colleague.post(f"{URL}undo/", undo_fields(page))
    assert statuses(one) != ["dismissed"]


def test_all_who_match_the_filter_are_moved_and_nobody_else(interviewer, colleague) -> None:
    crowd(interviewer, 60)
    other = person(interviewer, "Rowan Vale")
    running = person(interviewer, "Person Running", status="in_progress")
    send(
        colleague, "shortlist", all_matching="1", matching="?status=completed&q=person", application=other.id
    )
    assert Application.objects.filter(status="shortlisted").count() == 60
    assert statuses(other, running) == ["completed", "in_progress"]


def test_many_are_moved_by_a_job_that_begins_when_undo_is_over(interviewer, colleague) -> None:
    crowd(interviewer, 201)
    page = send(colleague, "dismiss", all_matching="1", matching="?").content.decode()
    assert "201 candidates will be dismissed." in page
    assert "Starts in a moment" in page
    job = Job.objects.get(name="candidates.decide_matching")
    assert timedelta(seconds=8) < job.run_at - clock.now() <= timedelta(seconds=10)
    run_due_jobs()
    assert not Application.objects.filter(status="dismissed").exists()
    late = person(interviewer, "Late Comer")
    Job.objects.filter(id=job.id).update(run_at=clock.now())
    run_due_jobs()
    assert Application.objects.filter(status="dismissed").count() == 201
    assert statuses(late) == ["completed"]
    job.refresh_from_db()
    assert (job.state, job.progress_done, job.progress_total) == ("done", 201, 201)
    assert b"201 of 201" in colleague.get(f"{URL}bulk/").content
    assert b"Everybody who matched has been decided on." in colleague.get(URL).content
    assert b"Everybody who matched has been decided on." not in colleague.get(URL).content


def test_undo_of_many_means_that_nothing_happens(interviewer, colleague) -> None:
    crowd(interviewer, 201)
    page = send(colleague, "dismiss", all_matching="1", matching="?").content.decode()
    answer = colleague.post(f"{URL}undo/", undo_fields(page), follow=True)
    assert "Nothing was changed." in answer.content.decode()
    Job.objects.update(run_at=clock.now())
    run_due_jobs()
    assert not Application.objects.filter(status="dismissed").exists()


def test_a_job_on_everybody_can_be_stopped_by_who_may_decide_and_says_so(
    interviewer, colleague, onlooker
) -> None:
    crowd(interviewer, 201)
    send(colleague, "shortlist", all_matching="1", matching="?")
    assert onlooker.post(f"{URL}bulk/stop/").status_code == 403
    assert onlooker.get(f"{URL}bulk/").content.strip() == b""
    assert Job.objects.get(name="candidates.decide_matching").state == "waiting"
    page = colleague.post(f"{URL}bulk/stop/", follow=True).content.decode()
    assert "Stopped. Who was decided on before stays so." in page
    assert Job.objects.get(name="candidates.decide_matching").state == "cancelled"
    assert not Application.objects.filter(status="shortlisted").exists()


def test_a_job_that_was_killed_goes_on_where_it_was(interviewer, cast) -> None:
    rows = crowd(interviewer, 30)
    given = {"interviewer_id": interviewer.id, "decision": "shortlist", "member_id": cast.owner.id}
    deciding.decide(rows[:7], "shortlist", by=cast.owner)
    for _again in range(2):
        deciding.decide_all(**given, asked={"status": "", "q": ""}, until=clock.now())
    assert Application.objects.filter(status="shortlisted").count() == 30
    events = StoredEvent.objects.filter(name="candidates.ApplicationStatusChanged")
    assert events.count() == 30


def test_who_may_only_look_moves_nobody(interviewer, onlooker) -> None:
    one = person(interviewer, "One")
    for url in (f"{URL}decide/", f"{URL}undo/", f"{URL}{one.id}/decide/"):
        given = {"decision": "dismiss", "application": one.id, "all_matching": "1", "shortlisted": one.id.hex}
        assert onlooker.post(url, given).status_code == 403
    assert statuses(one) == ["completed"]
    assert not StoredEvent.objects.filter(name="candidates.ApplicationStatusChanged").exists()


@pytest.mark.parametrize("fields", [{"application": "nonsense"}, {"application": "f" * 32}, {}])
def test_ids_that_are_none_of_this_list_move_nobody(interviewer, colleague, fields) -> None:
    one = person(interviewer, "One")
    assert send(colleague, "dismiss", **fields).status_code == 200
    assert statuses(one) == ["completed"]


def test_with_script_the_page_forgets_its_selection_and_stays_where_it_is(interviewer, colleague) -> None:
    one = person(interviewer, "One")
    given = {"decision": "shortlist", "application": one.id}
    answer = colleague.post(f"{URL}decide/", given, headers={"HX-Request": "true"})
    assert (answer.status_code, answer.headers["HX-Trigger"]) == (204, "selection:clear")
    assert answer.headers["HX-Refresh"] == "true"
    assert "1 candidate shortlisted." in colleague.get(URL).content.decode()
