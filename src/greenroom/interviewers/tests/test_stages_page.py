"""Interview Stages: the list, its changes with and without script, two tabs, and retakes."""

from __future__ import annotations

from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from greenroom.interviewers import registry
from greenroom.interviewers.actions import interviewers as editing
from greenroom.interviewers.actions import workflow
from greenroom.interviewers.models import Interviewer, Stage

pytestmark = pytest.mark.django_db
SCRIPT = {"HX-Request": "true"}


def stages_of(interviewer) -> list[Stage]:
    rows = Stage.objects.filter(interviewer=interviewer, removed_at=None)
    return list(rows.order_by("position"))


def kinds_of(interviewer) -> list[str]:
    return [stage.kind for stage in stages_of(interviewer)]


def page_of(interviewer, rest: str = "") -> str:
    return f"/interviewers/{interviewer.slug}/stages/{rest}"


def order_of(interviewer) -> int:
    return Interviewer.objects.values_list("order", flat=True).get(id=interviewer.id)


def test_each_stage_says_what_it_holds_how_long_it_takes_and_whom_it_stops(two, recruiter, in_workspace):
    resume, interview = stages_of(two)
    workflow.configure(
        interview, config={}, by=in_workspace.owner, enforces_dealbreakers=True, minimum_score=62.5
    )
    workflow.configure(resume, config={}, by=in_workspace.owner, waits_for_person=True)
    page = unescape(recruiter.get(page_of(two)).content.decode())
    asked = interview.questions.filter(current__modality="open").count()
    assert f"{asked} question" in page
    assert "Stops at a dealbreaker, or below a score of 62.5" in page
    assert "Always continue" in page
    assert "A person lets them on" in page
    assert page.count("minute") >= 2


def test_every_registered_kind_can_be_added_and_says_what_it_is(two, recruiter):
    page = unescape(recruiter.get(page_of(two)).content.decode())
    for kind in registry.all_kinds():
        assert f'name="kind" value="{kind.slug}"' in page
        assert str(kind.about) in page
        recruiter.post(page_of(two, "new/"), {"kind": kind.slug, "seen": order_of(two)})
        assert stages_of(two)[-1].kind == kind.slug


def test_a_kind_there_is_not_is_refused_beside_the_list_as_it_is(two, recruiter):
    before = kinds_of(two)
    given = {"kind": "horoscope", "seen": order_of(two)}
    response = recruiter.post(page_of(two, "new/"), given, headers=SCRIPT)
    assert response.status_code == 422
    assert response["HX-Retarget"] == "#workflow"
    assert 'role="alert"' in response.content.decode()
    assert kinds_of(two) == before


def test_a_removed_stage_comes_back_where_it_stood(two, recruiter):
    first, before = stages_of(two)[0], kinds_of(two)
    response = recruiter.post(page_of(two, f"{first.id}/remove/"), {"seen": order_of(two)})
    assert response["Location"].endswith(f"?removed={first.id}")
    assert page_of(two, f"{first.id}/restore/") in recruiter.get(response["Location"]).content.decode()
    assert kinds_of(two) == before[1:]
    recruiter.post(page_of(two, f"{first.id}/restore/"), {"seen": order_of(two)})
    assert kinds_of(two) == before


def test_removal_by_script_offers_undo_and_redraws_the_strip_above(two, recruiter):
    first = stages_of(two)[0]
    seen = {"seen": order_of(two)}
    text = recruiter.post(page_of(two, f"{first.id}/remove/"), seen, headers=SCRIPT).content.decode()
    undo = text.partition(f'action="{page_of(two, f"{first.id}/restore/")}"')[2]
    two.refresh_from_db()
    assert f'name="seen" value="{two.order}"' in undo
    assert 'hx-swap-oob="beforeend:#toasts"' in text
    assert 'class="stage-strip" hx-swap-oob="outerHTML:.page-header .stage-strip"' in text
    assert f'id="stage-{first.id}"' not in text


def test_the_last_stage_stays_and_says_why(two, recruiter, in_workspace):
    first, last = stages_of(two)
    workflow.remove(first, by=in_workspace.owner)
    page = recruiter.post(page_of(two, f"{last.id}/remove/"), {"seen": order_of(two)})
    assert page.status_code == 422
    assert "at least one stage" in page.content.decode()
    assert kinds_of(two) == [last.kind]


def test_stages_move_by_buttons_and_by_dragging(two, recruiter):
    resume, interview = stages_of(two)
    recruiter.post(page_of(two, f"{interview.id}/move/"), {"to": "up", "seen": order_of(two)})
    assert stages_of(two) == [interview, resume]
    response = recruiter.post(
        page_of(two, "order/"), {"stage": [resume.id, interview.id], "seen": order_of(two)}, headers=SCRIPT
    )
    assert response.status_code == 200
    assert stages_of(two) == [resume, interview]
    assert recruiter.post(page_of(two, "order/"), {"stage": ["x"]}).status_code == 404


