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


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_pages_of_branding_are_accessible_and_fit_a_phone(
    theme, chromium: Browser, site, made, grouped, in_workspace, sign_in
):
    group = grouped(made(company_name="Larkspur", logo=drawn(), words=WORDS, **LOOK), made("interview"))
    context = chromium.new_context(base_url=site, viewport={"width": 390, "height": 800}, color_scheme=theme)
    page = come_in(context, site, sign_in(in_workspace.owner))
    places = [PAGE, f"{PAGE}groups/", f"{PAGE}groups/{group.id}/", at(group.welcome), at(group.interview)]
    for place in places:
        page.goto(place)
        assert page.evaluate("document.documentElement.scrollWidth") == 390, place
        assert violations(page) == [], place
    context.close()


@pytest.mark.parametrize(("language", "theme"), [("en", "light"), ("ar", "dark")])
def test_branded_candidate_pages_are_accessible_in_both_themes_and_directions(
    language, theme, chromium: Browser, site, made, grouped, walk: Walk
):
    links = dict.fromkeys(("privacy_url", "terms_url", "support_url"), "https://example.org/")
    grouped(
        made(
            company_name="Larkspur", logo=drawn((600, 90)), header_text="Spring", words=WORDS, **LOOK, **links
        ),
        made("interview", backdrop=drawn((192, 108)), avatar=drawn((64, 64)), **LOOK),
        made("status", **LOOK),
    )
    walk.enter()
    for width in (320, 1280):
        context = chromium.new_context(
            base_url=site, viewport={"width": width, "height": 800}, color_scheme=theme
        )
        stranger = come_in(context, site, None, django_language=language)
        stranger.goto(walk.link)
        assert stranger.evaluate("document.documentElement.scrollWidth") == width
        assert violations(stranger) == []
        known = come_in(context, site, walk.client)
        for place in ("steps/", "resume/"):
            known.goto(walk.at(place))
            assert known.evaluate("document.documentElement.scrollWidth") == width, place
            assert violations(known) == [], place
        context.close()
