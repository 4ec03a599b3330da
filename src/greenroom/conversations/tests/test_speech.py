"""A spoken interview is rows like a typed one: every report is kept, once, whoever sends it and how often."""

from __future__ import annotations

import pytest

from greenroom.candidates.models import Attempt
from greenroom.conversations import engine
from greenroom.conversations.actions import interviews, standing
from greenroom.conversations.models import Conversation, Turn
from greenroom.conversations.tests.test_interviews import at_once, hear, in_order, said
from greenroom.core.errors import Refused


@pytest.fixture
def attempt(talking: Attempt) -> Attempt:
    return talking


def state(attempt: Attempt) -> engine.State:
    return engine.State.from_json(Conversation.objects.get(attempt=attempt).state)


def speak(attempt: Attempt, *lines: Turn, whole: bool = True) -> None:
    for place, line in enumerate(lines):
        start = 1_000 * place
        interviews.spoken(attempt=attempt, turn_id=line.id, start_ms=start, end_ms=start + 900, whole=whole)


@pytest.mark.django_db
def test_what_was_spoken_keeps_its_times_and_what_was_typed_has_only_its_moment(attempt):
    interviews.hear(
        attempt=attempt, text="I check my harness.", key="a", start_ms=4_000, end_ms=9_500, confidence=0.75
    )
    interviews.hear(attempt=attempt, text="I stop in wind.", key="b")
    spoken, typed = Turn.objects.filter(speaker="candidate").order_by("position")
    assert (spoken.is_spoken, spoken.start_ms, spoken.end_ms, spoken.confidence) == (True, 4_000, 9_500, 0.75)
    assert (typed.is_spoken, typed.start_ms, typed.confidence) == (False, typed.end_ms, None)
    interviews.hear(attempt=attempt, text="Bye.", key="c", start_ms=-3, end_ms=-9, confidence=7.0)
    odd = Turn.objects.get(key="c")
    assert (odd.start_ms, odd.end_ms, odd.confidence) == (0, 0, 1.0)


@pytest.mark.django_db
def test_a_line_is_reported_as_often_as_wanted_and_the_last_report_stands(attempt):
    line = Turn.objects.earliest("position")
    for whole in (True, False, False):
        interviews.spoken(attempt=attempt, turn_id=line.id, start_ms=500, end_ms=4_000, whole=whole)
    line.refresh_from_db()
    assert (line.is_spoken, line.is_cut, line.start_ms, line.end_ms) == (True, True, 500, 4_000)
    interviews.hear(attempt=attempt, text="I check my harness.", key="a")
    mine = Turn.objects.get(key="a")
    interviews.spoken(attempt=attempt, turn_id=mine.id, start_ms=1, end_ms=2, whole=True)
    assert Turn.objects.get(key="a").is_spoken is False  # nobody reports a candidate's words


@pytest.mark.django_db(transaction=True)
def test_one_silence_sent_by_four_workers_at_once_is_met_once(attempt):
    before = Turn.objects.count()
    results = at_once(attempt, *[lambda own: interviews.silence(attempt=own, key="s1")] * 4)
    assert sorted(results) == [False, False, False, True]
    assert Turn.objects.count() == before + 1
    assert state(attempt).silences == 1
    assert Turn.objects.latest("position").key == "s1"


@pytest.mark.django_db(transaction=True)
def test_silence_and_an_answer_at_once_lose_neither_turn_nor_order(attempt):
    at_once(attempt, hear("I check my harness.", "a"), lambda own: interviews.silence(attempt=own, key="s1"))
    interviews.reply(attempt=attempt)
    assert said() == ["I check my harness."]
    assert in_order()
    assert (state(attempt).heard, state(attempt).silences) in {("answer", 0), ("nothing", 1)}
    assert Conversation.objects.get().heard >= 0


@pytest.mark.django_db
def test_a_reply_thought_of_before_a_silence_does_not_undo_it(attempt):
    old = Conversation.objects.get(attempt=attempt)
    interviews.silence(attempt=attempt, key="s1")
    assert standing.move(old, engine.State.from_json(old.state), heard=9) is False
    assert state(attempt).silences == 1


@pytest.mark.django_db
def test_long_silence_pauses_the_interview_and_whoever_comes_back_goes_on(attempt):
    for n in range(9):
        interviews.silence(attempt=attempt, key=f"s{n}")
    assert state(attempt).paused
    attempt.refresh_from_db()
    assert attempt.status == Attempt.Status.OPEN
    assert "come back" in Turn.objects.latest("position").text
    speak(attempt, *Turn.objects.order_by("position"))
    joined = interviews.join(attempt=attempt)
    assert "What do you do in wind?" in joined.recap
    assert not state(attempt).paused
    assert interviews.silence(attempt=attempt, key="s10")
    assert "Take your time" in Turn.objects.latest("position").text
    interviews.hear(attempt=attempt, text="I come down and tell the lead.", key="a")
    assert state(attempt).heard == "answer"


@pytest.mark.django_db
def test_who_is_new_hears_everything_and_who_returns_a_recap_that_is_kept_nowhere(attempt):
    first = interviews.join(attempt=attempt)
    assert first.recap == ""
    assert [line.kind for line in first.turns] == ["greeting", "question"]
    speak(attempt, *first.turns)
    kept = Turn.objects.count()
    back = interviews.join(attempt=attempt)
    assert back == interviews.join(attempt=attempt)
    assert back.turns == ()
    assert back.recap.startswith("Welcome back")
    assert "1 of" in back.recap
    assert Turn.objects.count() == kept


@pytest.mark.django_db
def test_a_reply_that_the_line_cut_off_is_said_again_after_a_short_welcome(attempt):
    speak(attempt, *interviews.join(attempt=attempt).turns)
    interviews.hear(attempt=attempt, text="What are the working hours?", key="a", start_ms=1, end_ms=2)
    asked = Turn.objects.get(key="a")
    lines = list(Turn.objects.filter(position__gt=asked.position).order_by("position"))
    speak(attempt, lines[0], whole=False)
    back = interviews.join(attempt=attempt)
    assert back.recap == "Welcome back, Casey Sample. Your answers are kept."
    assert [line.id for line in back.turns] == [line.id for line in lines]


@pytest.mark.django_db
def test_an_interview_that_is_over_welcomes_back_and_asks_nothing(attempt):
    interviews.finish_early(attempt=attempt)
    over = interviews.join(attempt=attempt)
    assert "finished" in over.recap
    assert over.turns == ()
    assert interviews.silence(attempt=attempt, key="s1") is False
    with pytest.raises(Refused):
        interviews.hear(attempt=attempt, text="One more thing.", key="a", start_ms=1, end_ms=2)
