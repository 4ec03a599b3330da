"""A recruiter launches a whole workflow from a job description: by mouse, and once with the keyboard alone."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from greenroom.core import scope
from greenroom.core.testing.browser import violations
from greenroom.core.testing.jobs import run_due_jobs
from greenroom.interviewers.models import Interviewer

pytestmark = [pytest.mark.browser, pytest.mark.shared, pytest.mark.django_db(transaction=True)]

JOB = "05_jd_la_city_bulletins/txt/WINDOW CLEANER 3173 032417.txt"
WISHES = "SMS, then resume, then a 10-minute voice screen; be strict on the driver's license"


@pytest.fixture
def page(visitor: BrowserContext, cast) -> Page:
    """The owner, signed in."""
    page = visitor.new_page()
    page.goto("/sign-in/")
    page.get_by_label("E-mail").first.fill(cast.owner.user.email)
    page.get_by_label("Password", exact=True).fill("correct horse battery")
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url("**/interviewers/**")
    return page


def planned(page: Page) -> None:
    """The worker makes the plan that the page waits for."""
    page.wait_for_url("**/plan/")
    run_due_jobs()
    page.reload()


def test_every_step_by_mouse(page: Page, shared_data: Path, cast) -> None:
    page.goto("/interviewers/new/")
    page.get_by_label("Job description").fill((shared_data / JOB).read_text(errors="replace"))
    page.get_by_label("How should it run?").fill(WISHES)
    expect(page.get_by_text("Kept as a draft")).to_be_visible()
    page.wait_for_url("**/plan/")
    left_at = page.url

    page.goto("/interviewers/")
    page.goto(left_at)
    expect(page.get_by_label("How should it run?")).to_have_value(WISHES)
    page.get_by_role("button", name="Make the plan").click()
    planned(page)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Window Cleaner")
    assert violations(page) == []

    page.get_by_role("link", name="Configure").first.click()
    page.get_by_label("Interview URL Name").fill("window-cleaner-spring")
    page.get_by_label("Company", exact=False).first.fill("Northfield cleans tall buildings.")
    assert violations(page) == []
    page.get_by_role("button", name="Save and continue").click()

    page.wait_for_url("**/window-cleaner-spring/stages/")
    assert violations(page) == []
    page.get_by_role("link", name="Questions & Scoring").first.click()
    page.wait_for_url("**/questions/")
    assert violations(page) == []
    page.get_by_role("link", name="Budget & Notifications").first.click()
    page.get_by_label("Budget limit").fill("1.5k")
    assert violations(page) == []
    page.get_by_role("button", name="Save and continue").click()

    page.wait_for_url("**/share/")
    page.get_by_role("button", name="Activate").click()
    page.wait_for_url("**/share/")
    assert violations(page) == []
    with scope.scoped(cast.workspace.id):
        made = Interviewer.objects.get()
        assert (made.status, made.slug, made.budget) == ("active", "window-cleaner-spring", 1_500_000_000)
        assert [stage.kind for stage in made.stages.all()] == [
            "conversational_sms",
            "resume",
            "web_interview",
        ]
        assert made.context["company"]["text"] == "Northfield cleans tall buildings."


def focus(page: Page, *, name: str, role: str = "") -> None:
    """Tab on until what has this name has the focus."""
    for _step in range(120):
        page.keyboard.press("Tab")
        at = page.evaluate(
            "() => { const e = document.activeElement; const label = e.labels?.[0]?.innerText ?? '';"
            " return [e.getAttribute('aria-label') ?? '', label, e.innerText ?? ''].join(' ').trim(); }"
        )
        if re.search(name, at):
            return
    raise AssertionError(f"the keyboard does not reach {name!r} on {page.url}")


def follow(page: Page) -> None:
    """Enter on what has the focus, which leads to another page."""
    with page.expect_navigation():
        page.keyboard.press("Enter")


def test_every_step_with_the_keyboard_alone(page: Page, shared_data: Path, cast) -> None:
    page.goto("/interviewers/new/")
    focus(page, name="Job description")
    page.keyboard.insert_text((shared_data / JOB).read_text(errors="replace"))
    focus(page, name="How should it run")
    page.keyboard.insert_text(WISHES)
    focus(page, name="^Make the plan")
    follow(page)
    planned(page)
    for step in ("Configure", "Interview Stages"):
        focus(page, name=step)
        follow(page)
    page.wait_for_url("**/stages/")
    focus(page, name="Move.*(later|down)|(later|down)")
    page.keyboard.press("Enter")
    expect(page.get_by_role("listitem").filter(has_text="Text messages").first).to_be_visible()
    page.wait_for_load_state("networkidle")
    focus(page, name="^\\d?\\s*Share")
    follow(page)
    page.wait_for_url("**/share/")
    focus(page, name="^Activate")
    follow(page)
    expect(page.get_by_text("Active", exact=True).first).to_be_visible()
    with scope.scoped(cast.workspace.id):
        made = Interviewer.objects.get()
        assert made.status == "active"
        assert made.stages.order_by("position")[0].kind == "resume"
