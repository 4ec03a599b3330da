"""The candidate's pages on the narrowest phone, with the longest words, from both sides and in both themes."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.conf import settings as django_settings
from playwright.sync_api import Browser, Page

from greenroom.candidates.tests.walking import Walk
from greenroom.core.testing.browser import violations

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TITLE = "Gebäudereinigungsfachkraft für Glasfassadenreinigungsarbeiten (m/w/d)"
LIGHTEST = "#767676"  # 4.54 to 1 with white
LONG = {
    "name": "Maximiliane-Friederike von Beispielhausen-Musterstadt-Langenfeld",
    "email": "an.address.as.long.as.some.people.really.have@subdomain.of.a.long.example.org",
}


@pytest.fixture
def waiting(walk: Walk) -> Walk:
    """Somebody with long words, at a workspace of the lightest colour it may have, who has asked for a code."""
    walk.interviewer.title = TITLE
    walk.interviewer.save()
    walk.interviewer.workspace.accent = LIGHTEST
    walk.interviewer.workspace.save()
    walk.apply(**LONG)
    return walk


@pytest.fixture
def inside(waiting: Walk) -> Walk:
    """The same, once the address is proven and the resume is sent."""
    waiting.verify(waiting.code(LONG["email"]))
    return waiting.send_resume()


def phone(chromium: Browser, site: str, walk: Walk, language: str, theme: str) -> Iterator[Page]:
    context = chromium.new_context(base_url=site, viewport={"width": 320, "height": 640}, color_scheme=theme)
    session = walk.client.cookies[django_settings.SESSION_COOKIE_NAME].value
    cookies = {django_settings.SESSION_COOKIE_NAME: session, "django_language": language}
    context.add_cookies([{"name": name, "value": value, "url": site} for name, value in cookies.items()])
    yield context.new_page()
    context.close()


def looks_right(page: Page, *addresses: str) -> None:
    for address in addresses:
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth") == 320, address
        assert violations(page) == [], address


@pytest.mark.parametrize(("language", "theme"), [("de", "light"), ("ar", "dark")])
def test_the_pages_before_the_code_fit_and_are_accessible(waiting, chromium, site, language, theme):
    for page in phone(chromium, site, waiting, language, theme):
        places = ("", "back/", "code/", "help/", "fit/", "practice/")
        looks_right(page, *(waiting.link + place for place in places))
        assert page.locator("html").get_attribute("lang") == language


@pytest.mark.parametrize(("language", "theme"), [("de", "dark"), ("ar", "light")])
def test_the_pages_behind_the_code_fit_and_are_accessible(inside, chromium, site, language, theme):
    own = (
        "help/",
        "fit/",
        "practice/",
        "my-data/",
        "my-data/correct/",
        "my-data/objection/",
        "my-data/erasure/",
    )
    rooms = [inside.at(place) for place in ("steps/", "interview/", "interview/finish/", *own)]
    for page in phone(chromium, site, inside, language, theme):
        looks_right(page, *rooms)
        assert page.locator("html").get_attribute("dir") == ("rtl" if language == "ar" else None)
