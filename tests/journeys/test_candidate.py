"""A candidate's whole way in a real browser on a phone: by keyboard, in Arabic, off the network, on two devices."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from playwright.sync_api import Browser, BrowserContext, Page, expect

from greenroom.accounts.models import Workspace
from greenroom.candidates.models import Answer, Application, Attempt
from greenroom.candidates.tests.walking import Walk, question
from greenroom.conversations.models import Turn
from greenroom.core import clock, scope
from greenroom.core.testing.browser import violations
from greenroom.core.testing.jobs import run_due_jobs
from greenroom.interviewers.models import Interviewer, Stage
from greenroom.outreach.models import Message
from greenroom.stages.tests.scene import ask
from tests.journeys.keyboard import button, press, reach, write

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PAGES = Path(__file__).with_name("candidate_pages")
REWRITE = "GREENROOM_TEST_REWRITE_PAGES"
"""Set in the environment, the snapshots are written anew; look at what has changed before they are kept."""
MOVES = re.compile(r"\b[A-Z][a-z]+ \d{1,2}, (\d{4}|[\d:]+ [ap]\.m\.)|\b[A-Z][a-z]{2}\. \d{1,2}, \d{4}")
IDS = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{32}")
RESUME = "Casey Sample\ncasey@example.org\nSkills\nRope access"
EMAIL = "casey@example.org"
WHY, SHIFTS, TOWN, START, FAR = (
    "Why do you want to work here?",
    "Which shifts suit you?",
    "Which of our towns is yours?",
    "When can you start?",
    "How far do you travel?",
)
ROPE = "How do you stay safe on a rope?"
SHAPES = {
    WHY: {"type": "text", "long": True},
    SHIFTS: {"type": "choice", "options": ["Early", "Late", "Night"], "several": True},
    TOWN: {"type": "choice", "options": ["Northfield", "Southfield"]},
    START: {"type": "date"},
    FAR: {"type": "number", "slider_min": 0, "slider_max": 100, "unit": "km"},
}
SHIFT = """
new PerformanceObserver(list => {
  const moved = list.getEntries().filter(entry => !entry.hadRecentInput).reduce((sum, entry) => sum + entry.value, 0);
  sessionStorage.setItem("shift", Number(sessionStorage.getItem("shift") ?? 0) + moved);
}).observe({type: "layout-shift", buffered: true});
"""


def make(workspace: Workspace, slug: str, *kinds: str, **given: object) -> Interviewer:
    """An open interviewer of these stages, with the questions above and one to talk about."""
    fields = {
        "title": "Window Cleaner",
        "status": "active",
        "deadline": clock.now().replace(year=clock.now().year + 1),
        **given,
    }
    with scope.scoped(workspace.id):
        made: Interviewer = Interviewer.objects.create(workspace=workspace, slug=slug, **fields)
        for place, kind in enumerate(kinds):
            stage = Stage.objects.create(workspace=workspace, interviewer=made, position=place, kind=kind)
            if kind == "form":
                for at, (text, shape) in enumerate(SHAPES.items()):
                    ask(stage, at, text, expects=shape, is_required=True)
            if kind == "web_interview":
                question(stage, 0, ROPE, key_points=["checks the harness"])
                question(stage, 1, "What do you do in wind?", key_points=["stops the work"])
    return made


@pytest.fixture
def device(chromium: Browser, site: str) -> Iterator[BrowserContext]:
    context = chromium.new_context(
        base_url=site, viewport={"width": 390, "height": 844}, locale="en-GB", timezone_id="Europe/London"
    )
    yield context
    context.close()


def newest_code() -> str:
    body = Message.objects.filter(recipient=EMAIL).latest("created_at").body
    found = re.search(r"\b\d{6}\b", body)
    assert found
    return found[0]


def look(page: Page, name: str) -> None:
    """What a screen reader is given, as it was when it was last looked at; accessible; nothing beside the screen."""
    page.wait_for_load_state("load")
    assert violations(page) == [], name
    assert page.evaluate("document.documentElement.scrollWidth") == 390, name
    seen = IDS.sub("(id)", MOVES.sub("(a moment)", page.locator("body").aria_snapshot())) + "\n"
    kept = PAGES / f"{name}.yaml"
    if os.environ.get(REWRITE):
        kept.write_text(seen, encoding="utf-8")
    assert seen == kept.read_text(encoding="utf-8"), f"{kept.name} is no more what {name} says"


def test_the_whole_way_by_keyboard_alone(device: BrowserContext, cast) -> None:
    interviewer = make(cast.workspace, "window-cleaner", "resume", "form", "web_interview", location="Leeds")
    device.add_init_script(SHIFT)
    page = device.new_page()
    page.goto(f"/apply/{cast.workspace.slug}/{interviewer.slug}/")
    enter(page)
    send_resume(page)
    fill_in(page)
    talk(page)
    rate(page)
    assert page.evaluate("Number(sessionStorage.getItem('shift') ?? 0)") < 0.05
    run_due_jobs()
    with scope.scoped(cast.workspace.id):
        application = Application.objects.select_related("candidate").get()
        assert (application.candidate.phone, application.rating) == ("+447700900123", 4)
        assert set(Attempt.objects.values_list("status", flat=True)) == {"evaluated"}


def enter(page: Page) -> None:
    look(page, "start")
    write(page, "Your name", "Casey Sample")
    write(page, "E-mail", EMAIL)
    write(page, "Phone Not required", "07700 900123")
    press(page, page.get_by_role("checkbox"), "Space")
    press(page, button(page, "Start"))
    page.wait_for_url("**/code/")
    look(page, "code")
    write(page, "Code", newest_code())
    page.keyboard.press("Enter")
    page.wait_for_url("**/steps/")
    look(page, "steps")


def send_resume(page: Page) -> None:
    press(page, button(page, "Go on"))
    page.wait_for_url("**/resume/**")
    look(page, "resume")
    write(page, "Or paste or type it here", RESUME)
    press(page, button(page, "Send"))
    expect(page.get_by_role("heading", name="Is this right?")).to_be_visible()
    look(page, "resume-read")
    press(page, button(page, "Yes, go on"))
    page.wait_for_url("**/steps/")


def fill_in(page: Page) -> None:
    press(page, button(page, "Go on"))
    page.wait_for_url("**/form/**")
    look(page, "form")
    write(page, WHY, "I like glass.")
    press(page, page.get_by_label("Early"), "Space")
    press(page, page.get_by_label("Northfield", exact=True), "Space")
    write(page, START, "01122030")
    press(page, page.get_by_role("slider"), "ArrowRight")
    expect(page.get_by_role("textbox", name=FAR)).to_have_value("51")
    expect(page.get_by_text("5 of 5 answered")).to_be_visible()
    press(page, button(page, "Look it over"))
    page.wait_for_url("**/review/")
    look(page, "review")
    press(page, button(page, "Send"))
    page.wait_for_url("**/steps/**")


def talk(page: Page) -> None:
    press(page, button(page, "Go on"))
    page.wait_for_url("**/interview/**")
    look(page, "interview")
    said = page.locator("#talk")
    for words in ("I check my harness.", "I stop the work.", "No."):
        before = said.inner_text()
        reach(page, page.get_by_label("Your answer"))
        page.keyboard.type(words)
        page.keyboard.press("Enter")
        page.wait_for_function("before => document.querySelector('#talk')?.innerText !== before", arg=before)
    page.wait_for_url("**/thanks/**")


def rate(page: Page) -> None:
    look(page, "thanks")
    press(page, page.get_by_role("radio", name="1 of 5"), "Space")
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    write(page, "Anything we should know? Not required", "Calm.")
    press(page, button(page, "Send rating"))
    expect(page.get_by_text("Thank you for telling us")).to_be_visible()


def test_in_arabic_nothing_is_left_in_english_and_all_of_it_runs_from_the_right(
    device: BrowserContext, cast
) -> None:
    kinds = ("resume", "form", "web_interview")
    interviewer = make(cast.workspace, "window-cleaner", *kinds, title="عامل تنظيف نوافذ", language="ar")
    link = f"/apply/{cast.workspace.slug}/{interviewer.slug}/"
    page = device.new_page()
    page.goto(link)
    reads_right_to_left(page, "start")
    page.locator("#id_phone").fill("07700 900123")
    page.get_by_role("checkbox").check()
    page.locator(".flow-dock button[form=details]").click()
    expect(page.locator("#id_name")).to_have_attribute("aria-invalid", "true")
    reads_right_to_left(page, "start with problems")
    page.locator("#id_name").fill("نموذج")
    page.locator("#id_email").fill(EMAIL)
    page.get_by_role("checkbox").check()
    page.locator("#id_email").press("Enter")
    page.wait_for_url("**/code/")
    reads_right_to_left(page, "code")
    page.locator("#id_code").fill(newest_code())
    page.keyboard.press("Enter")
    page.wait_for_url("**/steps/")
    reads_right_to_left(page, "steps")
    for kind in kinds[:2]:
        with scope.scoped(cast.workspace.id):
            stage = Stage.objects.get(kind=kind)
        page.goto(f"{link}{kind}/{stage.id}/")
        reads_right_to_left(
            page, kind, *SHAPES, "Early", "Late", "Night", "Northfield", "Southfield", "km", "PDF"
        )


def reads_right_to_left(page: Page, name: str, *as_written: str) -> None:
    """Besides what people have written themselves no Latin word is left, at the usual size and at twice of it."""
    assert page.locator("html").get_attribute("dir") == "rtl", name
    said = page.locator("body").inner_text()
    for known in ("Northfield", "Greenroom", EMAIL, "Word", "ODT", "RTF", "PDF", *as_written):
        said = said.replace(known, "")
    assert re.findall(r"[A-Za-z]{2,}", said) == [], name
    assert violations(page) == [], name
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert page.evaluate("document.documentElement.scrollWidth") == 390, name
    page.evaluate("document.documentElement.style.fontSize = ''")


def at_home(device: BrowserContext, site: str, interviewer: Interviewer, walk: Walk | None = None) -> Walk:
    """The candidate enters without script, and this browser goes on with their session."""
    walk = Walk(interviewer, walk.client) if walk else Walk(interviewer)
    walk.enter()
    session = walk.client.cookies[django_settings.SESSION_COOKIE_NAME]
    device.add_cookies([{"name": session.key, "value": session.value, "url": site}])
    return walk


@pytest.mark.endures
def test_twelve_seconds_without_network_lose_and_double_nothing(
    device: BrowserContext, site: str, cast
) -> None:
    forms = at_home(device, site, make(cast.workspace, "with-form", "form"))
    talks = at_home(device, site, make(cast.workspace, "with-talk", "web_interview"), forms)
    form, talk = device.new_page(), device.new_page()
    form.goto(f"{forms.link}steps/")
    form.get_by_role("link", name="Go on").click()
    talk.goto(talks.at("interview/"))
    form.get_by_label("Early").check()
    expect(form.get_by_text("1 of 5 answered")).to_be_visible()
    device.set_offline(True)
    form.get_by_label(WHY).fill("I like glass.")
    form.get_by_label("Night").check()
    talk.get_by_label("Your answer").fill("I check my harness.")
    talk.get_by_role("button", name="Send answer").click()
    expect(form.get_by_text("No connection. Your answer is kept on this device")).to_have_count(2)
    expect(talk.locator("[data-answer-state]")).to_have_attribute("data-state", "waiting")
    form.wait_for_timeout(12_000)  # what is asked for is this long, and browsers count it by their own clock
    form.get_by_label("Southfield").check()
    device.set_offline(False)
    expect(form.get_by_text("3 of 5 answered")).to_be_visible(timeout=16_000)
    expect(talk.locator("#talk").get_by_text("What do you do in wind?")).to_be_visible(timeout=16_000)
    with scope.scoped(cast.workspace.id):
        answers = dict(Answer.objects.values_list("version__text", "value"))
        assert answers == {WHY: "I like glass.", SHIFTS: ["Early", "Night"], TOWN: ["Southfield"]}
        said = list(Turn.objects.filter(speaker="candidate").values_list("text", flat=True))
        assert said == ["I check my harness."]
    form.route("**/answers/**", lambda route: route.abort())
    form.get_by_label(WHY).fill("I like glass. And steel.")
    expect(form.get_by_text("No connection. Your answer is kept on this device")).to_have_count(1)
    form.close()
    reopened = device.new_page()
    reopened.goto(forms.at(""))
    reopened.get_by_role("link", name="Go on").click()
    expect(reopened.get_by_label(WHY)).to_have_value("I like glass. And steel.")
    expect(reopened.get_by_text("Saved", exact=True)).to_have_count(1)
    with scope.scoped(cast.workspace.id):
        assert Answer.objects.get(version__text=WHY).value == "I like glass. And steel."


def test_two_devices_at_once_take_nothing_from_each_other(
    device: BrowserContext, chromium: Browser, site: str, cast
) -> None:
    walk = at_home(device, site, make(cast.workspace, "with-form", "form", "web_interview"))
    phone = device.new_page()
    phone.goto(f"{walk.link}steps/")
    phone.get_by_role("link", name="Go on").click()
    phone.wait_for_url("**/form/**")
    laptop = chromium.new_context(base_url=site, viewport={"width": 1440, "height": 900}).new_page()
    laptop.goto(f"{walk.link}steps/")
    laptop.get_by_role("link", name="I have been here before").click()
    laptop.get_by_label("The e-mail you applied with").fill(EMAIL)
    laptop.get_by_role("button", name="Send me a code").click()
    laptop.get_by_label("Code").fill(newest_code())
    laptop.get_by_role("button", name="Go on").click()
    laptop.get_by_role("link", name="Go on").click()
    laptop.wait_for_url("**/form/**")
    for page, town, words in ((phone, "", "Glass."), (laptop, "Southfield", "Steel.")):
        page.get_by_label(WHY).fill(words)
        if town:
            page.get_by_label(town, exact=True).check()
            page.get_by_label(START).fill("2030-12-01")
            page.get_by_label("Late").check()
        expect(page.get_by_text("Saved", exact=True)).to_have_count(4 if town else 1)
    phone.get_by_role("textbox", name=FAR).fill("30")
    phone.get_by_role("button", name="Look it over").last.click()
    phone.wait_for_url("**/review/")
    for words in ("Steel.", "Southfield", "Late", "30 km"):
        expect(phone.get_by_text(words)).to_be_visible()
    phone.get_by_role("button", name="Send").click()
    phone.wait_for_url("**/steps/")
    laptop.get_by_label("Early").check()
    laptop.wait_for_url("**/steps/")
    expect(laptop.get_by_text("Received")).to_be_visible()
    laptop.context.close()
    with scope.scoped(cast.workspace.id):
        assert Attempt.objects.get().status == "submitted"
        assert Answer.objects.get(version__text=SHIFTS).value == ["Late"]
