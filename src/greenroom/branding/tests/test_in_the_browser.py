"""The editor with its preview, and branded candidate pages, in a real browser."""

from __future__ import annotations

import pytest
from django.conf import settings as django_settings
from playwright.sync_api import Browser, BrowserContext, Page, expect

from greenroom.branding.tests.conftest import PAGE, drawn
from greenroom.branding.tests.test_templates import at
from greenroom.candidates.tests.walking import Walk
from greenroom.core.testing.browser import violations

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

LOOK = {"primary_color": "#8a1c5b", "background_color": "#fff7fb", "font_family": "serif"}
WORDS = {"en": "Hello from {{company_name}}", "ar": "مرحبا بكم في {{company_name}}"}


def come_in(context: BrowserContext, site: str, client, **more: str) -> Page:
    name = django_settings.SESSION_COOKIE_NAME
    cookies = {name: client.cookies[name].value, **more} if client else more
    context.add_cookies([{"name": name, "value": value, "url": site} for name, value in cookies.items()])
    return context.new_page()


def test_the_preview_follows_what_is_typed_and_colours_are_put_right(
    visitor, site, made, in_workspace, sign_in
):
    template = made(company_name="Larkspur", logo=drawn((120, 40)), **LOOK)
    page = come_in(visitor, site, sign_in(in_workspace.owner))
    page.goto(at(template))
    inside = page.frame_locator("#preview")
    expect(inside.get_by_role("img", name="Larkspur")).to_be_visible()
    before = page.evaluate("history.length")
    page.get_by_label("Header text").fill("Spring hiring")
    expect(inside.get_by_text("Spring hiring")).to_be_visible()
    page.get_by_label("Language").select_option("ar")
    expect(inside.locator("html")).to_have_attribute("dir", "rtl")
    page.get_by_label("Theme").select_option("dark")
    expect(inside.locator("html")).to_have_attribute("data-theme", "dark")
    page.get_by_label("Primary colour", exact=True).fill("#ffd500")
    page.locator("#checks").get_by_role("button", name="Use #897100").first.click()
    expect(page.get_by_label("Primary colour", exact=True)).to_have_value("#897100")
    expect(page.locator("#checks").get_by_text("Can be read")).to_have_count(5)
    expect(inside.locator('link[href="/brand/look/897100-fff7fb-serif.css"]')).to_have_count(1)
    assert page.evaluate("history.length") == before
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("was saved")).to_be_visible()
    template.refresh_from_db()
    assert (template.said.primary_color, template.said.header_text) == ("#897100", "Spring hiring")


def test_the_pages_of_branding_are_accessible_in_both_themes_and_fit_a_phone(
    visitor, site, made, grouped, in_workspace, sign_in
):
    group = grouped(made(company_name="Larkspur", logo=drawn(), words=WORDS, **LOOK))
    page = come_in(visitor, site, sign_in(in_workspace.owner))
    page.set_viewport_size({"width": 390, "height": 800})
    for place in (PAGE, f"{PAGE}groups/", at(group.welcome)):
        page.goto(place)
        for theme in ("light", "dark"):
            page.emulate_media(color_scheme=theme, reduced_motion="reduce")
            assert violations(page) == [], (place, theme)
        assert page.evaluate("document.documentElement.scrollWidth") == 390, place


@pytest.mark.parametrize(("language", "theme", "width"), [("en", "light", 320), ("ar", "dark", 1280)])
def test_branded_candidate_pages_are_accessible_in_both_themes_and_directions(
    language, theme, width, chromium: Browser, site, made, grouped, walk: Walk
):
    links = dict.fromkeys(("privacy_url", "terms_url", "support_url"), "https://example.org/")
    grouped(
        made(
            company_name="Larkspur", logo=drawn((600, 90)), header_text="Spring", words=WORDS, **LOOK, **links
        ),
        made("interview", backdrop=drawn((192, 108)), avatar=drawn((64, 64)), **LOOK),
    )
    look = {"viewport": {"width": width, "height": 800}, "color_scheme": theme}
    context = chromium.new_context(base_url=site, **look)
    page = come_in(context, site, None, django_language=language)
    looks_right(page, walk.link, width)
    walk.enter()
    page = come_in(context, site, walk.client)
    looks_right(page, walk.at("resume/"), width)
    context.close()


def looks_right(page: Page, address: str, width: int) -> None:
    page.goto(address)
    assert page.evaluate("document.documentElement.scrollWidth") == width, address
    assert violations(page) == [], address
