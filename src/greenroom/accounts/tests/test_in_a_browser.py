"""Passkeys, and each page of this room, in a real browser."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from greenroom.accounts.tests.arriving import PASSWORD
from greenroom.core.testing.browser import violations_in_either_theme

pytestmark = [pytest.mark.browser]

FOR_ANYBODY = [
    "/sign-in/",
    "/sign-in/link/",
    "/sign-in/link/stale/",
    "/password/reset/",
    "/invitation/stale/",
]
FOR_THE_OWNER = [
    "/account/",
    "/account/email/",
    "/account/password/",
    "/account/two-step/",
    "/account/two-step/passkeys/",
    "/account/confirm/",
    "/account/sessions/",
    "/account/workspaces/",
    "/settings/",
    "/settings/workspace/",
    "/settings/engines/",
    "/settings/audit/",
    "/outreach/outbox/",
]
VIRTUAL_KEY = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def context(cast, chromium: Browser, site: str) -> Iterator[BrowserContext]:
    """A browser at the running product with the cast in its database."""
    profile = chromium.new_context(base_url=site)
    yield profile
    profile.close()


def sign_in(page: Page) -> None:
    page.goto("/sign-in/")
    page.fill("#id_login", "owner@example.org")
    page.fill("#id_password", PASSWORD)
    page.click("form[action='/sign-in/'] button")
    page.wait_for_url(lambda address: "/sign-in/" not in address or "second-step" in address)


def sign_out(page: Page) -> None:
    page.goto("/sign-out/")
    page.click("main button")
    page.wait_for_url("**/sign-in/")


def add_passkey(page: Page) -> None:
    """With a key that stands for a finger on this machine's sensor."""
    wire = page.context.new_cdp_session(page)
    wire.send("WebAuthn.enable")
    wire.send("WebAuthn.addVirtualAuthenticator", {"options": VIRTUAL_KEY})
    page.goto("/account/two-step/passkeys/add/")
    page.fill("#id_password", PASSWORD)
    page.click("main button[type=submit]")
    page.fill("#id_name", "Desk")
    page.check("#id_passwordless")
    page.click("#passkey-add")
    page.wait_for_url("**/account/two-step/codes/")


def test_a_passkey_is_added_signs_in_alone_and_is_a_second_step(context: BrowserContext) -> None:
    page = context.new_page()
    sign_in(page)
    add_passkey(page)
    assert page.locator(".codes li").count() == 10
    sign_out(page)
    page.click("#passkey-sign-in")
    page.wait_for_url(lambda address: "/sign-in/" not in address)
    page.goto("/account/")
    assert page.url.endswith("/account/")
    sign_out(page)
    sign_in(page)
    assert page.url.endswith("/sign-in/second-step/")
    page.click("#passkey-use")
    page.wait_for_url(lambda address: "/sign-in/" not in address)
    page.goto("/account/two-step/passkeys/")
    assert "Desk" in page.inner_text("main")


def test_every_page_is_accessible_fits_and_breaks_no_policy(context: BrowserContext) -> None:
    page = context.new_page()
    complaints: list[str] = []
    page.on(
        "console", lambda said: complaints.append(f"{page.url}: {said.text}") if _blocked(said.text) else None
    )
    page.on("pageerror", lambda error: complaints.append(f"{page.url}: {error}"))
    for address in FOR_ANYBODY:
        complaints += look_at(page, address)
    sign_in(page)
    for address in FOR_THE_OWNER:
        complaints += look_at(page, address)
    assert complaints == []


def _blocked(said: str) -> bool:
    return "Content Security Policy" in said


def look_at(page: Page, address: str) -> list[str]:
    """What axe finds, and widths at which the page is wider than the window."""
    page.set_viewport_size({"width": 1440, "height": 900})
    page.goto(address)
    faults = [f"{address} {fault}" for fault in violations_in_either_theme(page)]
    for width in (320, 390):
        page.set_viewport_size({"width": width, "height": 800})
        if page.evaluate("document.documentElement.scrollWidth") > width:
            faults.append(f"{address} is wider than {width}")
    return faults
