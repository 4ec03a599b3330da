"""The list: what it shows, in how many statements, and how it is narrowed, ordered and paged."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from django.utils.html import escape
from django.utils.translation import gettext_lazy

from greenroom.core import clock, scope
from greenroom.interviewers.actions import drafting, interviewers, lifecycle
from greenroom.interviewers.models import Interviewer, Stage
from greenroom.interviewers.queries.interviewers import standing_stages
from greenroom.interviewers.queries.listing import Asked
from greenroom.interviewers.tests.conftest import JOB
from greenroom.interviewers.web import rows

pytestmark = pytest.mark.django_db
LIST = "/interviewers/"
STATEMENTS = 10
"""Without labels; with them there is one more, whatever the rows."""


def titles(response) -> list[str]:
    return [row.title for row in response.context["rows"]]


def row(response, title: str):
    return next(row for row in response.context["rows"] if row.title == title)


def with_stages(made: list[Interviewer]) -> None:
    for interviewer in made:
        for position, kind in enumerate(("resume", "web_interview")):
            Stage.objects.create(
                workspace_id=interviewer.workspace_id, interviewer=interviewer, position=position, kind=kind
            )


@pytest.mark.parametrize("sort", ["-created", "created", "-candidates", "candidates"])
@pytest.mark.parametrize("number", [5, 50])
def test_the_same_statements_whatever_the_rows(in_workspace, sign_in, many, apply, number, sort):
    made = many(number)
    with_stages(made)
    for interviewer in made[::7]:
        apply(interviewer)
    client = sign_in(in_workspace.colleague)
    with CaptureQueriesContext(connection) as ran:
        response = client.get(LIST, {"size": "50", "sort": sort})
    assert len(titles(response)) == number
    assert len(ran) == STATEMENTS, [each["sql"][:90] for each in ran]


def test_a_deep_page_takes_as_many(in_workspace, sign_in, many):
    with_stages(many(30))
    client = sign_in(in_workspace.colleague)
    second = client.get(LIST, {"size": "12"}).context["next_url"]
    third = client.get(second).context["next_url"]
    with CaptureQueriesContext(connection) as ran:
        response = client.get(third)
    assert len(titles(response)) == 6
    assert len(ran) == STATEMENTS


def test_the_front_page_leads_to_the_list(in_workspace, sign_in):
    response = sign_in(in_workspace.viewer).get("/")
    assert (response.status_code, response["Location"]) == (302, LIST)


def test_a_row_says_what_is_so(active, in_workspace, sign_in, apply):
    apply(active, 1, rating=5, done=True)
    apply(active, 2, rating=4, done=True)
    apply(active, 3)
    shown = row(sign_in(in_workspace.viewer).get(LIST), "Warehouse Team Lead")
    assert (shown.candidates, shown.completed, shown.rating) == ("3", 67, "4.5")
    assert (shown.status, shown.tone, shown.active) == ("Active", "good", "0 d")
    assert shown.kinds == tuple(stage.kind for stage in standing_stages().filter(interviewer=active))


def test_nothing_measured_is_a_dash_and_never_a_nought(planned, in_workspace, sign_in):
    shown = row(sign_in(in_workspace.viewer).get(LIST), "Warehouse Team Lead")
    assert (shown.candidates, shown.rating, shown.active, shown.deadline) == ("", "", "", None)


@pytest.mark.parametrize(
    ("left", "warning"),
    [
        (timedelta(hours=5), "Closes today"),
        (timedelta(days=1, hours=1), "1 day left"),
        (timedelta(days=6, hours=23), "6 days left"),
        (timedelta(days=7, minutes=1), ""),
    ],
)
def test_a_deadline_within_a_week_is_marked(active, in_workspace, sign_in, left, warning):
    with time_machine.travel(active.deadline - left, tick=False):
        assert row(sign_in(in_workspace.viewer).get(LIST), active.title).warning == warning


def test_days_active_end_with_the_deadline_or_the_archive(in_workspace, sign_in, many):
    start = datetime(2026, 3, 1, tzinfo=UTC)
    closed, shelved, running = many(3)
    same = {"activated_at": start, "deadline": start + timedelta(days=31)}
    Interviewer.objects.filter(id=closed.id).update(status="expired", **same)
    Interviewer.objects.filter(id=shelved.id).update(
        status="archived", archived_at=start + timedelta(days=4, hours=2), **same
    )
    Interviewer.objects.filter(id=running.id).update(activated_at=start, deadline=start + timedelta(days=900))
    with time_machine.travel(start + timedelta(days=100), tick=False):
        page = sign_in(in_workspace.viewer).get(LIST)
    shown = {row.title: row.active for row in page.context["rows"]}
    assert shown == {"Role 000": "31 d", "Role 001": "4 d", "Role 002": "100 d"}


def test_statuses_are_counted_and_chosen(in_workspace, sign_in, many):
    made = many(7)
    for status, some in (("expired", made[:2]), ("archived", made[2:3]), ("draft", made[3:4])):
        Interviewer.objects.filter(id__in=[each.id for each in some]).update(status=status)
    client = sign_in(in_workspace.viewer)
    whole = client.get(LIST)
    counts = {each["label"]: each["count"] for each in whole.context["statuses"]}
    assert counts == {"All": 7, "Active": 3, "Expired": 2, "Archived": 1}
    assert (whole.context["drafts"]["label"], whole.context["drafts"]["count"]) == ("Drafts", 1)
    expired = client.get(LIST, {"status": "expired"})
    assert titles(expired) == ["Role 001", "Role 000"]
    assert expired.context["total"] == 2
    assert {each["label"]: each["count"] for each in expired.context["statuses"]} == counts
    assert client.get(LIST, {"status": "nonsense"}).context["total"] == 7


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("zurich", ["Köchin in Zürich"]),
        ("KÖCHIN", ["Köchin in Zürich"]),
        ("zurich kochin", ["Köchin in Zürich"]),
        ("100%", ["Sales 100%"]),
        ("_", []),
        ("nobody", []),
        ("", ["Sales 100%", "Köchin in Zürich"]),
    ],
)
def test_names_are_found_in_any_case_and_without_marks(in_workspace, sign_in, many, typed, found):
    for interviewer, title in zip(many(2), ("Köchin in Zürich", "Sales 100%"), strict=True):
        interviewers.edit(interviewer, by=in_workspace.owner, title=title)
    response = sign_in(in_workspace.viewer).get(LIST, {"q": typed})
    assert titles(response) == found
    assert response.context["statuses"][0]["count"] == len(found)


def test_four_orders(in_workspace, sign_in, many, apply):
    first, second, third = many(3)
    for number in range(3):
        apply(second, number)
    apply(third)
    client = sign_in(in_workspace.viewer)
    orders = {
        "-created": ["Role 002", "Role 001", "Role 000"],
        "created": ["Role 000", "Role 001", "Role 002"],
        "-candidates": ["Role 001", "Role 002", "Role 000"],
        "candidates": ["Role 000", "Role 002", "Role 001"],
    }
    for sort, order in orders.items():
        assert titles(client.get(LIST, {"sort": sort})) == order, sort
    labels = [str(label) for _name, label in client.get(LIST).context["sorts"]]
    assert labels == ["Most recent", "Oldest", "Most candidates", "Least candidates"]
    assert first.title == "Role 000"


@pytest.mark.parametrize("sort", ["-created", "created", "-candidates", "candidates"])
def test_pages_meet_without_gap_or_repeat_there_and_back(in_workspace, sign_in, many, apply, sort):
    for number, interviewer in enumerate(many(29)):
        for candidate in range(number % 3):
            apply(interviewer, candidate)
    client = sign_in(in_workspace.viewer)
    page = client.get(LIST, {"size": "12", "sort": sort})
    forth, back = [titles(page)], []
    while page.context["next_url"]:
        assert "sort" in page.context["next_url"] or sort == "-created"
        page = client.get(page.context["next_url"])
        forth.append(titles(page))
    assert [len(each) for each in forth] == [12, 12, 5]
    assert len({title for each in forth for title in each}) == 29
    while page.context["previous_url"]:
        page = client.get(page.context["previous_url"])
        back.append(titles(page))
    assert back == forth[-2::-1]


def test_a_cursor_that_cannot_be_read_gives_the_first_page(in_workspace, sign_in, many):
    many(3)
    client = sign_in(in_workspace.viewer)
    for cursor in ("x", "%%%", "bnVsbA", "WyJ4Il0", "WyJ4IiwieCJd", "W3t9LCJ4Il0"):
        for sort in ("-created", "candidates"):
            assert len(titles(client.get(LIST, {"after": cursor, "sort": sort}))) == 3


def test_the_address_says_only_what_differs_from_the_usual():
    asked = Asked.read({"status": "active", "q": " team\x00  lead ", "sort": "bad", "size": "7"})
    assert asked.said() == [("status", "active"), ("q", "team lead")]
    assert asked.said(status="", sort="created", after="x") == [
        ("q", "team lead"),
        ("sort", "created"),
        ("after", "x"),
    ]


def test_empty_states_offer_the_next_step(in_workspace, sign_in, many):
    client = sign_in(in_workspace.colleague)
    assert "No interviewer yet" in client.get(LIST).content.decode()
    many(1)
    page = client.get(LIST, {"q": "zzz"}).content.decode()
    assert "No interviewer matches" in page
    assert f'href="{LIST}"' in page


def test_a_viewer_is_offered_nothing_to_change(active, in_workspace, sign_in):
    page = sign_in(in_workspace.viewer).get(LIST).content.decode()
    assert f"{active.slug}/candidates/" in page
    for forbidden in (f"{active.slug}/archive/", "/new/", 'id="row-action"'):
        assert forbidden not in page


def test_a_fragment_is_the_table_alone_with_its_counts(active, in_workspace, sign_in):
    client = sign_in(in_workspace.colleague)
    typed = {"q": "warehouse", "sort": "-created"}
    page = client.get(LIST, typed, headers={"HX-Request": "true", "HX-Target": "interviewers"})
    text = page.content.decode()
    assert "<html" not in text
    assert 'id="interviewers"' in text
    assert 'class="toolbar is-scroll" id="statuses" hx-swap-oob="true"' in text
    assert active.title in text
    assert "HX-Target" in page["Vary"]
    assert page["HX-Push-Url"] == f"{LIST}?q=warehouse"


def test_archiving_from_a_row_without_script_returns_to_the_same_view(active, in_workspace, sign_in):
    client = sign_in(in_workspace.colleague)
    here = f"{LIST}?status=active&q=warehouse"
    page = client.get(here).content.decode()
    back = re.search(r'name="back" value="([^"]+)"', page)[1].replace("&amp;", "&")
    assert back == here
    response = client.post(f"{LIST}{active.slug}/archive/", {"back": back})
    assert (response.status_code, response["Location"]) == (302, here)
    assert Interviewer.objects.get(id=active.id).status == "archived"
    client.post(f"{LIST}{active.slug}/unarchive/")
    assert Interviewer.objects.get(id=active.id).status == "active"


@pytest.mark.parametrize(
    "back", ["https://elsewhere.example.org/", "//elsewhere.example.org", "/\\elsewhere", ""]
)
def test_nobody_is_led_elsewhere(active, in_workspace, sign_in, back):
    response = sign_in(in_workspace.colleague).post(f"{LIST}{active.slug}/archive/", {"back": back})
    assert response["Location"] == LIST


def test_what_is_written_in_a_title_is_shown_as_text(active, in_workspace, sign_in):
    interviewers.edit(active, by=in_workspace.owner, title="<script>alert(1)</script>")
    page = sign_in(in_workspace.viewer).get(LIST).content.decode()
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_another_workspace_has_its_own_list(active, in_workspace, sign_in):
    response = sign_in(in_workspace.stranger).get(LIST)
    assert titles(response) == []
    with scope.scoped(in_workspace.stranger.workspace_id):
        drafting.create(job_description=JOB, by=in_workspace.stranger)
    assert len(titles(sign_in(in_workspace.stranger).get(LIST))) == 1
    assert lifecycle.archive(active, by=in_workspace.owner).archived_at <= clock.now()


def test_a_column_more_is_one_entry_more(active, in_workspace, sign_in, monkeypatch):
    extra = rows.Column(gettext_lazy("Location"), "c-flow", lambda row, _reader: escape(f"<{row.slug}>"))
    monkeypatch.setattr(rows, "COLUMNS", (*rows.COLUMNS, extra))
    page = sign_in(in_workspace.viewer).get(LIST).content.decode()
    assert page.count("<col ") == page.count('role="columnheader"') == 12
    cell = f'<td role="cell" data-label="Location">&lt;{active.slug}&gt;<span class="row-actions">'
    assert cell in page


def test_every_cell_says_its_column_for_a_phone(active, in_workspace, sign_in):
    page = sign_in(in_workspace.viewer).get(LIST).content.decode()
    words = ["Workflow", "Stats", "ATS", "CSAT", "Spend", "Labels", "Subs", "Deadline", "Created", "Active"]
    assert re.findall(r'<td role="cell" data-label="(\w+)"', page) == words


def test_a_reader_of_another_language_is_not_given_the_words_of_the_last(active, in_workspace, sign_in):
    Interviewer.objects.filter(id=active.id).update(created_at=datetime(2026, 3, 2, tzinfo=UTC))
    client = sign_in(in_workspace.viewer)
    with time_machine.travel(datetime(2026, 3, 9, tzinfo=UTC), tick=False):
        for language, day in (("en", "2 Mar"), ("de", "2 Mär"), ("en", "2 Mar")):
            with translation.override(language):
                shown = row(client.get(LIST), active.title)
            assert (shown.language, shown.created.text) == (language, day)
