"""The middle of a scale is drafted from its ends, and is the recruiter's to edit."""

from __future__ import annotations

from greenroom.interviewers.tests.test_questions_page import address, asked, typed


def test_drafts_are_shown_and_kept_only_when_they_are_saved(planned, recruiter) -> None:
    question = asked(planned)[0]
    before = question.current_id
    empty = {f"anchor_{score}": "" for score in "234"}
    drafted = recruiter.post(address(question), typed(question, **empty, act="draft"))
    assert drafted.status_code == 200

    assert "Mostly as for 1" in drafted.content.decode()
    question.refresh_from_db()
    assert question.current_id == before
    own = typed(question, anchor_2="A first sign.", anchor_3="Half of it.", anchor_4="")
    recruiter.post(address(question), own)
    question.refresh_from_db()
    assert question.current.anchors["2"] == "A first sign."
    assert question.current.anchors["3"] == "Half of it."
    assert "4" not in question.current.anchors


def test_what_somebody_wrote_is_not_drafted_over_and_both_ends_are_needed(planned, recruiter) -> None:
    question = asked(planned)[0]
    mine = typed(question, anchor_2="My own two.", anchor_3="", anchor_4="", act="draft")
    page = recruiter.post(address(question), mine).content.decode()
    assert "My own two." in page
    assert "Mostly as for 1" not in page
    assert "Nearly all of what a 5 shows" in page or "Nearly as for 5" in page
    without = recruiter.post(address(question), {**mine, "anchor_1": ""})
    assert without.status_code == 200
    assert "Say what a 1 and a 5 sound like first." in without.content.decode()
