"""Help, what fits, practice and one's own data, as candidates meet them."""

from __future__ import annotations

import json
import zipfile
from io import BytesIO

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from tests.architecture.test_doors import fingerprint

from greenroom.candidates.actions import helping
from greenroom.candidates.models import Accommodation, Application, Attempt, HelpRequest, Pause
from greenroom.candidates.queries import accommodations
from greenroom.candidates.tests.walking import Walk
from greenroom.compliance.models import DataRequest
from greenroom.core.errors import Refused
from greenroom.diagnostics.models import CapturePolicy, PageView
from greenroom.outreach.models import Message


def words(response) -> str:
    return response.content.decode()


def test_whoever_has_the_link_asks_for_a_person_once_however_often_it_is_sent(walk: Walk):
    assert "Your name" in words(walk.get("help/"))
    given = {"about": "technical", "kind": "message", "words": "The code does not come."}
    missing = walk.post("help/", given)
    assert missing.status_code == 422
    assert "Tell us where the answer goes." in words(missing)
    assert "The code does not come." in words(missing)
    for _ in range(2):
        sent = walk.post("help/", {**given, "name": "Casey Sample", "email": "Casey@example.org"})
        assert sent.status_code == 302
    asked = HelpRequest.objects.get()
    assert (asked.email, asked.application, asked.state) == ("casey@example.org", None, "open")
    assert "The code does not come." not in words(walk.get("help/"))


def test_a_candidate_is_called_back_and_reads_the_answer(walk: Walk, cast):
    walk.enter()
    call = {"about": "role", "kind": "call_back", "words": "", "phone": ""}
    assert "Tell us the number to call." in words(walk.post("help/", call))
    assert walk.post("help/", {**call, "phone": "+44 7700 900123", "suits": "mornings"}).status_code == 302
    asked = HelpRequest.objects.get()
    assert (asked.phone, asked.suits) == ("+447700900123", "mornings")
    assert "Received" in words(walk.get("help/"))
    helping.take(asked, by=cast.colleague)
    assert "Somebody is looking at it" in words(walk.get("help/"))
    for _ in range(2):
        helping.answer(asked, words="We call you at nine.", by=cast.colleague)
    assert "We call you at nine." in words(walk.get("help/"))
    told = Message.objects.get(kind="help_answer")
    assert "We call you at nine." in told.body
    assert told.recipient == "casey@example.org"
    assert "never held against you" in words(walk.get("help/"))


def test_too_many_requests_in_a_day_are_refused_and_the_words_stay(walk: Walk):
    walk.enter()
    for n in range(helping.REQUESTS_A_DAY):
        helping.ask(walk.application(), words=f"Question {n}")
    with pytest.raises(Refused, match="several times today"):
        helping.ask(walk.application(), words="One more")
    helping.ask(walk.application(), words="Question 0")
    assert HelpRequest.objects.count() == helping.REQUESTS_A_DAY


def test_what_fits_is_chosen_at_once_and_obeyed_in_the_interview(walk: Walk):
    assert "once you have entered your code" in words(walk.get("fit/"))
    walk.enter().send_resume()
    plain = words(walk.get("interview/"))
    assert "data-dictate" in plain
    assert 'data-rate=""' in plain
    assert walk.post("fit/", {"time": "9"}).status_code == 422
    wanted = {
        "time": "1.5",
        "typed_only": "on",
        "slower_voice": "on",
        "questions_ahead": "on",
        "captions": "on",
    }
    assert walk.post("fit/", {**wanted, "longer_pauses": "on"}).status_code == 302
    assert accommodations.of(walk.application().candidate_id).time == 1.5
    fitted = words(walk.get("interview/"))
    assert "data-dictate" not in fitted
    assert 'data-rate="0.75"' in fitted
    assert 'data-gap="1500"' in fitted
    assert "data-caption" in fitted
    assert "Why us?" in fitted
    assert "Take a break" not in fitted
    assert walk.post("fit/", {"time": "1"}).status_code == 302
    assert Accommodation.objects.get().captions is False


def test_a_break_stops_the_clock_until_the_candidate_goes_on(walk: Walk):
    walk.enter().send_resume().get("interview/")
    attempt = Attempt.objects.get(status="open")
    place = f"steps/{attempt.stage_id}/break/"
    assert walk.post(place).headers["Location"].endswith("/fit/")
    walk.post("fit/", {"time": "1", "breaks": "on"})
    assert place in words(walk.get("interview/"))
    for _ in range(2):
        walk.post(place, {"do": "begin"})
    assert "You are on a break" in words(walk.get(place))
    assert walk.post(place, {"do": "end"}).headers["Location"].endswith(f"/interview/{attempt.stage_id}/")
    assert Pause.objects.exclude(ended_at=None).count() == Pause.objects.count() == 1


