"""The main job in a real browser, on a real job description and a real resume, with nothing stood in for."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from greenroom.core import scope
from greenroom.core.testing.browser import violations
from greenroom.core.testing.jobs import run_due_jobs
from greenroom.evaluation.models import Evidence
from greenroom.outreach.models import Message

pytestmark = [pytest.mark.browser, pytest.mark.shared, pytest.mark.django_db(transaction=True)]

JOB = "05_jd_la_city_bulletins/txt/WINDOW CLEANER 3173 032417.txt"
RESUME = "01_resume_pdf_livecareer/pdf/CONSTRUCTION__28942221.pdf"
ANSWERS = [
    (
        "In my last job I cleaned the windows of a twelve storey office building for three years. I worked from a"
        " bosun's chair, checked my harness and the ropes every morning, and nobody was hurt in that time."
    ),
    (
        "First I protected the floor and the furniture, then I mixed the cleaning solution weaker because the glass"
        " was coated. I tested a corner, worked from the top down, and checked each pane against the light."
    ),
    (
        "When the wind picked up I stopped the work and told the supervisor. It cost us half a day, but a loose"
        " ladder would have fallen on the street. We finished the next morning."
    ),
    (
        "I like working outside and being responsible for my own equipment. I could start in two weeks, and I can"
        " work early shifts on any day of the week."
    ),
]


@pytest.fixture
def recruiter(visitor: BrowserContext, cast, client) -> Page:
    """The owner, signed in through the sign-in page."""
    page = visitor.new_page()
    page.goto("/sign-in/")
    page.get_by_label("E-mail").first.fill(cast.owner.user.email)
    page.get_by_label("Password", exact=True).fill("correct horse battery")
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url("**/interviewers/**")
    return page


def test_a_job_description_becomes_a_scorecard_that_quotes_every_number(
    recruiter: Page, chromium: Browser, site: str, shared_data: Path, cast
) -> None:
    link = launch(recruiter, (shared_data / JOB).read_text(errors="replace"))
    phone = chromium.new_context(base_url=site, viewport={"width": 390, "height": 844})
    candidate = phone.new_page()
    enter(candidate, link)
    send_resume(candidate, shared_data / RESUME)
    interview(candidate)
    candidate.get_by_label("4 of 5").check(force=True)
    candidate.get_by_role("button", name="Send rating").click()
    expect(candidate.get_by_text("Thank you for telling us")).to_be_visible()
    run_due_jobs()
    read_scorecard(recruiter)
    with scope.scoped(cast.workspace.id):
        for evidence in Evidence.objects.select_related("turn", "resume"):
            source = evidence.turn.text if evidence.turn else evidence.resume.text
            assert source[evidence.start : evidence.end] == evidence.text
    phone.close()


def launch(page: Page, job_description: str) -> str:
    """Paste, plan, activate; the link."""
    page.goto("/interviewers/new/")
    assert violations(page) == []
    page.get_by_label("Job description").first.fill(job_description)
    page.get_by_role("button", name=re.compile("plan", re.IGNORECASE)).first.click()
    run_due_jobs()
    page.wait_for_url("**/plan/")
    page.reload()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Window Cleaner")
    assert violations(page) == []
    page.get_by_role("button", name="Activate").first.click()
    page.wait_for_url("**/share/")
    assert violations(page) == []
    link = page.locator("input[readonly], code").first
    return (link.input_value() if link.evaluate("e => e.tagName") == "INPUT" else link.inner_text()).strip()


def enter(page: Page, link: str) -> None:
    """Welcome, details, consent, and the code from the outbox."""
    page.goto(link)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Window Cleaner")
    expect(page.get_by_role("checkbox")).not_to_be_checked()
    assert violations(page) == []
    page.get_by_label("Your name").fill("Casey Sample")
    page.get_by_label("E-mail").fill("casey@example.org")
    page.get_by_role("checkbox").check()
    page.get_by_role("button", name="Start").click()
    page.wait_for_url("**/code/")
    assert violations(page) == []
    body = Message.objects.get(recipient="casey@example.org").body
    page.get_by_label("Code").fill(re.search(r"\d{6}", body)[0])
    page.get_by_role("button", name="Go on").click()
    page.wait_for_url("**/steps/")
    assert violations(page) == []


def send_resume(page: Page, resume: Path) -> None:
    page.get_by_role("link", name="Go on").click()
    page.wait_for_url("**/resume/*/")
    assert violations(page) == []
    page.locator("input[type=file]").set_input_files(resume)
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("heading", name="Is this right?")).to_be_visible()
    assert violations(page) == []
    page.get_by_role("button", name="Yes, go on").click()
    page.wait_for_url("**/steps/")


def interview(page: Page) -> None:
    """Answers whatever is asked until the interviewer says goodbye; leaves and comes back once on the way."""
    page.get_by_role("link", name="Go on").click()
    page.wait_for_url("**/interview/*/")
    assert violations(page) == []
    for turn in range(40):
        box = page.get_by_label("Your answer")
        said = page.locator("#talk .bubble").count()
        closing = page.locator("#talk").inner_text().count("Do you have any questions for us?")
        box.fill("No, thank you." if closing else ANSWERS[turn % len(ANSWERS)])
        page.get_by_role("button", name="Send answer").click()
        page.wait_for_function(
            "said => !location.pathname.includes('/interview/')"
            " || document.querySelectorAll('#talk .bubble').length > said",
            arg=said,
        )
        if "/interview/" not in page.url:
            break
        if turn == 2:
            page.reload()
            expect(page.locator("#talk .bubble").nth(said)).to_be_visible()
    page.wait_for_url("**/thanks/")
    assert violations(page) == []


def read_scorecard(page: Page) -> None:
    """From the list to the card: a score, its reason, its quote, and the words in the transcript."""
    page.goto(re.sub(r"share/.*", "candidates/", page.url))
    expect(page.get_by_role("table")).to_contain_text("Casey Sample")
    assert violations(page) == []
    page.get_by_role("link", name=re.compile("Casey Sample")).click()
    expect(page.get_by_text("Overall score", exact=True)).to_be_visible()
    assert violations(page) == []
    quote = page.locator(".question .evidence mark").first
    expect(quote).to_be_visible()
    anchor = page.locator(".question .evidence a").first.get_attribute("href")
    turn = page.locator(f"[id='{anchor[1:]}']")
    expect(turn).to_contain_text(quote.inner_text())
    page.get_by_role("link", name="Report").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Download PDF").click()
    assert Path(download.value.path()).read_bytes().startswith(b"%PDF")
    page.go_back()
    page.get_by_role("button", name="Shortlist").click()
    expect(page.get_by_text("Shortlisted").first).to_be_visible()
