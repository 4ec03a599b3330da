"""What a template may say."""

from __future__ import annotations

import pytest

from greenroom.branding.rules import design, words
from greenroom.branding.rules.design import FIELDS, Page, Unreadable
from greenroom.core.errors import Refused

ACCENT = "#0b6457"


def checked(page: Page = Page.WELCOME, **given):
    return design.checked(page, given, accent=ACCENT)


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"primary_color": "red"}, "primary_color"),
        ({"primary_color": "#12345"}, "primary_color"),
        ({"background_color": "url(x)"}, "background_color"),
        ({"font_family": "Comic Sans MS"}, "font_family"),
        ({"header_text": "x" * 121}, "header_text"),
        ({"company_name": "x" * 121}, "company_name"),
        ({"privacy_url": "http://example.org/"}, "privacy_url"),
        ({"privacy_url": "javascript:alert(1)"}, "privacy_url"),
        ({"terms_url": "//example.org"}, "terms_url"),
        ({"terms_url": "https://x"}, "terms_url"),
        ({"support_url": "https://somebody:secret@example.org/"}, "support_url"),
        ({"support_url": 'https://example.org/"onclick="x'}, "support_url"),
        ({"support_url": f"https://example.org/{'x' * 500}"}, "support_url"),
        ({"words": {"fr": "x" * 601}}, "words_fr"),
        ({"words": {"en": "Hi {{candidate}}"}}, "words_en"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field(given, field):
    with pytest.raises(Refused) as refused:
        checked(**given)
    assert refused.value.field == field


def test_what_is_right_is_tidied():
    said = checked(
        primary_color=" #8A1C5B ",
        company_name="  Larkspur \n Retail ",
        privacy_url=" https://example.org/privacy?a=1&b=2 ",
        words={"en": " Hello {{ candidate_name }}\r\nand welcome ", "fr": " ", "xx": "no such language"},
    )
    assert said.primary_color == "#8a1c5b"
    assert said.company_name == "Larkspur Retail"
    assert said.privacy_url == "https://example.org/privacy?a=1&b=2"
    assert said.words == {"en": "Hello {{ candidate_name }}\nand welcome"}


@pytest.mark.parametrize("page", Page)
def test_a_page_says_only_what_is_its_own(page):
    everything = {
        "company_name": "Larkspur", "privacy_url": "https://example.org/", "words": {"en": "Hi"},
        "show_avatar": False, "header_text": "Hello", "show_logo": False,
    }  # fmt: skip
    said = design.checked(page, everything, accent=ACCENT).model_dump(exclude_defaults=True)
    assert set(said) == set(FIELDS[page]) & set(everything)


@pytest.mark.parametrize(
    ("given", "field", "nearest"),
    [
        ({"primary_color": "#ffd500"}, "primary_color", "#8d7400"),
        ({"background_color": "#000000"}, "background_color", "#ececec"),
        ({"primary_color": "#767676", "background_color": "#ededed"}, "primary_color", "#6b6b6b"),
    ],
)
def test_colours_that_cannot_be_read_are_refused_with_the_nearest_that_can(given, field, nearest):
    with pytest.raises(Unreadable, match=r"to 1 .* they need 4\.5") as refused:
        checked(**given)
    assert (refused.value.field, refused.value.nearest) == (field, nearest)
    assert checked(**{**given, field: nearest})


def test_the_colour_of_the_workspace_is_checked_on_the_chosen_ground_too():
    with pytest.raises(Unreadable) as refused:
        design.checked(Page.STATUS, {"background_color": "#ededed"}, accent="#767676")
    assert refused.value.field == "primary_color"


def test_half_written_things_are_mended_for_the_preview():
    typed = {
        "primary_color": "#ffd500", "background_color": "#00", "privacy_url": "https:/", "company_name": "Larkspur",
        "words": {"en": "Hi {{cand", "fr": "Bonjour {{nom}}", "de": "Hallo"}, "font_family": "",
    }  # fmt: skip
    said = design.mended(Page.WELCOME, typed, accent=ACCENT)
    assert (said.primary_color, said.background_color, said.privacy_url) == ("#8d7400", "", "")
    assert (said.company_name, said.font_family) == ("Larkspur", "inter")
    assert said.words == {"en": "Hi {{cand", "de": "Hallo"}


@pytest.mark.parametrize(
    ("text", "filled"),
    [
        ("Hello {{candidate_name}}, welcome.", "Hello Maya, welcome."),
        ("{{ job_title }} at {{company_name}}", "Nurse at Larkspur"),
        ("{{unknown}} {{candidate_name", "{{unknown}} {{candidate_name"),
    ],
)
def test_places_are_filled_in(text, filled):
    facts = {"candidate_name": "Maya", "job_title": "Nurse", "company_name": "Larkspur"}
    if not words.unknown(text):
        assert words.filled(text, facts) == filled


@pytest.mark.parametrize(
    ("text", "filled"),
    [
        ("Hello {{candidate_name}}, welcome.", "Hello, welcome."),
        ("Hello, {{candidate_name}}!", "Hello!"),
        ("{{candidate_name}}, welcome.\nNext line", "welcome.\nNext line"),
        ("مرحبا، {{candidate_name}}!", "مرحبا!"),
    ],
)
def test_a_name_that_is_not_known_goes_with_its_comma(text, filled):
    assert words.filled(text, {"candidate_name": "", "job_title": "Nurse", "company_name": "L"}) == filled


def test_a_fact_with_places_in_it_is_put_in_as_it_is():
    facts = {"candidate_name": "{{job_title}}", "job_title": "Nurse"}
    assert words.filled("Hi {{candidate_name}}", facts) == "Hi {{job_title}}"
