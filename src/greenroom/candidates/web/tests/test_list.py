"""The list of candidates: what is in it, in which order, and how many statements it takes."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from greenroom.candidates.web.tests.people import crowd, person, with_attempts

URL = "/interviewers/window-cleaner/candidates/"
STATEMENTS = 11


def names(response) -> list[str]:
    return re.findall(r'class="cell-main" href="[^"]*" title="([^"]*)"', response.content.decode())


def statements(client, url: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as caught:
        assert client.get(url).status_code == 200
    return len(caught)


def test_the_list_takes_the_same_statements_for_5_rows_and_for_50_and_deep_in_it(
    interviewer, colleague
) -> None:
    rows = crowd(interviewer, 5)
    with_attempts(rows)
    colleague.get(URL)
    assert statements(colleague, URL) == STATEMENTS
    with_attempts(crowd(interviewer, 120))
    assert statements(colleague, URL) == STATEMENTS
    deep = colleague.get(colleague.get(URL).context["next_url"].join([URL, ""]))
    assert len(names(deep)) == 50
    assert statements(colleague, URL + deep.context["next_url"]) == STATEMENTS
    assert statements(colleague, URL + "?status=completed&sort=-score&size=100") == STATEMENTS
    assert STATEMENTS <= 12


def test_a_search_takes_one_statement_more(interviewer, colleague) -> None:
    with_attempts(crowd(interviewer, 60))
    colleague.get(URL)
    assert statements(colleague, URL + "?q=person") == STATEMENTS + 1 <= 12


@pytest.mark.parametrize("typed", ["zoe", "ZOË", "müller", "Muller zoe", "zoe.m@", "straße"])
def test_people_are_found_by_name_and_address_without_case_or_marks(interviewer, colleague, typed) -> None:
    person(interviewer, "Zoë Müller-Straße", "zoe.m@example.org")
    person(interviewer, "Rowan Vale")
    assert names(colleague.get(URL, {"q": typed})) == ["Zoë Müller-Straße"]


@pytest.mark.parametrize("typed", ["%", "_", "\\", "100%", "'", '"'])
def test_signs_that_mean_something_to_a_database_mean_nothing_in_a_search(
    interviewer, colleague, typed
) -> None:
    person(interviewer, "Rowan Vale")
    assert names(colleague.get(URL, {"q": typed})) == []


def test_a_status_can_be_asked_for_and_dismissed_candidates_only_so(interviewer, colleague) -> None:
    person(interviewer, "Done", status="completed")
    person(interviewer, "Gone", status="dismissed")
    person(interviewer, "Begun", status="in_progress")
    assert sorted(names(colleague.get(URL))) == ["Begun", "Done"]
    assert names(colleague.get(URL, {"status": "dismissed"})) == ["Gone"]
    assert names(colleague.get(URL, {"status": "in_progress"})) == ["Begun"]
    assert b"1 dismissed candidate is hidden" in colleague.get(URL).content


@pytest.mark.parametrize(
    "status",
    ["pending", "in_progress", "evaluating", "completed", "shortlisted", "dismissed", "knocked_out"],
)
def test_every_status_can_be_shown(interviewer, colleague, status) -> None:
    application = person(interviewer, "Casey Sample", status=status, stopped_by="Rule: weekends")
    assert names(colleague.get(URL, {"status": status})) == ["Casey Sample"]
    assert colleague.get(f"{URL}{application.id}/").status_code == 200


def test_who_was_scored_is_sorted_by_score_and_nobody_else_comes_first(interviewer, colleague) -> None:
    for name, score in (("Low", 12.5), ("High", 91.0), ("None", None), ("Nought", 0.0)):
        person(interviewer, name, score=score)
    assert names(colleague.get(URL, {"sort": "-score"})) == ["High", "Low", "Nought", "None"]
    assert names(colleague.get(URL, {"sort": "name"})) == ["High", "Low", "None", "Nought"]


@pytest.mark.parametrize(
    "query",
    [
        "?after=nonsense",
        "?after=WzEsMl0",
        "?before=bnVsbA",
        "?sort=rank&size=7&status=x",
        "?after=W251bGwsICJ4Il0",
    ],
)
def test_an_address_that_means_nothing_shows_the_first_page(interviewer, colleague, query) -> None:
    person(interviewer, "Casey Sample")
    assert names(colleague.get(URL + query)) == ["Casey Sample"]


def test_nobody_yet_nobody_matching_and_nobody_left_are_three_pages(interviewer, colleague) -> None:
    assert b"Nobody has applied yet" in colleague.get(URL).content
    person(interviewer, "Gone", status="dismissed")
    assert b"Nobody matches" in colleague.get(URL).content
    assert b"Nobody matches" in colleague.get(URL, {"q": "nobody"}).content


def test_who_may_only_look_sees_no_actions(interviewer, colleague, onlooker) -> None:
    person(interviewer, "Casey Sample")
    acting, looking = colleague.get(URL).content, onlooker.get(URL).content
    assert b'value="shortlist"' in acting
    assert b"data-select-page" in acting
    assert b"Casey Sample" in looking
    for part in (b'value="shortlist"', b'value="dismiss"', b"data-select", b"data-bulk-bar"):
        assert part not in looking


def test_the_address_of_a_candidate_keeps_what_the_list_was_asked(interviewer, colleague) -> None:
    application = person(interviewer, "Casey Sample")
    page = colleague.get(URL, {"sort": "-score", "status": "completed", "size": "25"}).content.decode()
    assert f"{URL}{application.id}/?status=completed&amp;sort=-score&amp;size=25" in page


def test_the_pages_of_a_list_can_be_walked_both_ways_by_their_links(interviewer, colleague) -> None:
    crowd(interviewer, 60)
    first = colleague.get(URL, {"size": "25"})
    second = colleague.get(URL + first.context["next_url"])
    third = colleague.get(URL + second.context["next_url"])
    assert [len(names(page)) for page in (first, second, third)] == [25, 25, 10]
    assert len({*names(first), *names(second), *names(third)}) == 60
    assert third.context["next_url"] == first.context["previous_url"] == ""
    assert names(colleague.get(URL + third.context["previous_url"])) == names(second)
    assert names(colleague.get(URL + second.context["previous_url"])) == names(first)
