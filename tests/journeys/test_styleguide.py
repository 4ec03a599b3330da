"""The living page in a real browser: what every page is made of holds in both themes, narrow and wide."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Route, expect

from greenroom.core.testing.browser import violations, violations_in_either_theme

pytestmark = pytest.mark.browser

PAGES = ["/styleguide/", "/styleguide/candidate/", "/styleguide/sign-in/"]


@pytest.fixture(autouse=True)
def _living_page(settings) -> None:
    settings.GREENROOM_STYLEGUIDE = True


@pytest.mark.parametrize("address", PAGES)
def test_axe_finds_nothing_the_policy_stops_nothing_and_nothing_sticks_out(
    site: str, chromium: Browser, address: str
) -> None:
    page = chromium.new_page(viewport={"width": 1440, "height": 900})
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(site + address, wait_until="networkidle")
    assert violations_in_either_theme(page) == []
    assert complaints == []
    for width in (320, 390, 1440):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") == width


def test_an_open_drawer_and_dialog_are_accessible_and_close_by_keyboard(site: str, chromium: Browser) -> None:
    page = chromium.new_page()
    page.goto(site + PAGES[0], wait_until="networkidle")
    for opener, name in (("Open the drawer", "Columns"), ("Open the dialog", "Dismiss Maya Okafor?")):
        page.get_by_role("button", name=opener).focus()
        page.keyboard.press("Enter")
        dialog = page.get_by_role("dialog", name=name)
        expect(dialog).to_be_visible()
        assert violations(page) == []
        page.keyboard.press("Escape")
        expect(dialog).to_be_hidden()
        expect(page.get_by_role("button", name=opener)).to_be_focused()


def test_the_chosen_theme_is_there_on_the_next_page_before_any_script(site: str, chromium: Browser) -> None:
    page = chromium.new_page(color_scheme="light")
    page.goto(site + PAGES[0], wait_until="networkidle")
    for _ in range(2):
        page.locator("[data-controller=theme-toggle]").click()
    page.route("**/*.js", lambda route: route.abort())
    page.goto(site + PAGES[2])
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(15, 17, 18)"


def test_the_pages_can_be_read_and_used_without_script(site: str, chromium: Browser) -> None:
    page = chromium.new_context(java_script_enabled=False).new_page()
    page.goto(site + PAGES[0])
    page.locator("summary", has_text="Actions").click()
    expect(page.get_by_role("button", name="Allow retake").first).to_be_visible()
    expect(page.locator("[data-controller=theme-toggle]")).to_be_hidden()


def test_a_selection_survives_another_page(site: str, chromium: Browser) -> None:
    page = chromium.new_page()
    page.goto(site + PAGES[0], wait_until="networkidle")
    page.get_by_role("checkbox", name="Select Hana Sato").check()
    page.goto(site + PAGES[2])
    page.goto(site + PAGES[0], wait_until="networkidle")
    expect(page.get_by_role("checkbox", name="Select Hana Sato")).to_be_checked()
    expect(page.get_by_role("region", name="Bulk actions")).to_contain_text("2 selected")


def test_an_answer_typed_while_the_line_is_down_is_delivered_after_a_reload(
    site: str, chromium: Browser
) -> None:
    page = chromium.new_page()
    sent: list[str] = []

    def answer(route: Route) -> None:
        if route.request.method == "GET":
            return route.fallback()
        sent.append(route.request.post_data or "")
        if len(sent) == 1:
            return route.abort("internetdisconnected")
        return route.fulfill(status=200, content_type="text/html", body="<p class='bubble'>Thank you.</p>")

    page.route("**/styleguide/candidate/", answer)
    page.goto(site + PAGES[1], wait_until="networkidle")
    page.get_by_label("Your answer").fill("Then I tell people how long it is.")
    page.get_by_role("button", name="Send answer").click()
    expect(page.get_by_text("Your answer is kept on this device")).to_be_visible()
    page.reload(wait_until="networkidle")
    expect(page.locator("#conversation")).to_have_text("Thank you.")
    expect(page.get_by_label("Your answer")).to_have_value("")
    assert all("Then I tell people how long it is." in body for body in sent)
    keys = {body.split('name="key"')[1].split("------")[0].strip() for body in sent}
    assert len(keys) == 1
