"""Pages of a list, both ways, without gaps or repeats, whatever stands equal."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from greenroom.candidates.models import Application
from greenroom.candidates.queries import listing
from greenroom.candidates.queries.listing import SORTS, Asked
from greenroom.candidates.web.tests.people import crowd

PATIENT = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
MOMENTS = [datetime(2026, 1, 1, 12, tzinfo=UTC) + timedelta(microseconds=n) for n in (0, 1, 999_999)]
RANKS = [-1.0, 0.0, 33.333333333333336, 33.33333333333333, 100.0]
NAMES = ["", "a", "a b", "é", "ß", "山", "%_"]
PEOPLE = st.lists(
    st.tuples(st.sampled_from(RANKS), st.sampled_from(MOMENTS), st.sampled_from(NAMES)), max_size=14
)


def written(interviewer, people) -> None:
    rows = crowd(interviewer, len(people))
    for row, (rank, moment, name) in zip(rows, people, strict=True):
        Application.objects.filter(id=row.id).update(rank=rank, created_at=moment, last_engaged_at=moment)
        row.candidate.found_by = name
        row.candidate.save(update_fields=["found_by"])


def walk(interviewer, asked: Asked) -> tuple[list, list]:
    """The ids of all pages on the way down, and of those on the way back up."""
    down, page = [], listing.of_interviewer(interviewer, asked).found
    while True:
        down.append([row.id for row in page.rows])
        if not page.after:
            break
        page = listing.of_interviewer(interviewer, replace(asked, after=page.after)).found
    up = [down[-1]]
    while page.before:
        page = listing.of_interviewer(interviewer, replace(asked, before=page.before)).found
        up.insert(0, [row.id for row in page.rows])
    return down, up


@pytest.mark.parametrize("sort", list(SORTS))
@PATIENT
@given(people=PEOPLE, size=st.integers(1, 5))
def test_every_row_is_on_one_page_and_the_way_back_is_the_way_there(interviewer, sort, people, size) -> None:
    asked = Asked(sort=sort, size=size)
    with transaction.atomic():
        written(interviewer, people)
        down, up = walk(interviewer, asked)
        everybody = set(Application.objects.values_list("id", flat=True))
        rows = {row.id: row for row in Application.objects.select_related("candidate")}
        transaction.set_rollback(True)
    flat = [each for page in down for each in page]
    assert len(flat) == len(set(flat))
    assert set(flat) == everybody
    assert down == up
    assert all(len(page) == size for page in down[:-1])
    order = SORTS[sort]
    if order.column != "candidate__found_by":  # the database's own collation sorts letters
        values = [getattr(rows[each], order.column) for each in flat]
        assert values == sorted(values, reverse=order.descending)
