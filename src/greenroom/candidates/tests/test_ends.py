"""What a candidate finds at a door that is paused, and after the last step."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from greenroom.candidates.models import Application
from greenroom.core import scope
from greenroom.interviewers.models import Interviewer

BREAK = {
    "ar": "نوقف هذه المقابلة لفترة قصيرة.",
    "de": "Dieses Interview macht eine kurze Pause.",
    "en": "This interview is taking a short break.",
    "es": "Esta entrevista hace una breve pausa.",
    "fr": "Cet entretien fait une courte pause.",
    "pt": "Esta entrevista está numa breve pausa.",
}
GO_ON = {"en": "Go on to jobs.example.org", "de": "Weiter zu jobs.example.org"}
ADDRESS = "https://jobs.example.org/next?from=interview&step=2"


def change(interviewer: Interviewer, **fields: object) -> None:
    with scope.scoped(interviewer.workspace_id):
        Interviewer.objects.filter(id=interviewer.id).update(**fields)


@pytest.mark.parametrize("language", BREAK)
def test_a_spent_budget_is_a_short_break_in_every_language(walk, language):
    change(walk.interviewer, budget=10, spent=10)
    walk.client.cookies["django_language"] = language
    page = walk.get().content.decode()
    assert BREAK[language] in page
    assert 'name="email"' not in page
    assert "/back/" in page
    walk.apply()
    with scope.scoped(walk.interviewer.workspace_id):
        assert not Application.objects.exists()


@pytest.mark.parametrize("language", GO_ON)
def test_who_is_done_is_offered_the_way_on_and_not_sent_there(walk, language):
    change(walk.interviewer, redirect_url=ADDRESS)
    walk.enter().send_resume().interview()
    walk.client.cookies["django_language"] = language
    page = walk.get("thanks/")
    text = page.content.decode()
    assert page.status_code == 200
    assert GO_ON[language] in text
    assert f'href="{ADDRESS.replace("&", "&amp;")}"' in text
    assert "http-equiv" not in text


def test_without_an_address_nothing_is_offered(walk):
    walk.enter().send_resume().interview()
    assert "Go on to" not in walk.get("thanks/").content.decode()


def test_who_has_said_how_it_was_is_sent_on_once(walk):
    change(walk.interviewer, redirect_url=ADDRESS)
    walk.enter().send_resume().interview()
    assert "Send rating and go on to jobs.example.org" in walk.get("thanks/").content.decode()
    assert walk.post("thanks/", {"rating": "9"}).headers.get("Refresh") is None
    walk.post("thanks/", {"rating": "4"})
    sent_on = walk.get("thanks/")
    assert sent_on.headers["Refresh"] == f"0; url={ADDRESS}"
    assert f'href="{ADDRESS.replace("&", "&amp;")}"' in sent_on.content.decode()
    assert "Refresh" not in walk.get("thanks/").headers


def test_the_map_and_the_thanks_say_when_each_step_came_on_the_candidates_clock(walk, time_machine_at):
    moment = datetime(2026, 11, 23, 16, 4, tzinfo=UTC)
    change(walk.interviewer, deadline=moment + timedelta(days=9))
    with time_machine_at(moment):
        walk.enter(time_zone="Asia/Kolkata").send_resume()
        page = walk.get("steps/").content.decode()
        assert "November 23, 9:34 p.m." in page
        assert "Asia/Kolkata" in page
        assert "minutes are left" in page
        assert "stays open until Dec. 2, 2026" in page
        walk.interview()
        assert walk.get("thanks/").content.decode().count("November 23, 9:34 p.m.") == 2
