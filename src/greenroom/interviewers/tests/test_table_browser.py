"""The table in a real browser: with the mouse, with the keyboard alone, and as axe sees it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from greenroom.core import clock, scope
from greenroom.core.money import UNIT
from greenroom.core.testing.browser import violations, violations_in_either_theme
from greenroom.interviewers.actions import labels
from greenroom.interviewers.models import Interviewer, LabelValue

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LIST = "/interviewers/"
TITLES = ("Night Shift Nurse", "Store Manager")


@pytest.fixture
def made(cast) -> list[Interviewer]:
    now = clock.now()
    with scope.scoped(cast.workspace.id):
        rows = [
            Interviewer.objects.create(
                workspace=cast.workspace,
                title=title,
                slug=f"{n:03}-role",
                found_by=title.lower(),
                job_description="An invented role.",
                planning="done",
                status="active",
                activated_at=now - timedelta(days=4),
                deadline=now + timedelta(days=3),
                budget=250 * UNIT,
                spent=241 * UNIT,
            )
            for n, title in enumerate(TITLES)
        ]
        place = labels.define(
            name="Location", value_type="picklist", allowed="Leeds, York", is_required=True, by=cast.owner
        )
        labels.define(name="Client", value_type="text", by=cast.owner)
        labels.apply(rows[1], place, value="York", by=cast.owner)
    return rows


@pytest.fixture
def recruiter(visitor: BrowserContext, cast, made) -> Page:
    page = visitor.new_page()
    page.goto("/sign-in/")
    page.get_by_label("E-mail").first.fill(cast.owner.user.email)
    page.get_by_label("Password", exact=True).fill("correct horse battery")
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url("**/interviewers/**")
    return page


def focused(page: Page) -> str:
    return str(
        page.evaluate("document.activeElement.getAttribute('aria-label') || document.activeElement.name")
    )


def settled(page: Page) -> None:
    """What was swapped in listens to keys a moment after it is there; nobody types as fast as a test."""
    expect(page.locator(".htmx-added, .htmx-settling, .htmx-swapping, .htmx-request")).to_have_count(0)
    page.wait_for_timeout(50)


def test_the_budget_is_edited_in_its_cell_by_keyboard_alone(recruiter: Page, cast, made) -> None:
    pencil = recruiter.get_by_role("link", name="Edit the budget limit: Night Shift Nurse")
    pencil.focus()
    recruiter.keyboard.press("Enter")
    box = recruiter.get_by_label("Budget limit of Night Shift Nurse")
    expect(box).to_be_focused()
    settled(recruiter)
    recruiter.keyboard.press("Control+a")
    recruiter.keyboard.type("100")
    recruiter.keyboard.press("Enter")
    expect(recruiter.get_by_role("alert")).to_contain_text("$241.00 is spent already")
    expect(box).to_have_value("100")
    settled(recruiter)
    box.fill("1k")
    recruiter.keyboard.press("Enter")
    expect(recruiter.locator("td", has_text="$241 / $1k")).to_be_visible()
    expect(pencil).to_be_focused()
    recruiter.keyboard.press("Enter")
    expect(box).to_be_focused()
    recruiter.keyboard.press("Escape")
    expect(box).to_have_count(0)
    expect(pencil).to_be_focused()
    with scope.scoped(cast.workspace.id):
        assert Interviewer.objects.get(id=made[0].id).budget == 1000 * UNIT


def test_a_label_is_put_on_from_the_table_and_taken_off_again(recruiter: Page, cast, made) -> None:
    opener = recruiter.get_by_role("link", name="Manage labels: Night Shift Nurse")
    opener.focus()
    recruiter.keyboard.press("Enter")
    dialog = recruiter.get_by_role("dialog", name="Manage labels")
    expect(dialog).to_contain_text("Every interviewer is to have")
    dialog.get_by_label("Label", exact=True).select_option("location")
    dialog.get_by_label("Location").select_option("Leeds")
    dialog.get_by_role("button", name="Apply Label").click()
    expect(dialog).to_contain_text("“Location” is set.")
    assert violations(recruiter) == []
    recruiter.keyboard.press("Escape")
    expect(opener).to_be_focused()
    expect(recruiter.locator("#labels-000-role")).to_contain_text("Leeds")
    expect(recruiter.locator("#labels-000-role")).not_to_contain_text("missing")
    opener.click()
    dialog.get_by_role("button", name="Take off: Location").click()
    dialog.get_by_role("button", name="Put “Location” back").click()
    expect(dialog).to_contain_text("Leeds")
    with scope.scoped(cast.workspace.id):
        assert LabelValue.objects.filter(interviewer=made[0]).count() == 1


def test_archiving_a_row_is_taken_back_from_the_toast(recruiter: Page, cast, made) -> None:
    recruiter.get_by_role("row", name="Store Manager").hover()
    recruiter.get_by_role("button", name="Archive: Store Manager").click()
    toast = recruiter.locator(".toast", has_text="is archived")
    expect(toast).to_be_visible()
    expect(recruiter.locator("#statuses")).to_contain_text("Archived 1")
    toast.get_by_role("button", name="Undo").click()
    expect(recruiter.locator("#statuses")).to_contain_text("Active 2")
    expect(recruiter.locator(".toast", has_text="is active again")).to_be_visible()


def test_ticking_a_label_narrows_the_list_and_keeps_the_menu_open(recruiter: Page) -> None:
    recruiter.locator(".label-filter summary").click()
    recruiter.locator(".label-filter .check", has_text="York").click()
    expect(recruiter.get_by_role("row", name="Night Shift Nurse")).to_have_count(0)
    expect(recruiter).to_have_url(f"{recruiter.url.split('?')[0]}?label=location%3AYork")
    expect(recruiter.locator("#labels-chosen")).to_have_text("York")
    recruiter.locator(".label-filter .check", has_text="Leeds").click()
    expect(recruiter.locator("#labels-chosen")).to_have_text("Leeds +1")


def test_the_whole_row_opens_its_candidates(recruiter: Page) -> None:
    box = recruiter.get_by_role("row", name="Store Manager").get_by_text("No one yet").bounding_box()
    assert box is not None
    recruiter.mouse.click(box["x"] + 5, box["y"] + 5)
    recruiter.wait_for_url("**/interviewers/001-role/candidates/")


@pytest.mark.parametrize("width", [1440, 390])
def test_every_page_of_labels_is_accessible_and_fits(recruiter: Page, width: int) -> None:
    recruiter.set_viewport_size({"width": width, "height": 900})
    for address in (
        f"{LIST}?label=location:York",
        "/data/labels/",
        "/data/labels/location/",
        "/views/interviewers/?status=active",
        f"{LIST}000-role/labels/?label=location",
    ):
        recruiter.goto(address)
        assert violations_in_either_theme(recruiter) == [], address
        assert recruiter.evaluate("document.documentElement.scrollWidth") <= width, address