def test_practice_is_shown_back_and_kept_nowhere(walk: Walk, caplog):
    before = fingerprint()
    answer = walk.post("practice/", {"answer": "I learnt to whistle."})
    assert "I learnt to whistle." in words(answer)
    assert "whistle" not in words(walk.get("practice/"))
    assert "nothing in the box" in words(walk.post("practice/", {"answer": " "}))
    assert fingerprint() == before
    assert settings.SESSION_COOKIE_NAME not in walk.client.cookies
    assert not Session.objects.exists()
    assert "whistle" not in caplog.text


def test_everything_held_is_read_and_taken_along(walk: Walk):
    assert walk.get("my-data/").status_code == 302
    walk.enter().send_resume()
    shown = words(walk.get("my-data/"))
    for held in ("casey@example.org", "Window Cleaner", "Rope access", "What you agreed to"):
        assert held in shown
    taken = walk.get("my-data/download/")
    archive = zipfile.ZipFile(BytesIO(b"".join(taken.streaming_content)))
    facts = json.loads(archive.read("my-data.json"))
    assert "Rope access" in str(facts)
    assert {part["slug"] for part in facts["data"]} >= {"person", "conversations", "assessment"}


def test_facts_are_put_right_at_once_and_others_by_asking(walk: Walk):
    walk.enter()
    facts = {
        "do": "facts",
        "name": "Casey Simple",
        "phone": "",
        "language": "de",
        "time_zone": "Europe/Berlin",
    }
    wrong = walk.post("my-data/correct/", {**facts, "phone": "1"})
    assert wrong.status_code == 422
    assert walk.post("my-data/correct/", {**facts, "phone": "030 123456"}).status_code == 302
    candidate = walk.application().candidate
    assert (candidate.name, candidate.language, candidate.phone) == ("Casey Simple", "de", "+4930123456")
    assert "simple" in candidate.found_by
    for _ in range(2):
        walk.post("my-data/correct/", {"do": "words", "words": "I left in 2021."})
    assert DataRequest.objects.get().words == "I left in 2021."


def test_objecting_and_erasure_are_asked_for_and_their_state_is_seen(walk: Walk):
    walk.enter()
    assert walk.post("my-data/objection/", {"words": "Please read it."}).status_code == 302
    wrong = walk.post("my-data/erasure/", {"email": "other@example.org"})
    assert wrong.status_code == 422
    assert walk.post("my-data/erasure/", {"email": " CASEY@example.org"}).status_code == 302
    assert set(DataRequest.objects.values_list("kind", "state")) == {
        ("object", "received"),
        ("erase", "received"),
    }
    shown = words(walk.get("my-data/?said=asked"))
    assert shown.count("Received") >= 2
    assert Application.objects.get().score is None


def test_every_page_leads_to_a_person_and_a_proven_one_to_their_data(walk: Walk):
    first = words(walk.get())
    assert f"{walk.link}help/" in first
    assert f"{walk.link}my-data/" not in first
    walk.enter().send_resume()
    for place in ("steps/", "interview/", "fit/", "practice/", "my-data/"):
        shown = words(walk.get(place))
        assert f"{walk.link}help/" in shown, place
        assert f"{walk.link}my-data/" in shown, place


def test_no_visit_and_no_recording_tells_what_somebody_asked_for(walk: Walk, cast):
    CapturePolicy.objects.create(workspace=cast.workspace, records_visits=True, records_screen=True)
    walk.enter().send_resume().get("interview/")
    attempt = Attempt.objects.get(status="open")
    walk.post("fit/", {"time": "3", "breaks": "on", "questions_ahead": "on", "captions": "on"})
    own = ("help/", "fit/", "practice/", f"steps/{attempt.stage_id}/break/", "my-data/", "my-data/erasure/")
    for place in own:
        assert 'name="capture"' not in words(walk.get(place)), place
    room = words(walk.get("interview/"))
    assert 'name="capture"' in room
    for told in ("data-caption", "data-manner", "What will be asked", "Take a break"):
        before = room[: room.index(told)]
        assert before.rindex("data-blocked") > before.rindex("</"), told
    seen = set(PageView.objects.values_list("page", flat=True))
    assert "candidate-interview" in seen
    assert seen & {"candidate-help", "candidate-accommodations", "candidate-break", "candidate-data"} == set()
