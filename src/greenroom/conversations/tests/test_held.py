"""What the settings of a stage make of its conversation."""

from __future__ import annotations

import pytest

from greenroom.candidates.models import Attempt
from greenroom.candidates.tests.walking import Walk
from greenroom.conversations.actions import interviews
from greenroom.conversations.models import Conversation, Turn
from greenroom.conversations.queries.held import LONGEST_PAUSE, Held, held, taken
from greenroom.interviewers.models import QuestionVersion, Stage


def test_settings_are_read_by_their_published_names_and_what_is_not_set_is_as_usual() -> None:
    room = {"intro_message": " Hello. ", "outro_message": "Bye.", "min_duration_seconds": 300}
    config = {"is_multilingual": True, "web_interview_config": room}
    assert held(config) == Held("Hello.", "Bye.", 300, None, True)
    assert held({}) == Held()


def test_time_is_what_was_said_and_the_pauses_between_but_not_being_away() -> None:
    assert taken([]) == 0
    assert taken([(0, 5_000), (8_000, 20_000)]) == 20
    assert taken([(0, 5_000), (4_000, 20_000)]) == 20
    assert taken([(0, 0), (86_400_000, 86_400_000), (86_410_000, 86_410_000)]) == LONGEST_PAUSE + 10


@pytest.mark.django_db
def test_an_interview_is_begun_ended_and_followed_up_as_its_stage_is_set(walk: Walk) -> None:
    stage = Stage.objects.get(kind="web_interview", interviewer=walk.interviewer)
    stage.config = {
        "web_interview_config": {
            "intro_message": "We are glad you came.",
            "outro_message": "The shop opens in May.",
            "min_duration_seconds": 3600,
        }
    }
    stage.save()
    QuestionVersion.objects.filter(question__stage=stage).update(max_follow_ups=2)
    walk.enter().send_resume()
    walk.get("interview/")
    attempt = Attempt.objects.select_related("stage__interviewer__workspace").get(stage=stage)
    said = Turn.objects.filter(attempt=attempt).order_by("position")
    assert said[1].text == "We are glad you came."
    for number in range(40):
        if Conversation.objects.get(attempt=attempt).ended_at:
            break
        interviews.hear(attempt=attempt, text="I checked the list and told my lead.", key=f"k{number}")
    follow_ups = list(said.filter(kind="follow_up").values_list("text", "question"))
    assert len(follow_ups) > len({question for _, question in follow_ups})
    assert len(follow_ups) == len(set(follow_ups))
    assert [turn.text for turn in said.filter(kind="closing")][-2] == "The shop opens in May."
    state = Conversation.objects.get(attempt=attempt).state
    assert 0 <= state["used"] < 3600
