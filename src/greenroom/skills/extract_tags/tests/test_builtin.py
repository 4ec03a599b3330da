"""What the built-in engine of extract_tags promises beside its golden cases."""

from __future__ import annotations

import pytest
from hypothesis import given as cases
from hypothesis import settings
from hypothesis import strategies as st

from greenroom.skills.evidence import is_exact
from greenroom.skills.extract_tags.builtin import hear
from greenroom.skills.extract_tags.schema import TagsToHear
from greenroom.skills.find_highlights.schema import Said


def heard(text: str, question: str = "Tell me about yourself.", language: str = "en") -> dict[str, str]:
    given = TagsToHear(language=language, said=[Said(turn="1", question=question, text=text)])
    return {tag.name: tag.value for tag in hear(given).tags}


@pytest.mark.parametrize(
    ("text", "name", "value"),
    [
        ("I have worked as a nurse for twelve years.", "years_of_experience", "12 years"),
        ("I'd need to give a month's notice.", "notice_period", "1 month"),
        ("I don't have a notice period.", "notice_period", "None"),
        ("I can start in two weeks.", "earliest_start", "In 2 weeks"),
        ("I could start next Monday.", "earliest_start", "Monday"),
        ("I'm looking for $65k a year.", "expected_pay", "USD 65,000 a year"),
        (
            "My salary expectation is 2.500 euros a month.",
            "expected_pay",
            "EUR 2,500 a month",
        ),
        ("I would need visa sponsorship.", "work_authorisation", "Needs sponsorship"),
        ("I have a green card.", "work_authorisation", "Permanent resident"),
        ("I'm authorized to work in the US.", "work_authorisation", "Right to work"),
        ("I'm available Monday to Friday.", "availability", "Monday to Friday"),
        ("I hold a CDL class A.", "licences", "CDL class A"),
        ("I'm based in New York, near the river.", "location", "New York"),
        ("I'd be willing to relocate.", "location", "Willing to relocate"),
    ],
)
def test_a_plain_statement_is_heard(text: str, name: str, value: str) -> None:
    assert heard(text).get(name) == value


@pytest.mark.parametrize(
    "text",
    [
        "If I could start on Monday, what would the salary be?",
        "I can't work weekends.",
        "I have no first aid certificate and no driving licence.",
        "I'm not a British citizen.",
        "I started work at nine and our sales rose by $4,000 a year.",
        "The customer said she speaks French and lives in Paris.",
        "The warranty was five years.",
        "I'm not willing to relocate.",
    ],
)
def test_what_is_no_statement_of_the_candidate_is_not_heard(text: str) -> None:
    assert heard(text) == {}


def test_one_value_for_each_tag_in_the_order_wanted() -> None:
    text = "I live in Leeds. I have five years of experience. I moved to York."
    assert list(heard(text)) == ["years_of_experience", "location"]


@settings(max_examples=50, deadline=None)
@cases(st.text(max_size=200), st.sampled_from(["en", "es", "fr", "de", "pt", "ar", "xx"]))
def test_any_text_gives_exact_spans_or_nothing(text: str, language: str) -> None:
    given = TagsToHear(language=language, said=[Said(turn="t", question="Where do you live?", text=text)])
    assert all(is_exact(tag.span, text) for tag in hear(given).tags)
