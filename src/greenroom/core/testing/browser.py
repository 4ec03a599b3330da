"""A pytest plugin: one real browser for all tests that need one, and the product served to it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from pytest_django.live_server_helper import LiveServer

from greenroom.core.ui import assets

ROOT = Path(__file__).parents[4]
AXE = ROOT / "node_modules/axe-core/axe.min.js"
CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-sync",
]
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

COLOURS = ["color-contrast", "link-in-text-block"]
"""Rules whose outcome a theme can change; all others read the same page in both."""

BROKEN = """rules => axe.run(document, {runOnly: rules, resultTypes: ["violations"]}).then(
  found => found.violations.map(each => `${each.id}: ${each.nodes[0].html.slice(0, 160)}`)
)"""
"""Only what is broken comes back: all that was found to be right is many times as much."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests of a file that drive a browser run one after another in one process, and share the browser."""
    for item in items:
        if item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.xdist_group(item.nodeid.partition("::")[0]))


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """One browser for a module: while it is open, Playwright's event loop runs in the thread of the tests."""
    if CHROMIUM is None:
        pytest.skip("there is no Chromium on this machine")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def site(live_server: LiveServer, settings: Any) -> str:
    """The address of the whole product, served by this process."""
    if not assets.read_manifest():
        pytest.skip(assets.MISSING)
    settings.EMAIL_BACKEND = (
        "greenroom.outreach.senders.email.backend.OutboxBackend"  # pytest-django swaps it
    )
    settings.PUBLIC_URL = live_server.url
    settings.CSRF_TRUSTED_ORIGINS = [live_server.url]
    return str(live_server.url)


@pytest.fixture
def visitor(chromium: Browser, site: str) -> Iterator[BrowserContext]:
    """Somebody's own browser profile. Complaints of the console fail the test."""
    context = chromium.new_context(base_url=site, viewport={"width": 1280, "height": 900})
    complaints: list[str] = []
    context.on("weberror", lambda error: complaints.append(str(error.error)))
    context.on(
        "console",
        lambda message: complaints.append(message.text) if "Content Security" in message.text else None,
    )
    yield context
    context.close()
    if complaints:
        pytest.fail(f"the browser complained: {complaints}")


def violations(page: Page) -> list[str]:
    """What axe finds wrong: the rule, and the first element that breaks it."""
    if not AXE.is_file():
        pytest.skip("axe-core is not installed: run `npm ci`")
    page.evaluate(AXE.read_text())
    found: list[str] = page.evaluate(BROKEN, RULES)
    return found


def violations_in_either_theme(page: Page) -> list[str]:
    """The same in the light theme, and what is wrong with colours in the dark one; the light one is left."""
    page.emulate_media(color_scheme="light", reduced_motion="reduce")
    found = violations(page)
    page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    found += [f"dark: {each}" for each in page.evaluate(BROKEN, COLOURS)]
    page.emulate_media(color_scheme="light", reduced_motion="reduce")
    return found
