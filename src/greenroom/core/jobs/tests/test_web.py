"""The jobs page: who sees what, and what the buttons do."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from greenroom.core import clock, scope
from greenroom.core.jobs import enqueue
from greenroom.core.jobs.claiming import claim_next
from greenroom.core.jobs.tests import kinds
from greenroom.core.models import Job, StoredEvent
from greenroom.core.testing.jobs import run_due_jobs

pytestmark = pytest.mark.django_db


@pytest.fixture
def jobs_of(cast):
    def add(member, kind=kinds.note, count=1, **arguments) -> list[Job]:
        with scope.scoped(member.workspace_id):
            for _ in range(count):
                enqueue(kind, **arguments)
        return list(Job.objects.filter(scope_id=member.workspace_id).order_by("-created_at", "-id"))

    return add


def page(client: Client, **asked: str) -> str:
    response = client.get(reverse("jobs"), asked)
    assert response.status_code == 200
    return response.content.decode()


def test_a_workspace_without_jobs_is_told_what_will_be_here(cast, sign_in) -> None:
    enqueue(kinds.note, what=1)
    assert "No jobs yet" in page(sign_in(cast.owner))


def test_only_the_jobs_of_ones_own_workspace_are_shown(cast, sign_in, jobs_of) -> None:
    jobs_of(cast.stranger)
    jobs_of(cast.owner, kinds.hopeless)
    shown = page(sign_in(cast.owner))
    assert "Hopeless" in shown
    assert "Note" not in shown


def test_only_administrators_come_in(cast, client, sign_in, jobs_of) -> None:
    (row,) = jobs_of(cast.owner, what=1)
    addresses = [reverse("jobs"), reverse("cancel-job", args=[row.id]), reverse("retry-job", args=[row.id])]
    assert client.get(addresses[0]).status_code == 302
    for member in (cast.colleague, cast.viewer):
        client = sign_in(member)
        assert client.get(addresses[0]).status_code == 403
        assert [client.post(address).status_code for address in addresses[1:]] == [403, 403]
    assert Job.objects.get().state == "waiting"


def test_a_failed_job_says_why_and_can_be_retried(cast, sign_in, jobs_of) -> None:
    (row,) = jobs_of(cast.owner, kinds.hopeless)
    run_due_jobs()
    client = sign_in(cast.owner)
    shown = page(client, state="failed")
    assert "The file is not a resume." in shown
    address = reverse("retry-job", args=[row.id])
    assert address in shown
    response = client.post(address, {"state": "failed"})
    assert response.headers["Location"] == f"{reverse('jobs')}?state=failed"
    assert Job.objects.get().state == "waiting"
    assert StoredEvent.objects.get(name="core.JobRetried").subject_id == row.id


def test_a_waiting_job_can_be_cancelled(cast, sign_in, jobs_of) -> None:
    (row,) = jobs_of(cast.owner, what=1)
    sign_in(cast.owner).post(reverse("cancel-job", args=[row.id]))
    assert Job.objects.get().state == "cancelled"
    assert StoredEvent.objects.get(name="core.JobCancelled").actor_id == cast.owner.id


def test_a_running_job_shows_how_far_it_is_and_that_it_is_stopping(cast, sign_in, jobs_of) -> None:
    (row,) = jobs_of(cast.owner, what=1)
    claim_next()
    Job.objects.update(progress_done=3, progress_total=12, worker="mill.example.org/7:12:beef")
    client = sign_in(cast.owner)
    shown = page(client)
    assert "3 / 12" in shown
    assert "on mill.example.org<" in shown
    client.post(reverse("cancel-job", args=[row.id]))
    shown = page(client)
    assert "Stopping" in shown
    assert reverse("cancel-job", args=[row.id]) not in shown


@pytest.mark.parametrize("name", ["cancel-job", "retry-job"])
def test_a_job_of_another_workspace_is_not_found_and_not_changed(cast, sign_in, jobs_of, name) -> None:
    (row,) = jobs_of(cast.stranger, kinds.hopeless)
    run_due_jobs()
    before = Job.objects.values().get()
    assert sign_in(cast.owner).post(reverse(name, args=[row.id])).status_code == 404
    assert Job.objects.values().get() == before


def test_pages_follow_one_another_and_lose_nothing(cast, sign_in, jobs_of) -> None:
    rows = jobs_of(cast.owner, count=120, what=1)
    client, seen, asked = sign_in(cast.owner), [], reverse("jobs")
    while asked:
        response = client.get(asked)
        seen += [entry.id for entry, _label, _tone in response.context["entries"]]
        asked = response.context["older"]
    assert seen == [row.id for row in rows]
    assert client.get(response.context["newer"]).context["entries"]


def test_the_page_takes_as_many_statements_for_fifty_jobs_as_for_one(
    cast, sign_in, jobs_of, django_assert_max_num_queries
) -> None:
    jobs_of(cast.owner, count=60, what=1)
    client = sign_in(cast.owner)
    with django_assert_max_num_queries(12):
        page(client)


def test_the_filter_counts_each_state_and_ignores_what_it_does_not_know(cast, sign_in, jobs_of) -> None:
    jobs_of(cast.owner, kinds.hopeless)
    run_due_jobs()
    jobs_of(cast.owner, count=2, what=1)
    client = sign_in(cast.owner)
    counts = {item["url"]: item["count"] for item in client.get(reverse("jobs")).context["filters"]}
    assert list(counts.values()) == [3, 2, 0, 0, 1, 0]
    assert "Hopeless" in page(client, state="nonsense")
    assert "No such jobs" in page(client, state="done")


def test_a_job_for_later_says_when_it_is_due(cast, sign_in, jobs_of) -> None:
    due = clock.now() + timedelta(hours=3)
    with scope.scoped(cast.owner.workspace_id):
        enqueue(kinds.note, what=1, run_at=due)
    assert due.strftime("%Y-%m-%dT%H:%M:%S") in page(sign_in(cast.owner))
