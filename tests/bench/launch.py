"""From a pasted job description to a link that takes candidates, in Chromium: how long the product takes."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page, sync_playwright

from greenroom.core.testing.browser import CHROMIUM, FLAGS
from tests.bench import houses, serving
from tests.bench.figures import Figure
from tests.kills.house import ROOT

SECTION = "Launching an interviewer"
POSTING = ROOT / "src/greenroom/demo/jobs/leeds-sales.md"
OWNER = "owner@example.org"
ROUNDS = 3
THREE_MINUTES = 180_000
"""For the product and its reader together; the figure is the product's part."""


def measure() -> list[Figure]:
    """Over HTTP against `greenroom serve` on SQLite. Nobody reads or changes anything in between."""
    with houses.fresh() as house:
        created = house.run(
            "-m", "greenroom", "admin", "create", "--email", OWNER, "--workspace", "Northfield"
        )
        link = next(word for word in created.split() if "/sign-in/" in word)
        with serving.serving(house) as running, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
            page = browser.new_page(base_url=f"http://localhost:{running.port}")
            _sign_in(page, link)
            rounds = [_launched(page) for _ in range(ROUNDS)]
            browser.close()
    return [
        Figure(
            SECTION,
            "Pasted, planned, activated: until the link is there",
            "ms",
            [sum(steps.values()) for steps in rounds],
            goal=THREE_MINUTES,
            judged="worst",
        ),
        *[Figure(SECTION, name, "ms", [steps[name] for steps in rounds]) for name in rounds[0]],
    ]


def _sign_in(page: Page, link: str) -> None:
    page.goto(link[link.index("/sign-in/") :])
    page.locator("main form button").first.click()
    page.wait_for_url("**/interviewers/")


def _launched(page: Page) -> dict[str, float]:
    """Milliseconds of each step, from the press of a button until what comes of it can be used."""
    posting = POSTING.read_text(encoding="utf-8")
    taken: dict[str, float] = {}

    def step(name: str, act: Callable[[], Any]) -> None:
        began = time.perf_counter()
        act()
        taken[name] = (time.perf_counter() - began) * 1000

    page.goto("/interviewers/")
    step("The page to paste into", lambda: _press(page, "link", "Create Interviewer", "**/new/**"))
    page.get_by_label("Job description").first.fill(posting)
    step("The plan, ready to read", lambda: _planned(page))
    step("Active, with its link", lambda: _press(page, "button", "Activate", "**/share/"))
    return taken


def _press(page: Page, role: Any, name: str, leads_to: str) -> None:
    page.get_by_role(role, name=name).first.click()
    page.wait_for_url(leads_to)


def _planned(page: Page) -> None:
    page.get_by_role("button", name="Make the plan").click()
    page.wait_for_url("**/plan/**")
    page.get_by_role("button", name="Activate").first.wait_for()
