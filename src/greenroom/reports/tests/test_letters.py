"""A letter to the candidate goes out when a person has read it, and never by itself."""

from __future__ import annotations

import pytest
from django.test import Client

from greenroom.core.errors import Changed, NotFound, Refused
from greenroom.core.models import StoredEvent
from greenroom.core.testing.jobs import run_due_jobs
from greenroom.evaluation.queries import scorecards
from greenroom.evaluation.tests import scene
from greenroom.outreach.models import Message
from greenroom.reports.actions import letters
from greenroom.reports.models import Letter, Share

KINDS = ("feedback", "feedback_report")


@pytest.fixture
def page(interviewer, sign_in, in_workspace):
    application = scene.evaluated(interviewer)
    client = sign_in(in_workspace.colleague)
    url = f"/interviewers/window-cleaner/candidates/{application.id}/letter/"
    return application, client, url


def test_a_draft_says_what_they_said_and_no_score_and_waits_for_a_person(page) -> None:
    application, client, url = page
    assert client.post(url, {"do": "draft"}).status_code == 302
    client.post(url, {"do": "draft"})
    letter = Letter.objects.get()
    assert "Casey Sample" in letter.text
    assert any(answer[:30] in letter.text for answer in scene.ANSWERS)
    assert f"{application.score:.0f}" not in letter.text
    assert (letter.engine, letter.sent_at) == ("built-in", None)
    run_due_jobs()
    assert not Message.objects.filter(kind__in=KINDS).exists()
    assert letter.text.split("\n")[0] in client.get(url).content.decode()


def test_what_was_changed_and_approved_is_what_goes_out_once(page) -> None:
    _application, client, url = page
    client.post(url, {"do": "draft"})
    saved = client.post(url, {"do": "save", "text": "Dear Casey", "revision": "1"})
    assert saved.status_code == 302
    late = client.post(url, {"do": "send", "text": "Mine is lost?", "revision": "1"})
    assert late.status_code == 409
    assert "Mine is lost?" in late.content.decode()
    assert "Dear Casey" in late.content.decode()
    for _ in range(2):
        client.post(url, {"do": "send", "text": "Dear Casey, thank you.", "revision": "2"})
    sent = Message.objects.get(kind__in=KINDS)
    assert "Dear Casey, thank you." in sent.body
    letter = Letter.objects.get()
    assert letter.sent_at is not None
    assert letter.draft != letter.text
    assert StoredEvent.objects.filter(name="reports.LetterSent").count() == 1
    assert client.post(url, {"do": "draft"}).status_code == 302
    client.post(url, {"do": "drop"})
    assert Letter.objects.count() == 1


def test_a_report_goes_with_it_without_scores(page) -> None:
    application, client, url = page
    client.post(url, {"do": "draft"})
    client.post(url, {"do": "send", "text": "Here it is.", "revision": "1", "with_report": "on"})
    body = Message.objects.get(kind="feedback_report").body
    token = body.split("/shared/")[1].split("/")[0]
    report = Client().get(f"/shared/{token}/").content.decode()
    assert scene.ANSWERS[0][:40] in report
    assert f">{application.score:.0f}<" not in report
    assert Share.objects.get().audience == "candidate"


def test_nothing_is_drafted_of_nothing_and_nothing_is_sent_without_words(interviewer, in_workspace) -> None:
    nobody = scene.applied(interviewer, "Rowan Vale")
    card = scorecards.get_for(in_workspace.colleague, nobody.id)
    with pytest.raises(Refused, match="no interview"):
        letters.draft(card, by=in_workspace.colleague)
    met = scorecards.get_for(in_workspace.colleague, scene.evaluated(interviewer).id)
    letter = letters.draft(met, by=in_workspace.colleague)
    given = {"with_report": True, "by": in_workspace.colleague}
    for text, revision, problem in (("  ", 1, Refused), ("x" * 9_000, 1, Refused), ("Yes", 7, Changed)):
        with pytest.raises(problem):
            letters.send(letter, text=text, revision=revision, **given)
    assert not Share.objects.exists()
    letters.send(letter, text="Yes", revision=1, **given)
    with pytest.raises(NotFound):
        letters.send(letter, text="Again", revision=2, **given)
