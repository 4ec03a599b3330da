from __future__ import annotations

import pytest

from greenroom.media.extraction.contract import Limits
from greenroom.media.extraction.read import read
from greenroom.skills.parse_resume.tests.layouts import LAYOUTS
from greenroom.skills.parse_resume.tests.measure import Tally, all_layouts, parsed
from greenroom.skills.parse_resume.tests.people import PEOPLE


@pytest.fixture(scope="module")
def tally() -> Tally:
    return all_layouts()


@pytest.mark.parametrize("field", ["name", "email", "phone"])
def test_contacts_are_found_in_every_layout_and_language(tally: Tally, field: str) -> None:
    assert tally.recall(field) >= 0.97, tally.wrong
    assert tally.f1(field) >= 0.97, tally.wrong


@pytest.mark.parametrize(
    "field", ["employer", "title", "work year", "school", "degree", "field", "school year", "location"]
)
def test_jobs_and_schools_are_found_in_every_layout_and_language(tally: Tally, field: str) -> None:
    assert tally.f1(field) >= 0.95, tally.wrong


@pytest.mark.parametrize("layout", sorted(LAYOUTS))
def test_every_span_is_where_it_says_and_every_value_stands_there(layout: str) -> None:
    data = LAYOUTS[layout](PEOPLE[0])
    text, found = read(data, Limits()).text, parsed(data)
    shown = {path: text[start:end] for path, (start, end) in found.spans.items()}
    assert shown["name"] == found.name
    assert shown["work.0.employer"] == found.work[0].employer
    assert shown["work.1.title"] == found.work[1].title
    assert shown["education.0.school"] == found.education[0].school
    assert shown["emails.0"] == found.emails[0]
    assert shown["phones.0"] == found.phones[0].text
    assert all(words.strip() for words in shown.values())
