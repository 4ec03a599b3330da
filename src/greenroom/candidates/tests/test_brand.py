"""Every page of a candidate's way carries the colour of the workspace behind the link, whoever is signed in."""

from __future__ import annotations

import pytest
from django.test import Client

from greenroom.accounts.rules import contrast
from greenroom.candidates.tests.walking import Walk

ACCENT = "#8a1c5b"
LINK = '<link rel="stylesheet" href="/brand/8a1c5b.css">'


@pytest.fixture
def branded(walk: Walk) -> Walk:
    walk.interviewer.workspace.accent = ACCENT
    walk.interviewer.workspace.save()
    return walk


def carries_it(answer) -> bool:
    assert answer.status_code in {200, 422}
    page = answer.content.decode()
    return page.count(LINK) == 1 and page.count('href="/brand/') == 1


def test_every_page_carries_the_colour_once(branded):
    pages = [branded.get(), branded.post("", {"name": ""}), branded.get("back/")]
    branded.apply()
    pages += [branded.get("code/"), branded.verify("000000x")]
    branded.verify()
    pages += [branded.get("steps/"), branded.get("resume/"), branded.post("resume/", {"text": ""})]
    branded.post("resume/", {"text": "Casey Sample"})
    pages += [branded.get("resume/")]
    branded.post("resume/", {"do": "confirm", "name": "Casey Sample"})
    pages += [branded.get("interview/"), branded.get("interview/finish/")]
    branded.interview()
    pages += [branded.get("thanks/"), branded.get("steps/?map")]
    assert [carries_it(page) for page in pages] == [True] * len(pages)


def test_the_stylesheet_it_leads_to_is_there_and_white_words_can_be_read_on_it(branded):
    styles = Client().get("/brand/8a1c5b.css")
    assert styles.headers["Content-Type"].startswith("text/css")
    assert ACCENT in styles.content.decode()
    assert contrast.with_white(ACCENT) >= 4.5


def test_a_member_of_another_workspace_sees_the_colour_of_the_link(branded, cast, sign_in):
    visitor = Walk(branded.interviewer, client=sign_in(cast.stranger))
    assert carries_it(visitor.get())
