"""Building a workflow in a real browser: by keyboard alone, by mouse, and without a violation of axe."""

from __future__ import annotations

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from greenroom.core.testing.browser import violations
from greenroom.interviewers.actions import questions, workflow
from greenroom.interviewers.models import Interviewer, Question, Stage
from greenroom.interviewers.rules.wording import Wording

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SHORT = {"timeout": 10_000}


@pytest.fixture
def page(visitor: BrowserContext, in_workspace) -> Page:
    """A recruiter who has signed in."""
    page = visitor.new_page()
    page.goto("/sign-in/")
    page.get_by_label("E-mail").first.fill(in_workspace.colleague.user.email)
    page.get_by_label("Password", exact=True).fill("correct horse battery")
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url("**/interviewers/**")
    return page


def names(page: Page) -> list[str]:
    return [text.split(". ", 1)[1] for text in page.locator(".workflow-row h3").all_inner_texts()]


def reach(page: Page, name: str) -> None:
    """Go on with Tab until the button has the focus."""
    for _step in range(120):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.getAttribute('aria-label')") == name:
            return
    pytest.fail(f"Tab never comes to {name!r}")


def wait_for(page: Page, order: list[str]) -> None:
    expect(page.locator(".workflow-row h3")).to_have_text(
        [f"{number}. {name}" for number, name in enumerate(order, 1)], **SHORT
    )


def kinds(interviewer: Interviewer) -> list[str]:
    rows = Stage.objects.filter(interviewer=interviewer, removed_at=None).order_by("position")
    return list(rows.values_list("kind", flat=True))


def test_stages_are_put_in_order_removed_and_brought_back_by_keyboard_alone(page: Page, two) -> None:
    page.goto(f"/interviewers/{two.slug}/stages/")
    before = names(page)
    reach(page, f"Move 2. {before[1]} up")
    page.keyboard.press("Enter")
    wait_for(page, before[::-1])
    assert kinds(two) == ["web_interview", "resume"]
    expect(page.locator("[data-controller=announce]")).to_have_text(
        f"{before[1]} is now stage 1 of 2.", **SHORT
    )
    focused = page.evaluate("document.activeElement.getAttribute('aria-label')")
    assert focused == f"Move 1. {before[1]} up"
    strip = page.locator(".page-header .stage-strip")
    expect(strip.locator("li").first).to_contain_text(before[1], **SHORT)
    reach(page, f"Remove 2. {before[0]}")
    page.keyboard.press("Enter")
    wait_for(page, [before[1]])
    undo = page.get_by_role("button", name="Undo")
    expect(undo).to_be_visible(**SHORT)
    undo.focus()
    page.keyboard.press("Enter")
    wait_for(page, before[::-1])


def test_stages_and_questions_are_dragged_by_their_grips(page: Page, two) -> None:
    page.goto(f"/interviewers/{two.slug}/stages/")
    before = names(page)
    drag(page, ".workflow-row")
    wait_for(page, before[::-1])
    assert kinds(two) == ["web_interview", "resume"]
    stage = Stage.objects.get(interviewer=two, kind="web_interview")
    page.goto(f"/interviewers/{two.slug}/questions/")
    first, second, *rest = order_of(stage)
    drag(page, f"#stage-{stage.id} .questions >> nth=0 >> .question")
    moved = page.locator(f"#stage-{stage.id} .questions").first.locator(".question .no").nth(1)
    expect(moved).to_have_id(f"no-{first}", **SHORT)
    expect(moved).to_have_text("2", **SHORT)
    assert order_of(stage) == [second, first, *rest]


def order_of(stage: Stage) -> list[str]:
    rows = Question.objects.filter(stage=stage, removed_at=None, current__modality="open")
    return [str(each) for each in rows.order_by("position").values_list("id", flat=True)]


def drag(page: Page, rows: str) -> None:
    """The first row below the second."""
    upper, lower = (page.locator(rows).nth(at) for at in (0, 1))
    grip, box = upper.locator("[data-grip]").bounding_box(), lower.bounding_box()
    page.mouse.move(grip["x"] + 8, grip["y"] + 8)
    page.mouse.down()
    page.mouse.move(grip["x"] + 8, box["y"] + box["height"] * 0.5, steps=6)
    page.mouse.move(grip["x"] + 8, box["y"] + box["height"] * 0.9, steps=3)
    page.mouse.up()


def test_the_later_of_two_tabs_is_told(page: Page, visitor: BrowserContext, two) -> None:
    page.goto(f"/interviewers/{two.slug}/stages/")
    later = visitor.new_page()
    later.goto(f"/interviewers/{two.slug}/stages/")
    before = names(page)
    page.get_by_role("button", name=f"Move 2. {before[1]} up").click()
    wait_for(page, before[::-1])
    later.get_by_role("button", name=f"Remove 1. {before[0]}").click()
    expect(later.get_by_role("alert")).to_contain_text("changed in another window", **SHORT)
    wait_for(later, before[::-1])


def test_the_fields_follow_the_kind_of_answer(page: Page, two, in_workspace) -> None:
    stage = Stage.objects.get(interviewer=two, kind="web_interview")
    expects = {"type": "yes_no", "wanted": True}
    question = questions.add(
        stage, wording=Wording("Licence?", "structured", expects=expects), by=in_workspace.colleague
    )
    page.goto(f"/interviewers/{two.slug}/questions/?edit={question.id}")
    form = page.locator(f"#question-{question.id}")
    form.get_by_label("Question").fill("Which licences?")
    form.get_by_label("Kind of answer").select_option("choice")
    form.get_by_label("Options, one a line").fill("Car\nForklift", **SHORT)
    expect(form.get_by_label("Question")).to_have_value("Which licences?")
    form.get_by_role("button", name="Save", exact=True).click()
    expect(form.locator("summary .ask")).to_have_text("Which licences?", **SHORT)
    question.refresh_from_db()
    assert question.current.expects["options"] == ["Car", "Forklift"]


def test_the_pages_of_the_builder_are_open_to_everybody(page: Page, two, in_workspace) -> None:
    stage = Stage.objects.get(interviewer=two, kind="web_interview")
    workflow.add(two, kind=stage.kind, by=in_workspace.colleague)
    own = f"/interviewers/{two.slug}"
    for address in (
        f"{own}/stages/",
        f"{own}/stages/{stage.id}/",
        f"{own}/questions/?add={stage.id}-open",
        f"{own}/stages/{stage.id}/questions/suggestions/?modality=open",
        f"{own}/stages/{stage.id}/questions/reuse/?modality=open",
        "/library/questions/",
        "/library/questions/new/?modality=structured",
    ):
        page.goto(address)
        assert violations(page) == [], address
