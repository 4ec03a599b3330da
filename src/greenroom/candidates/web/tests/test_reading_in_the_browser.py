"""Reading a candidate in a real browser: every part on a phone, with the keyboard, and as axe sees it."""

from __future__ import annotations

import pytest
from django.conf import settings as django_settings
from playwright.sync_api import BrowserContext, Page, expect

from greenroom.core.testing.browser import violations_in_either_theme
from greenroom.evaluation.models import ReadingHabit
from greenroom.evaluation.tests import scene

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def recruiter(visitor: BrowserContext, site: str, cast, sign_in) -> Page:
    session = sign_in(cast.colleague).cookies[django_settings.SESSION_COOKIE_NAME].value
    visitor.add_cookies([{"name": django_settings.SESSION_COOKIE_NAME, "value": session, "url": site}])
    page = visitor.new_page()
    page.set_viewport_size({"width": 390, "height": 800})
    return page


def test_each_part_fits_a_phone_has_no_violation_and_obeys_the_keyboard(recruiter: Page, interviewer) -> None:
    application = scene.evaluated(interviewer)
    page, here = recruiter, f"/interviewers/window-cleaner/candidates/{application.id}/"
    page.goto(here)
    page.get_by_role("button", name="Modular").click()
    page.get_by_role("button", name="Read blind").click()
    for address in (*(f"{here}?tab={tab}" for tab in ("scorecard", "evaluations")), f"{here}../worth/"):
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth") == 390, address
        assert violations_in_either_theme(page) == [], address
    page.goto(f"{here}?tab=web_interview")
    expect(page.get_by_text("You read blind.")).to_be_visible()
    page.keyboard.press("e")
    expect(page.locator(".turn.is-marked")).to_be_focused()
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keyboard shortcuts")).to_be_visible()
    page.get_by_role("button", name="Turn shortcuts off").click()
    page.wait_for_load_state()
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_be_hidden()
    habit = ReadingHabit.objects.get()
    assert (habit.layout, habit.blind, habit.keys) == ("modular", True, False)
