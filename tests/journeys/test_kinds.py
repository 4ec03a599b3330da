"""A candidate on a phone goes through a form and text messages in a real browser, up to the scorecard."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from greenroom.candidates.models import Answer, Attempt
from greenroom.core import scope
from greenroom.core.testing.browser import violations
from greenroom.core.testing.jobs import run_due_jobs
from greenroom.evaluation.models import Evidence, QuestionScore
from greenroom.interviewers.models import Stage
from greenroom.outreach.models import Message
from greenroom.stages.tests.scene import LICENCE, YEARS, ask, make_stage

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SHAPES = {
    "Why do you want to work here?": {"type": "text", "long": True},
    "Which shifts suit you?": {"type": "choice", "options": ["Early", "Late", "Night"], "several": True},
    "Which of our towns is yours?": {"type": "choice", "options": ["Northfield", "Southfield"]},
    "When can you start?": {"type": "date"},
    "How far do you travel?": {"type": "number", "slider_min": 0, "slider_max": 100, "unit": "km"},
    "Your certificate": {"type": "file", "extensions": ["pdf"], "several": True},
}


@pytest.fixture
def link(cast) -> str:
    """An interviewer of a form and text messages."""
    with scope.scoped(cast.workspace.id):
        form = make_stage(cast.workspace, "form", intro="Two minutes, promised.")
        for at, (text, shape) in enumerate(SHAPES.items()):
            ask(form, at, text, expects=shape, is_required=shape["type"] != "file")
        texting = Stage.objects.create(
            workspace=cast.workspace, interviewer=form.interviewer, position=1, kind="conversational_sms"
        )
        ask(texting, 0, "Do you have a driving licence?", expects=LICENCE, is_dealbreaker=True)
        ask(texting, 1, "How many years have you worked at heights?", expects=YEARS)
        return f"/apply/{cast.workspace.slug}/{form.interviewer.slug}/"


@pytest.fixture
def phone(chromium: Browser, site: str) -> Iterator[Page]:
    context = chromium.new_context(base_url=site, viewport={"width": 390, "height": 844})
    yield context.new_page()
    context.close()


def enter(page: Page, link: str) -> None:
    page.goto(link)
    page.get_by_label("Your name").fill("Casey Sample")
    page.get_by_label("E-mail").fill("casey@example.org")
    page.get_by_role("checkbox").check()
    page.get_by_role("button", name="Start").click()
    page.wait_for_url("**/code/")
    body = Message.objects.get(recipient="casey@example.org").body
    page.get_by_label("Code").fill(re.search(r"\d{6}", body)[0])
    page.get_by_role("button", name="Go on").click()
    page.wait_for_url("**/steps/")


def fits(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))


def fill_in(page: Page) -> None:
    """Every question by its own means; each answer is kept when it is given, and still there after a reload."""
    saved = page.get_by_text("Saved", exact=True)
    page.get_by_label("Why do you want to work here?").fill("I like glass.")
    expect(saved).to_have_count(1)
    page.get_by_label("Early").check()
    page.get_by_label("Night").check()
    page.get_by_label("Northfield", exact=True).check()
    page.get_by_label("When can you start?").fill("2026-12-01")
    page.get_by_label("When can you start?").blur()
    expect(saved).to_have_count(4)
    page.get_by_role("slider").focus()
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    expect(page.get_by_role("textbox", name="How far do you travel?")).to_have_value("53")
    certificate = {"name": "rope.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4 a certificate"}
    page.locator("input[type=file]").set_input_files(certificate)
    expect(page.get_by_role("button", name="Remove rope.pdf")).to_be_visible()
    expect(page.get_by_text("6 of 6 answered")).to_be_visible()
    page.goto(page.url)
    expect(page.get_by_label("Night")).to_be_checked()
    expect(page.get_by_label("Why do you want to work here?")).to_have_value("I like glass.")


def test_a_form_and_text_messages_from_the_link_to_the_scorecard(phone: Page, link: str, cast) -> None:
    enter(phone, link)
    phone.get_by_role("link", name="Go on").click()
    phone.wait_for_url("**/form/**")
    assert violations(phone) == []
    phone.get_by_role("button", name="Look it over").last.click()
    expect(phone.get_by_text("Please answer this one.").first).to_be_visible()
    assert violations(phone) == []
    fill_in(phone)
    assert violations(phone) == []
    assert fits(phone)
    phone.get_by_role("button", name="Look it over").last.click()
    phone.wait_for_url("**/review/")
    expect(phone.get_by_text("Early, Night")).to_be_visible()
    assert violations(phone) == []
    phone.get_by_role("button", name="Send").click()
    phone.wait_for_url("**/steps/**")
    run_due_jobs()
    text_with(phone, link)
    run_due_jobs()
    with scope.scoped(cast.workspace.id):
        assert [answer.value for answer in Answer.objects.filter(version__text="How far do you travel?")] == [
            53.0
        ]
        assert set(Attempt.objects.values_list("status", flat=True)) == {"evaluated"}
        verdicts = dict(QuestionScore.objects.values_list("question__text", "verdict"))
        assert verdicts["Do you have a driving licence?"] == "passed"
        assert verdicts["How many years have you worked at heights?"] == "failed"
        for evidence in Evidence.objects.select_related("turn"):
            assert evidence.turn.text[evidence.start : evidence.end] == evidence.text


def text_with(page: Page, link: str) -> None:
    """Asks something back, answers, puts it right, and is told goodbye."""
    page.goto(f"{link}steps/")
    page.get_by_role("link", name="Go on").click()
    page.wait_for_url("**/messages/**")
    assert violations(page) == []
    expect(page.get_by_text("stands in for your phone")).to_be_visible()
    for words, reply in (
        ("What are the working hours?", "7 am to 3 pm"),
        ("yep, got it last year", "How many years have you worked at heights?"),
        ("purple", "I need a number here"),
        ("about one year", "those were all my questions"),
    ):
        page.get_by_label("Your answer").fill(words)
        page.get_by_role("button", name="Send answer").click()
        expect(page.locator("#talk")).to_contain_text(reply)
    assert fits(page)
    assert violations(page) == []
    expect(page.get_by_label("Your answer")).to_have_count(0)
    page.get_by_role("link", name="Go on to the steps").click()
    page.wait_for_url("**/thanks/**")
