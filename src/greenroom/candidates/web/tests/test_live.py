"""What a page of the list learns while it is being read."""

from __future__ import annotations

import re

from django.db import connection
from django.test.utils import CaptureQueriesContext

from greenroom.candidates.models import Application
from greenroom.candidates.web.tests.people import crowd, person, with_attempts

URL = "/interviewers/window-cleaner/candidates/"


def watched(response) -> dict[str, str]:
    """The hidden fields that the page sends when it asks."""
    page = response.content.decode()
    return {
        name: re.search(rf'name="{name}" value="([^"]*)"', page)[1] for name in ("seen", "total", "arrived")
    }


def test_nothing_comes_back_while_nothing_has_changed(interviewer, colleague) -> None:
    crowd(interviewer, 3)
    fields = watched(colleague.get(URL))
    assert colleague.get(f"{URL}live/", fields).status_code == 204


def test_only_the_cells_of_a_row_that_changed_come_back(interviewer, colleague) -> None:
    rows = crowd(interviewer, 3)
    fields = watched(colleague.get(URL))
    Application.objects.filter(id=rows[1].id).update(score=83, rank=83, coverage=1, status="shortlisted")
    answer = colleague.get(f"{URL}live/", fields)
    text = answer.content.decode()
    assert set(re.findall(r'<td[^>]* id="[a-z]+(?:-\d)?-([0-9a-f-]{36})"', text)) == {str(rows[1].id)}
    assert '<strong class="score">83</strong>' in text
    assert "Shortlisted" in text
    assert text.count("hx-swap-oob") == 4
    assert colleague.get(f"{URL}live/", watched(answer)).status_code == 204


def test_whoever_came_since_is_only_counted(interviewer, colleague) -> None:
    crowd(interviewer, 2)
    fields = watched(colleague.get(URL))
    person(interviewer, "Newly Come")
    person(interviewer, "Newly Gone", status="dismissed")
    answer = colleague.get(f"{URL}live/", fields)
    assert b"1 new" in answer.content
    assert b"Newly" not in answer.content
    assert colleague.get(f"{URL}live/", watched(answer)).status_code == 204


def test_a_row_that_is_gone_or_of_another_workspace_says_nothing(interviewer, colleague) -> None:
    fields = {"seen": "f" * 32 + "00000000,nonsense," + "0" * 39, "total": "x"}
    assert colleague.get(f"{URL}live/", fields).status_code == 204


def test_asking_takes_the_same_statements_for_5_rows_and_for_50(interviewer, colleague) -> None:
    with_attempts(crowd(interviewer, 5))
    fields = watched(colleague.get(URL))
    with CaptureQueriesContext(connection) as few:
        colleague.get(f"{URL}live/", fields)
    with_attempts(crowd(interviewer, 50))
    fields = watched(colleague.get(URL))
    with CaptureQueriesContext(connection) as many:
        colleague.get(f"{URL}live/", fields)
    assert len(few) == len(many) == 10
