from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from greenroom.candidates.models import Attempt, AttemptQuestion
from greenroom.candidates.tests.walking import ANCHOR, KEY_POINT, Walk
from greenroom.conversations.models import Conversation, Turn
from greenroom.core import clock
from greenroom.core.models import StoredEvent
from greenroom.core.testing.standins.language_model import MODEL, LanguageModelStandIn

TURN_STATEMENTS = 23  # with three pairs of BEGIN and COMMIT, or savepoints
ROOM_STATEMENTS = 15
FIRST, SECOND = "How do you stay safe on a rope?", "What do you do in wind?"


@pytest.fixture
def room(walk: Walk) -> Walk:
    """A candidate who has just entered the interview."""
    walk.enter().send_resume()
    assert walk.get("interview/").status_code == 200
    return walk


def mine() -> list[str]:
    return list(Turn.objects.filter(speaker="candidate").order_by("position").values_list("text", flat=True))


def said() -> list[tuple[str, str]]:
    return list(Turn.objects.order_by("position").values_list("speaker", "text"))


def test_an_answer_is_followed_by_the_next_question_and_the_progress_moves(room):
    answer = room.say("I check my harness.", "k1", seen="2")
    fragment = answer.content.decode()
    assert answer.status_code == 200
    assert SECOND in fragment
    assert "Question 2 of 3" in fragment.split('id="room-progress" hx-swap-oob="true"')[1]
    assert 'id="seen" name="seen" value="5" hx-swap-oob="true"' in fragment
    news = fragment.split('<div id="news" hx-swap-oob="innerHTML">')[1]
    assert SECOND in news
    assert "I check my harness." not in news


def statements(act) -> list[str]:
    with CaptureQueriesContext(connection) as asked:
        assert act().status_code == 200
    return [query["sql"] for query in asked.captured_queries]


def test_a_turn_takes_the_same_few_statements_however_much_was_said(room):
    short = statements(lambda: room.say("I check my harness.", "k0", seen="2"))
    for n in range(1, 9):
        room.say("Could you say that again?", f"k{n}")
    long = statements(lambda: room.say("I come down when the wind picks up.", "k9"))
    assert len(short) == len(long) == TURN_STATEMENTS
    assert len(statements(lambda: room.get("interview/"))) == ROOM_STATEMENTS


