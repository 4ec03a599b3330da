"""The room on a phone, in a real browser."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.conf import settings as django_settings
from playwright.sync_api import Browser, BrowserContext, Page, expect

from greenroom.candidates.tests.walking import Walk
from greenroom.conversations.models import Turn
from greenroom.core.testing.browser import violations

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SEEN = """() => {
  const top = document.querySelector('.flow-top').getBoundingClientRect().bottom;
  return ['[data-newest]', '#answer'].every((name) => {
    const { top: begins, bottom: ends } = document.querySelector(name).getBoundingClientRect();
    return begins >= top - 1 && ends <= innerHeight + 1;
  });
}"""


@pytest.fixture
def entered(walk: Walk) -> Walk:
    """A candidate who may enter the interview."""
    return walk.enter().send_resume()


@pytest.fixture
def phone(entered: Walk, chromium: Browser, site: str) -> Iterator[BrowserContext]:
    """Their phone."""
    context = chromium.new_context(base_url=site, viewport={"width": 390, "height": 740})
    session = entered.client.cookies[django_settings.SESSION_COOKIE_NAME].value
    context.add_cookies([{"name": django_settings.SESSION_COOKIE_NAME, "value": session, "url": site}])
    yield context
    context.close()


def enter(phone: BrowserContext, walk: Walk) -> Page:
    page = phone.new_page()
    page.goto(walk.at("interview/"))
    return page


def send(page: Page, answer: str) -> None:
    said = page.locator("#talk .bubble").count()
    page.get_by_label("Your answer").fill(answer)
    page.get_by_role("button", name="Send answer").click()
    expect(page.locator("#talk .bubble").nth(said + 1)).to_be_visible()


def test_the_newest_words_and_the_box_stay_in_view_and_the_progress_follows(phone, walk):
    page = enter(phone, walk)
    for n, answer in enumerate(["I check my harness. " * 12, "What are the working hours?"]):
        send(page, answer)
        expect(page.locator("#room-progress")).to_contain_text("Question 2 of 3")
        assert page.evaluate(SEEN), n
    expect(page.locator("#news")).to_contain_text("What do you do in wind?")
    page.reload()
    page.wait_for_function(SEEN)
    assert violations(page) == []


def test_a_second_tab_is_told_and_its_words_are_neither_lost_nor_doubled(phone, walk):
    first, second = enter(phone, walk), enter(phone, walk)
    send(first, "From the first tab.")
    send(second, "From the second tab.")
    expect(second.get_by_text("went on in another tab")).to_be_visible()
    expect(second.get_by_label("Your answer")).to_have_value("")
    send(second, "I stop and wait.")
    expect(second.locator("#room-progress")).to_contain_text("Question 3 of 3")
    mine = Turn.objects.filter(speaker="candidate").order_by("position")
    assert [turn.text for turn in mine] == ["From the first tab.", "From the second tab.", "I stop and wait."]


def test_the_keyboard_alone_is_enough(phone, walk):
    page = enter(phone, walk)
    page.get_by_label("Your answer").focus()
    page.keyboard.type("I check my harness.")
    page.keyboard.press("Enter")
    expect(page.locator("#room-progress")).to_contain_text("Question 2 of 3")
    expect(page.get_by_label("Your answer")).to_be_focused()
