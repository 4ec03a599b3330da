"""Each page of this room in a real browser: accessible in both themes, at any width, with and without script."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from greenroom.core import scope
from greenroom.core.testing.browser import violations, violations_in_either_theme
from greenroom.guidance.actions import company, knowledge, personas, proficiency
from greenroom.guidance.models import KnowledgeItem, ProficiencyRubric
from greenroom.guidance.queries import shipped
from greenroom.guidance.tests.conftest import PARKING, png

pytestmark = pytest.mark.browser

LONG = "Unbroken" * 15


@pytest.fixture
def pages(cast, transactional_db) -> list[str]:
    """A workspace with something of everything, some of it very long, and the addresses of its pages."""
    owner = cast.owner
    with scope.scoped(cast.workspace.id):
        company.save(
            overview=f"{LONG} " * 80, delivery="reference_only", industry=LONG[:120], seen=0, by=owner
        )
        item = knowledge.add_note(title="Parking", subject="general", content=PARKING, by=owner)
        long = knowledge.add_note(title=LONG, subject="candidate", content=LONG * 9, by=owner)
        knowledge.set_active(long, on=False, by=owner)
        persona = personas.create(name=LONG[:60], manner=f"{LONG} " * 15, picture=png(300, 200), by=owner)
        personas.retire(personas.create(name="Ash", manner="", by=owner), by=owner)
        words = shipped.rubric("ar").categories
        rubric = proficiency.create(language="ar", name=LONG, categories=words, by=owner)
        proficiency.activate(rubric, by=owner)
    return [
        "company/",
        "knowledge/",
        "knowledge/?ask=Where+can+I+park&language=en",
        "knowledge/?ask=Is+there+a+gym&language=en&q=nothing",
        "knowledge/new/",
        f"knowledge/{item.id}/",
        f"knowledge/{long.id}/",
        "agents/",
        "agents/new/",
        f"agents/{persona.id}/",
        "evaluation/",
        "evaluation/new/?language=fr",
        f"evaluation/{rubric.id}/",
        f"evaluation/{rubric.id}/?version=1",
        "integrity/",
        "languages/",
    ]


def entered(
    chromium: Browser, site: str, email: str = "owner@example.org", **given
) -> Iterator[BrowserContext]:
    context = chromium.new_context(base_url=site, **given)
    page = context.new_page()
    page.goto("/sign-in/")
    page.fill("#id_login", email)
    page.fill("#id_password", "correct horse battery")
    page.click("form[action='/sign-in/'] button")
    page.wait_for_url(lambda address: "/sign-in/" not in address)
    yield context
    context.close()


@pytest.fixture
def owners(pages, chromium: Browser, site: str) -> Iterator[BrowserContext]:
    yield from entered(chromium, site)


@pytest.fixture
def without_script(pages, chromium: Browser, site: str) -> Iterator[BrowserContext]:
    yield from entered(chromium, site, java_script_enabled=False)


def test_axe_finds_nothing_in_either_theme_and_nothing_sticks_out(owners, pages):
    page = owners.pages[0]
    found: list[str] = []
    for address in pages:
        page.goto(f"/ai/{address}")
        found += [f"{address}: {each}" for each in violations_in_either_theme(page)]
        for width in (320, 390, 1440):
            page.set_viewport_size({"width": width, "height": 900})
            wide = page.evaluate("document.documentElement.scrollWidth")
            found += [f"{address} is {wide} wide at {width}"] if wide != width else []
    assert found == []


def test_axe_finds_nothing_in_what_a_viewer_sees_and_in_errors(pages, chromium: Browser, site: str):
    for context in entered(chromium, site, "viewer@example.org"):
        page = context.pages[0]
        for section in ("company", "knowledge", "agents", "evaluation", "integrity", "languages"):
            page.goto(f"/ai/{section}/")
            assert violations(page) == [], section
    for context in entered(chromium, site):
        page = context.pages[0]
        for address in ("knowledge/new/", "agents/new/", "evaluation/new/?language=en&blank=1"):
            page.goto(f"/ai/{address}")
            page.locator("main form button.is-primary").click()
            expect(page.locator("main .error").first).to_be_visible()
            assert violations(page) == [], address


def test_a_note_is_written_asked_about_deleted_and_brought_back_by_keyboard(owners):
    page = owners.pages[0]
    page.goto("/ai/")
    page.wait_for_url("**/ai/company/")
    press(page, "link", "Knowledge Base")
    press(page, "link", "New item")
    page.get_by_label("Title").focus()
    page.keyboard.type("Dogs")
    page.get_by_label("Content").focus()
    page.keyboard.type("Dogs may come along on Fridays.")
    press(page, "button", "Add")
    expect(page.get_by_text("“Dogs” was added.")).to_be_visible()
    page.get_by_label("A candidate's question").focus()
    page.keyboard.type("May I bring my dog?")
    page.keyboard.press("Enter")
    expect(page.locator(".evidence")).to_contain_text("Dogs may come along on Fridays.")
    press(page, "link", "Dogs")
    press(page, "button", "Delete this item")
    expect(page.get_by_text("“Dogs” was deleted.")).to_be_visible()
    press(page, "button", "Undo")
    expect(page.get_by_text("“Dogs” is back.")).to_be_visible()


def press(page: Page, role: str, name: str) -> None:
    """Move to it and press Enter, as somebody without a mouse does."""
    page.locator("main").get_by_role(role, name=name).first.focus()
    page.keyboard.press("Enter")


def test_signals_are_ticked_all_or_none_with_and_without_script(owners, without_script):
    for context in (owners, without_script):
        page = context.pages[0]
        page.goto("/ai/integrity/")
        ticked = page.locator("input[name=types]:checked")
        page.get_by_role("switch", name="Look for integrity signals").check()
        page.get_by_role("button", name="Deselect all").click()
        expect(ticked).to_have_count(0)
        page.get_by_role("button", name="Select all", exact=True).click()
        expect(ticked).to_have_count(7)
        expect(page.get_by_role("switch", name="Look for integrity signals")).to_be_checked()
        page.get_by_role("button", name="Save Settings").click()
        expect(page.get_by_text("Saved")).to_be_visible()


def test_a_voice_of_this_device_is_offered_heard_and_kept(owners):
    page = owners.pages[0]
    page.add_init_script(
        """const voices = [{name: "Anna", lang: "de-DE", localService: true}];
        window.said = [];
        Object.defineProperty(window, "speechSynthesis", {value: Object.assign(new EventTarget(), {
          getVoices: () => voices, cancel: () => undefined,
          speak: (each) => window.said.push([each.voice.name, each.text])})});
        window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };"""
    )
    page.goto("/ai/languages/")
    page.get_by_label("Voice for German", exact=True).select_option("Anna")
    page.get_by_role("button", name="Preview the voice for German").click()
    assert page.evaluate("window.said") == [
        ["Anna", "Guten Tag, und danke für Ihre Zeit. Wollen wir mit der ersten Frage beginnen?"]
    ]
    expect(page.get_by_role("button", name="Preview the voice for French")).to_be_disabled()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Saved")).to_be_visible()
    expect(page.get_by_label("Voice for German", exact=True)).to_have_value("Anna")


def test_words_are_proposed_and_saved_only_when_somebody_saves(owners, cast):
    page = owners.pages[0]
    page.goto("/ai/evaluation/new/?language=en")
    page.get_by_text("AI Tune").nth(1).click()
    page.get_by_label("What should change?").nth(1).fill("Stricter for senior roles")
    page.get_by_role("button", name="Propose words · Vocabulary").click()
    expect(page.get_by_text("Proposed by: built-in.")).to_be_visible()
    assert violations(page) == []
    proposed = page.locator("#anchor_1_3").input_value()
    assert proposed != shipped.rubric("en").categories[1].anchors["3"]
    page.get_by_label("Name", exact=True).press("Enter")
    expect(page.get_by_text("“English at work” was added.")).to_be_visible()
    with scope.scoped(cast.workspace.id):
        kept = ProficiencyRubric.objects.get(language="en").current.categories
    assert kept[1]["anchors"]["3"] == proposed


def test_a_picture_is_shown_as_it_is(owners):
    page = owners.pages[0]
    page.goto("/ai/agents/")
    assert page.locator("img.is-picture").first.evaluate(
        "image => [image.naturalWidth, image.naturalHeight]"
    ) == [
        300,
        200,
    ]


def test_everything_can_be_done_without_script(without_script, cast):
    page = without_script.pages[0]
    page.goto("/ai/evaluation/")
    page.get_by_role("link", name="New Template for English").click()
    page.get_by_role("button", name="One more category").click()
    page.get_by_label("Category").last.fill("Tone")
    for score in range(1, 6):
        page.get_by_label(f"What a {score} sounds like").last.fill(f"A {score}")
    page.get_by_role("button", name="Save").click()
    page.get_by_role("button", name="Set Active: English at work").click()
    expect(page.get_by_text("English is rated by “English at work”.")).to_be_visible()
    page.goto("/ai/knowledge/")
    page.get_by_role("button", name="Deactivate: Parking").click()
    page.goto("/ai/languages/")
    page.get_by_role("switch", name="Arabic").uncheck()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Saved")).to_be_visible()
    with scope.scoped(cast.workspace.id):
        assert not KnowledgeItem.objects.get(title="Parking").is_active
        assert len(ProficiencyRubric.objects.get(language="en").current.categories) == 5
