"""Misheard words are put right by who said them; what the recogniser heard stays beside."""

from __future__ import annotations

import pytest
from django.urls import reverse

from greenroom.candidates.models import Attempt
from greenroom.conversations.actions import corrections, interviews
from greenroom.conversations.models import Conversation, Turn
from greenroom.conversations.queries import turns
from greenroom.core.errors import NotFound, Refused
from greenroom.core.ids import new_id
from greenroom.core.models import StoredEvent

MISHEARD, MEANT = "I check my heart nest.", "I check my harness."


@pytest.fixture
def attempt(talking: Attempt) -> Attempt:
    return talking


@pytest.fixture
def turn(attempt: Attempt) -> Turn:
    interviews.hear(attempt=attempt, text=MISHEARD, key="a", start_ms=10, end_ms=90, confidence=0.3)
    return Turn.objects.get(key="a")


def correct(attempt: Attempt, turn: Turn, text: str) -> Turn:
    return corrections.correct(attempt=attempt, turn_id=turn.id, text=text)


def told() -> int:
    return StoredEvent.objects.filter(name="conversations.TurnCorrected").count()


@pytest.mark.django_db
def test_the_words_are_put_right_once_and_what_was_heard_is_kept(attempt, turn):
    for _ in range(2):
        correct(attempt, turn, f" {MEANT}\n")
    turn.refresh_from_db()
    assert (turn.text, turn.heard_as, told()) == (MEANT, MISHEARD, 1)
    correct(attempt, turn, "I check my harness twice.")
    turn.refresh_from_db()
    assert (turn.text, turn.heard_as) == ("I check my harness twice.", MISHEARD)
    correct(attempt, turn, MISHEARD)
    turn.refresh_from_db()
    assert (turn.text, turn.heard_as) == (MISHEARD, "")


@pytest.mark.django_db
def test_what_is_scored_is_what_was_meant_and_the_same_utterance_sent_again_is_no_new_one(attempt, turn):
    correct(attempt, turn, MEANT)
    said = [text for answers in turns.answers(attempt.id).values() for _, text in answers]
    assert said == [MEANT]
    interviews.hear(attempt=attempt, text=MISHEARD, key="a", start_ms=10, end_ms=90, confidence=0.3)
    assert Turn.objects.filter(speaker="candidate").count() == 1


@pytest.mark.django_db
def test_what_is_asked_next_on_the_question_goes_by_the_corrected_words(attempt, turn):
    interviews.hear(attempt=attempt, text="Please repeat the question.", key="b", start_ms=1, end_ms=2)
    spoken = Turn.objects.get(key="b")
    correct(attempt, spoken, "Please repeat the question, slowly.")
    exchanges = Conversation.objects.get(attempt=attempt).state["exchanges"]
    assert "Please repeat the question, slowly." in [each["text"] for each in exchanges]


@pytest.mark.django_db
@pytest.mark.parametrize("text", ["", "   ", "x" * 8_001])
def test_nothing_and_too_much_are_refused(attempt, turn, text):
    with pytest.raises(Refused):
        correct(attempt, turn, text)
    assert (Turn.objects.get(id=turn.id).text, told()) == (MISHEARD, 0)


@pytest.mark.django_db
def test_typed_words_those_of_the_interviewer_unknown_ones_and_late_corrections_are_not_rewritten(
    attempt, turn
):
    interviews.hear(attempt=attempt, text="I stop in wind.", key="b")
    with pytest.raises(Refused):
        correct(attempt, Turn.objects.get(key="b"), "I never stop.")
    for other in (Turn.objects.earliest("position"), Turn(id=new_id())):
        with pytest.raises(NotFound):
            correct(attempt, other, "I am hired.")
    interviews.finish_early(attempt=attempt)
    with pytest.raises(Refused):
        correct(attempt, turn, MEANT)
    assert Turn.objects.get(key="b").text == "I stop in wind."
    assert Turn.objects.get(id=turn.id).text == MISHEARD
    assert told() == 0


@pytest.mark.django_db
def test_the_recruiter_reads_how_each_answer_came_what_was_hard_to_hear_and_what_was_corrected(
    attempt, turn, sign_in, in_workspace
):
    interviews.hear(attempt=attempt, text="I stop in wind.", key="b")
    client = sign_in(in_workspace.owner)
    where = [attempt.stage.interviewer.slug, attempt.application_id]
    page = client.get(reverse("candidate", args=where)).content.decode()
    assert "Spoken · hard to hear, may be misheard" in page
    assert "Typed" in page
    correct(attempt, turn, MEANT)
    page = client.get(reverse("candidate", args=where)).content.decode()
    assert f"Spoken · corrected by the candidate; heard as “{MISHEARD}”" in page
    assert "hard to hear" not in page
