"""The link, the QR code, the poster, and the header above them."""

from __future__ import annotations

from datetime import timedelta

import pytest
import segno
import time_machine

from greenroom.interviewers.actions import interviewers, lifecycle
from greenroom.interviewers.models import Interviewer

pytestmark = pytest.mark.django_db


def share_of(interviewer) -> str:
    return f"/interviewers/{interviewer.slug}/share/"


@pytest.fixture(autouse=True)
def _public(settings) -> None:
    settings.PUBLIC_URL = "https://jobs.example.org"


def link(interviewer) -> str:
    return f"https://jobs.example.org/apply/northfield/{interviewer.slug}/"


def test_the_link_can_be_read_and_copied(active, in_workspace, sign_in):
    page = sign_in(in_workspace.viewer).get(share_of(active)).content.decode()
    assert f'value="{link(active)}"' in page
    assert f'data-text="{link(active)}"' in page


def test_the_qr_code_is_that_of_the_link(active, in_workspace, sign_in):
    response = sign_in(in_workspace.viewer).get(f"{share_of(active)}qr.svg")
    assert response["Content-Type"] == "image/svg+xml"
    wanted = segno.make_qr(link(active), error="q").svg_inline(border=4, light="#fff", dark="#000")
    path = 'd="' + wanted.split('stroke="#000"')[1].split('d="')[1].split('"')[0] + '"'
    assert path in response.content.decode()
    assert "style=" not in response.content.decode()
    assert "Content-Disposition" not in response
    saved = sign_in(in_workspace.viewer).get(f"{share_of(active)}qr.svg?download=1")
    assert saved["Content-Disposition"] == f'attachment; filename="{active.slug}.svg"'


def test_the_poster_names_the_role_and_the_link(active, in_workspace, sign_in):
    page = sign_in(in_workspace.viewer).get(f"{share_of(active)}poster/").content.decode()
    for words in (active.title, link(active), f"{share_of(active)}qr.svg", "Northfield"):
        assert words in page
    assert 'class="nav"' not in page


def test_a_closed_link_says_why_and_how_to_open_it(active, in_workspace, sign_in):
    client = sign_in(in_workspace.colleague)
    Interviewer.objects.filter(id=active.id).update(status="expired")
    page = client.get(share_of(active)).content.decode()
    assert "deadline has passed" in page
    assert "Open for another month" in page
    lifecycle.archive(active, by=in_workspace.owner)
    assert "its link is closed" in client.get(share_of(active)).content.decode()


def test_a_deadline_that_has_come_closes_the_link_before_any_job_runs(active, in_workspace, sign_in):
    with time_machine.travel(active.deadline + timedelta(seconds=1), tick=False):
        page = sign_in(in_workspace.viewer).get(share_of(active)).content.decode()
    assert "deadline has passed" in page
    assert "Open for another month" not in page


def test_a_draft_says_that_its_link_is_not_open_yet(planned, in_workspace, sign_in):
    assert "once you activate it" in sign_in(in_workspace.viewer).get(share_of(planned)).content.decode()


@pytest.mark.parametrize(
    ("left", "words"),
    [
        (timedelta(days=22, hours=1), "Active for 22 more days"),
        (timedelta(days=1, hours=1), "Active for 1 more day"),
        (timedelta(hours=3), "Closes within a day"),
    ],
)
def test_the_header_says_how_long_it_is_open(active, in_workspace, sign_in, left, words):
    with time_machine.travel(active.deadline - left, tick=False):
        header = sign_in(in_workspace.viewer).get(share_of(active)).context["header"]
    assert header.remaining == words
    assert header.soon == (left < timedelta(days=7))


def test_the_header_leads_to_every_page_a_member_may_see(active, in_workspace, sign_in):
    tabs = {
        who: [tab["label"] for tab in sign_in(member).get(share_of(active)).context["header"].tabs]
        for who, member in (("viewer", in_workspace.viewer), ("colleague", in_workspace.colleague))
    }
    assert tabs == {
        "viewer": [
            "Candidates",
            "Interview Plan",
            "Interview Stages",
            "Questions & Scoring",
            "Share",
            "Calibration",
        ],
        "colleague": [
            "Candidates",
            "Interview Plan",
            "Configure",
            "Interview Stages",
            "Questions & Scoring",
            "Budget & Notifications",
            "Share",
            "Calibration",
        ],
    }


def test_only_who_may_delete_is_offered_to(active, in_workspace, sign_in):
    for member, offered in ((in_workspace.owner, True), (in_workspace.colleague, False)):
        page = sign_in(member).get(share_of(active)).content.decode()
        assert ("settings/#delete" in page) == offered


def test_a_stranger_finds_nothing(active, in_workspace, sign_in):
    client = sign_in(in_workspace.stranger)
    for page in ("", "plan/", "share/", "share/qr.svg", "share/poster/", "settings/", "job-description/"):
        assert client.get(f"/interviewers/{active.slug}/{page}").status_code == 404


def test_who_is_not_signed_in_is_asked_to(active, client):
    response = client.get(share_of(active))
    assert response.status_code == 302
    assert response["Location"].startswith("/sign-in/?next=")


def test_a_title_of_every_length_has_a_page(active, in_workspace, sign_in):
    interviewers.edit(active, by=in_workspace.owner, title="W" * 160)
    assert sign_in(in_workspace.viewer).get(share_of(active)).status_code == 200


def test_the_button_for_another_page_is_shown_as_words(active, in_workspace, sign_in):
    page = sign_in(in_workspace.colleague).get(share_of(active))
    link = page.context["link"]
    assert f'href="{link}"' in page.context["embed"]
    assert "&lt;a href=&quot;" in page.content.decode()
    assert 'style="display' not in page.content.decode()


def test_the_header_leads_through_the_interview_as_a_candidate(active, in_workspace, sign_in):
    client = sign_in(in_workspace.colleague)
    assert f'action="/interviewers/{active.slug}/preview/"' in client.get(share_of(active)).content.decode()
    answer = client.post(f"/interviewers/{active.slug}/preview/")
    assert answer["Location"].endswith(f"/{active.slug}/steps/")
    assert client.get(answer["Location"]).status_code == 200