@pytest.mark.parametrize("headers", [{}, SCRIPT], ids=["page", "script"])
def test_the_later_of_two_tabs_is_told_and_nothing_is_lost(two, recruiter, in_workspace, headers):
    resume, interview = stages_of(two)
    had = order_of(two)
    workflow.add(two, kind=interview.kind, by=in_workspace.owner, seen=had)
    now = kinds_of(two)
    for address, sent in (
        ("order/", {"stage": [interview.id, resume.id]}),
        (f"{interview.id}/move/", {"to": "up"}),
        (f"{resume.id}/remove/", {}),
        ("new/", {"kind": "resume"}),
    ):
        response = recruiter.post(page_of(two, address), {**sent, "seen": had}, headers=headers)
        assert response.status_code == (422 if headers else 409)
        text = response.content.decode()
        assert "changed in another window" in text
        assert text.count("data-item") == len(now)
        assert kinds_of(two) == now


def test_a_viewer_sees_the_stages_and_changes_nothing(two, sign_in, in_workspace):
    viewer, first, before = sign_in(in_workspace.viewer), stages_of(two)[0], kinds_of(two)
    page = viewer.get(page_of(two))
    assert page.status_code == 200
    for forbidden in ("/remove/", "/move/", "data-grip", 'name="kind"', 'name="most_retakes"'):
        assert forbidden not in page.content.decode()
    for address in ("new/", "order/", "retakes/", f"{first.id}/remove/", f"{first.id}/move/", f"{first.id}/"):
        assert viewer.post(page_of(two, address), {"kind": "resume"}).status_code == 403
    assert kinds_of(two) == before


def test_statements_do_not_grow_with_the_stages(two, recruiter, in_workspace):
    found = []
    for _round in range(2):
        with CaptureQueriesContext(connection) as ran:
            assert recruiter.get(page_of(two)).status_code == 200
        found.append(len(ran))
        for _stage in range(4):
            workflow.add(two, kind="web_interview", by=in_workspace.owner)
    assert found[0] == found[1]
    assert found[0] <= 12


def retakes_of(interviewer) -> tuple[int, float]:
    return Interviewer.objects.values_list("most_retakes", "retake_cooldown_days").get(id=interviewer.id)


def revision_of(interviewer) -> int:
    return Interviewer.objects.values_list("revision", flat=True).get(id=interviewer.id)


def test_retakes_are_switched_on_and_off_before_activation(two, recruiter):
    sent = {"enabled": "on", "most_retakes": "3", "retake_cooldown_days": "0.5", "seen": revision_of(two)}
    assert recruiter.post(page_of(two, "retakes/"), sent)["Location"] == page_of(two) + "#completion"
    assert retakes_of(two) == (3, 0.5)
    sent = {"most_retakes": "3", "retake_cooldown_days": "0.5", "seen": revision_of(two)}
    recruiter.post(page_of(two, "retakes/"), sent)
    assert retakes_of(two) == (0, 0.5)


@pytest.mark.parametrize(
    ("field", "wrong", "told"),
    [("most_retakes", "11", "0 to 10 retakes"), ("retake_cooldown_days", "-1", "fractions count")],
)
def test_a_wrong_number_of_retakes_is_told_beside_it(two, recruiter, field, wrong, told):
    sent = {"enabled": "on", "most_retakes": "2", "retake_cooldown_days": "1", "seen": revision_of(two)}
    response = recruiter.post(page_of(two, "retakes/"), {**sent, field: wrong})
    page = response.content.decode()
    assert response.status_code == 422
    assert told in page
    assert f'value="{wrong}"' in page
    assert retakes_of(two) == (0, 0)


def test_retakes_of_the_second_tab_show_what_the_first_chose(two, recruiter, in_workspace):
    had = revision_of(two)
    editing.edit(two, by=in_workspace.owner, most_retakes=7, retake_cooldown_days=2)
    sent = {"enabled": "on", "most_retakes": "4", "retake_cooldown_days": "1", "seen": had}
    response = recruiter.post(page_of(two, "retakes/"), sent)
    page = response.content.decode()
    assert response.status_code == 422
    assert "As it is now" in page
    assert "Max retakes: 7" in page
    assert 'value="4"' in page
    assert retakes_of(two) == (7, 2)
    recruiter.post(page_of(two, "retakes/"), {**sent, "seen": revision_of(two)})
    assert retakes_of(two) == (4, 1)


def test_retakes_are_locked_once_active_with_the_reason_and_the_ways_out(active, recruiter):
    page = recruiter.get(page_of(active)).content.decode()
    assert 'name="most_retakes"' not in page
    assert "Retakes are settled once candidates have the link" in page
    assert "Allow Retake" in page
    assert f"/interviewers/{active.slug}/duplicate/" in page
    sent = {"enabled": "on", "most_retakes": "3", "retake_cooldown_days": "1", "seen": revision_of(active)}
    assert recruiter.post(page_of(active, "retakes/"), sent).status_code == 422
    assert retakes_of(active) == (0, 0)