def test_the_answer_is_committed_before_the_reply_is_made(room, monkeypatch):
    """In a transaction of its own: when the reply fails as nothing may fail, the words stand all the same."""
    monkeypatch.setattr("greenroom.conversations.engine.hear", lambda *_given: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        room.say("I check my harness.", "k1")
    assert mine() == ["I check my harness."]


def test_a_first_answer_without_a_page_begins_the_interview(walk):
    walk.enter().send_resume()
    assert walk.say("I check my harness.", "k1").status_code == 200
    assert mine() == ["I check my harness."]
    assert said()[-1] == ("interviewer", SECOND)


def test_an_empty_first_answer_without_a_page_shows_the_question(walk):
    walk.enter().send_resume()
    answer = walk.post("interview/turn/", {"answer": "", "key": "k1"})
    assert answer.status_code == 422
    assert FIRST in answer.content.decode()


def test_the_newest_words_are_marked_for_the_page_to_show(room):
    fragment = room.say("I check my harness.", "k1").content.decode()
    assert fragment.count("data-newest") == 1
    assert SECOND in fragment.split("data-newest")[1].split("</div>")[0]


def test_the_same_key_twice_is_one_turn_and_one_reply(room):
    first = room.say("I check my harness.", "k1", seen="2")
    after = said()
    second = room.say("I check my harness.", "k1", seen="2")
    assert said() == after
    assert mine() == ["I check my harness."]
    assert (first.status_code, second.status_code) == (200, 200)


def test_other_words_with_a_key_that_was_used_are_not_swallowed(room):
    room.say("I check my harness.", "k1", seen="2")
    room.say("And my ropes.", "k1", seen="5")
    room.say("And my ropes.", "k1", seen="5")
    assert mine() == ["I check my harness.", "And my ropes."]


def test_two_tabs_answer_the_same_question_and_both_answers_are_kept_in_order(room):
    first = room.say("From the first tab.", "k1", seen="2")
    second = room.say("From the second tab.", "k2", seen="2")
    assert (first.status_code, second.status_code) == (200, 409)
    assert second.headers["X-Answer-Kept"] == "yes"
    assert "went on in another tab" in second.content.decode()
    assert SECOND in second.content.decode()
    assert mine() == ["From the first tab.", "From the second tab."]
    late = Turn.objects.get(text="From the second tab.")
    assert late.question.text == FIRST
    third = room.say("I stop.", "k3", seen="6")
    assert third.status_code == 200
    assert "Why us?" in third.content.decode()


def test_a_page_brought_back_by_the_back_button_is_shown_where_the_interview_is(room):
    room.post("interview/turn/", {"answer": "First.", "key": "k1", "seen": "2"})
    back = room.post("interview/turn/", {"answer": "Second thoughts.", "key": "k9", "seen": "2"})
    assert back.status_code == 409
    assert SECOND in back.content.decode()
    assert "is kept with the question" in back.content.decode()
    assert mine() == ["First.", "Second thoughts."]


def test_a_page_that_does_not_say_what_it_showed_is_taken_at_its_word(room):
    for seen in ("", "x", "-1", "99999999999"):
        assert room.say(f"Please repeat. {seen}", f"k{seen}", seen=seen).status_code == 200


@pytest.mark.parametrize(
    ("answer", "reason"), [("  ", "Write something first"), ("x" * 8001, "under 8,000 characters")]
)
def test_a_refused_answer_is_told_in_a_sentence_and_the_words_stay(room, answer, reason):
    with_script = room.say(answer, "k1")
    assert with_script.status_code == 422
    assert reason in with_script.content.decode()
    assert "<" not in with_script.content.decode()
    without = room.post("interview/turn/", {"answer": answer, "key": "k1"})
    page = without.content.decode()
    assert without.status_code == 422
    assert reason in page.split('id="id_answer_error"')[1].split("</p>")[0]
    assert answer.strip() in page
    assert FIRST in page
    assert mine() == []


def test_finishing_early_asks_first_and_then_sends_what_was_said(room):
    room.say("I check my harness.", "k1")
    page = room.get("interview/finish/").content.decode()
    assert "Finish early?" in page
    assert "question 2 of 3" in page
    assert Attempt.objects.get(stage__kind="web_interview").status == "open"
    for _ in range(2):
        assert room.post("interview/finish/").headers["Location"].endswith("/steps/")
    assert Attempt.objects.get(stage__kind="web_interview").status == "submitted"
    assert StoredEvent.objects.filter(name="conversations.InterviewEnded").count() == 1
    assert AttemptQuestion.objects.filter(asked=True).count() == 2


def test_words_sent_after_the_end_are_not_carried_off_with_the_page(room):
    room.interview()
    late = room.say("One more thing.", "late")
    assert late.status_code == 422
    assert "is finished" in late.content.decode()
    again = room.say("No.", "key-3")
    assert again.headers["HX-Redirect"].endswith("/steps/")


def test_the_end_leads_on_to_the_steps(room):
    room.interview()
    assert room.get("interview/").headers["Location"].endswith("/steps/")
    assert room.get("steps/").headers["Location"].endswith("/thanks/")


def test_who_comes_back_after_ten_minutes_is_told_where_they_were_and_nothing_is_kept_of_it(
    room, time_machine_at
):
    room.say("I check my harness.", "k1")
    turns = Turn.objects.count()
    assert 'id="recap"' not in room.get("interview/").content.decode()
    with time_machine_at(clock.now() + timedelta(minutes=11)):
        recap = room.get("interview/").content.decode().split('id="recap"')[1].split("</div>")[0]
        assert "Welcome back" in recap
        assert SECOND in recap
        assert 'id="recap"' not in room.say("I stop.", "k2").content.decode()
    assert Turn.objects.count() == turns + 3


def test_a_question_of_the_candidate_is_answered_from_the_job_description_with_its_source(room):
    fragment = room.say("What are the working hours?", "k1").content.decode()
    assert "7 am to 3 pm" in fragment
    assert "From: the job description" in fragment


def test_a_question_nobody_can_answer_is_passed_on_without_a_source(room):
    fragment = room.say("Is there a canteen with vegan food?", "k1").content.decode()
    assert "From:" not in fragment
    assert Turn.objects.filter(source="").count() == Turn.objects.count()


def test_a_candidate_never_sees_scores_or_key_points(room):
    pages = [room.get(place).content.decode() for place in ("", "steps/", "interview/", "interview/finish/")]
    pages += [room.say(text, text).content.decode() for text in ("I do my best.", "Help me, please repeat.")]
    room.interview()
    pages += [room.get(place).content.decode() for place in ("steps/?map", "thanks/")]
    for page in pages:
        assert KEY_POINT not in page
        assert ANCHOR not in page
        assert "Has worked at heights" not in page


def test_what_a_candidate_writes_is_shown_as_text(room):
    fragment = room.say("<script>alert(1)</script>\nsecond line", "k1").content.decode()
    assert "<script>" not in fragment
    assert "&lt;script&gt;alert(1)&lt;/script&gt;<br>second line" in fragment


@pytest.fixture
def model(room, monkeypatch):
    """A language model holds the interviews of this workspace."""
    workspace = room.interviewer.workspace
    workspace.engines = {"next_turn": "model"}
    workspace.save()
    with LanguageModelStandIn() as standin:
        monkeypatch.setenv("GREENROOM_MODEL_BASE_URL", standin.base_url)
        monkeypatch.setenv("GREENROOM_MODEL_NAME", MODEL)
        yield standin


def test_an_answer_is_kept_when_the_model_is_away_and_replied_to_once_when_it_is_back(room, model):
    model.fail_always("unauthorized")
    fragment = room.say("I check my harness.", "k1", seen="2").content.decode()
    assert "cannot reply at this moment" in fragment
    assert 'hx-trigger="submit, poll"' in fragment
    assert mine() == ["I check my harness."]
    again = room.post("interview/reply/", headers={"HX-Request": "true"})
    assert "cannot reply at this moment" in again.content.decode()
    page = room.get("interview/").content.decode()
    assert "The reply is on its way" in page
    assert 'hx-trigger="load, submit, poll"' in page
    model.fail_always(None)
    for _ in range(2):
        back = room.post("interview/reply/", headers={"HX-Request": "true"})
        assert "Try now" not in back.content.decode()
    assert mine() == ["I check my harness."]
    assert StoredEvent.objects.filter(name="conversations.TurnHeard").count() == 1
    assert said()[-1][0] == "interviewer"


def test_without_script_the_page_says_that_the_model_is_away_and_its_button_works(room, model):
    model.fail_always("unauthorized")
    page = room.post("interview/turn/", {"answer": "I check.", "key": "k1", "seen": "2"}).content.decode()
    assert "cannot reply at this moment" in page
    assert f'action="{room.at("interview/reply/")}"' in page
    model.fail_always(None)
    assert "/interview/" in room.post("interview/reply/").headers["Location"]
    assert said()[-1][0] == "interviewer"


def test_a_model_that_is_chosen_and_not_configured_is_the_same_to_a_candidate(room, model, monkeypatch):
    monkeypatch.delenv("GREENROOM_MODEL_BASE_URL")
    monkeypatch.delenv("GREENROOM_MODEL_NAME")
    assert "cannot reply at this moment" in room.say("I check.", "k1").content.decode()
    assert mine() == ["I check."]


def test_entering_the_room_begins_one_conversation_however_often(room):
    for _ in range(3):
        room.get("interview/")
    assert Conversation.objects.count() == 1
    assert [text for _who, text in said()][1] == FIRST
