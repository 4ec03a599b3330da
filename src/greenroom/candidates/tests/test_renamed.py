"""A link that was sent with an interviewer's former name."""

from __future__ import annotations

from greenroom.interviewers.actions import interviewers
from greenroom.interviewers.models import Interviewer


def test_a_former_name_leads_to_the_same_page_under_the_present_one(walk, cast) -> None:
    walk.enter()
    Interviewer.objects.update(activated_at=walk.interviewer.created_at)
    interviewers.rename(Interviewer.objects.get(), slug="glass-cleaner", by=cast.colleague)
    for place in ("", "steps/?map", "resume/"):
        answer = walk.get(place)
        assert answer.status_code == 302
        expected = walk.at(place).replace("window-cleaner", "glass-cleaner")
        assert answer.headers["Location"] == expected
    assert walk.client.get(walk.get("steps/").headers["Location"]).status_code == 200
    assert walk.post("leave/").status_code == 404
    assert walk.client.get("/apply/northfield/never-was/").status_code == 404
