"""Keyset pages over ties, in both directions, and cursors that nobody of ours has made."""

from __future__ import annotations

import base64

import pytest
from django.db.models import QuerySet

from greenroom.core.cursors import Order, page
from greenroom.core.ids import new_id
from greenroom.core.models import StoredEvent


@pytest.fixture
def events(db) -> QuerySet[StoredEvent]:
    """Eleven rows, of which several share a name."""
    for name in "aabbbcccdee":
        StoredEvent.objects.create(name=name, subject_id=new_id(), payload={}, actor_kind="system")
    return StoredEvent.objects.all()


@pytest.mark.parametrize("descending", [False, True])
@pytest.mark.parametrize("size", [1, 2, 3, 5, 20])
def test_walking_there_and_back_meets_every_row_once(events, size, descending):
    order = Order("name", descending=descending)
    expected = [row.id for row in sorted(events, key=lambda row: (row.name, row.id), reverse=descending)]
    pages = [page(events, order, size=size)]
    while pages[-1].after:
        pages.append(page(events, order, size=size, after=pages[-1].after))
    assert [row.id for each in pages for row in each.rows] == expected
    back = [pages[-1]]
    while back[0].before:
        back.insert(0, page(events, order, size=size, before=back[0].before))
    assert [row.id for each in back for row in each.rows] == expected


@pytest.mark.parametrize(
    "made",
    ["null", "[]", '["a"]', '["a", "x"]', '[{"a": 1}, []]', '[["a"], null]', "7", '"text"', '["a", 1, 2]'],
)
def test_a_forged_cursor_shows_rows_instead_of_failing(events, made):
    cursor = base64.urlsafe_b64encode(made.encode()).decode()
    assert len(page(events, Order("name"), size=3, after=cursor).rows) == 3


def test_a_cursor_that_is_no_text_of_ours_gives_the_first_page(events):
    first = [row.id for row in page(events, Order("name"), size=3).rows]
    for cursor in ("%%%", "é", "a", "-_-"):
        assert [row.id for row in page(events, Order("name"), size=3, before=cursor).rows] == first
