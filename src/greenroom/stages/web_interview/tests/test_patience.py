"""How patient an interviewer was, on the page of its stages."""

from __future__ import annotations

import re

import pytest

from greenroom.candidates.models import Application, Attempt
from greenroom.conversations.models import Call
from greenroom.core import clock

pytestmark = pytest.mark.django_db


def test_the_page_of_the_stages_says_how_often_it_spoke_too_soon_once_there_is_enough_to_say(
    walk, cast, sign_in
):
    walk.enter().send_resume().get("interview/")
    attempt = Attempt.objects.get(stage__kind="web_interview")
    now = clock.now()
    call = {"workspace_id": attempt.workspace_id, "attempt": attempt, "joined_at": now, "ended_at": now}
    client = sign_in(cast.viewer)

    def shown() -> str:
        page = client.get(f"/interviewers/{walk.interviewer.slug}/stages/").content.decode()
        card = re.search(r'<section class="card" id="patience".*?</section>', page, re.DOTALL)
        return " ".join(re.sub(r"<[^>]+>", " ", card[0]).split()) if card else ""

    assert shown() == ""
    Call.objects.create(**call, cut_ins=1, turns=49)
    assert "Spoke too soon – too few to say Answers 49 Calls 1" in shown()
    Call.objects.create(**call, cut_ins=2, turns=71)
    assert "Spoke too soon 2.5 % Answers 120 Calls 2" in shown()
    assert "divided by all answers" in shown()
    Application.objects.update(is_test=True)
    assert shown() == ""
