"""Somebody who has a keyboard and no pointer."""

from __future__ import annotations

from playwright.sync_api import Locator, Page

MOST_STEPS = 60


def reach(page: Page, wanted: Locator) -> None:
    """Press Tab until the focus is there, however it is reached from here."""
    handle = wanted.first.element_handle()
    for _ in range(MOST_STEPS):
        if page.evaluate("wanted => wanted === document.activeElement", handle):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"the Tab key does not reach {wanted}")


def write(page: Page, label: str, words: str) -> None:
    reach(page, page.get_by_label(label, exact=True))
    page.keyboard.type(words)


def press(page: Page, wanted: Locator, key: str = "Enter") -> None:
    reach(page, wanted)
    page.keyboard.press(key)


def button(page: Page, name: str) -> Locator:
    """A button or link that can be seen, by all of its name."""
    either = page.get_by_role("button", name=name, exact=True).or_(
        page.get_by_role("link", name=name, exact=True)
    )
    return either.filter(visible=True)
