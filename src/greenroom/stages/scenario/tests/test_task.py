from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from greenroom.candidates.actions import accommodating
from greenroom.candidates.models import Attempt
from greenroom.candidates.rules.accommodations import Accommodations
from greenroom.candidates.tests.walking import Walk
from greenroom.conversations.models import Conversation, Turn
from greenroom.core import clock, scope
from greenroom.core.errors import Refused
from greenroom.core.testing.jobs import run_due_jobs
from greenroom.evaluation.models import Evidence, QuestionScore
from greenroom.interviewers.actions import lifecycle, workflow
from greenroom.interviewers.models import Interviewer
from greenroom.stages.models import Draft
from greenroom.stages.scenario.actions.closing import close_what_is_due
from greenroom.stages.scenario.config import ScenarioConfig
from greenroom.stages.scenario.rules.limits import left
from greenroom.stages.tests.scene import address, ask, make_stage, only_attempt

BRIEF = {
    "title": "Plan a cleaning day",
    "goal": "A plan that the crew can follow.",
    "scenario": (
        "The tower has 24 floors. The crew has 3 people. The lift is closed on Monday from 8 am to 10 am."
        " The customer wants the lobby done before 9 am."
    ),
    "deliverable": "A plan for the day: the order of the work, and who does what.",
    "time_limit_minutes": 20,
    "rounds": 3,
}
SCRIPT = {"HX-Request": "true"}


class Task:
    """A candidate at a task."""

    def __init__(self, workspace, **config: object) -> None:
        self.stage = make_stage(workspace, "scenario", **{**BRIEF, **config})
        ask(self.stage, 0, "Leads step by step", key_points=["asks for a plan first"])
        ask(self.stage, 1, "Checks what the assistant says")
        self.walk = Walk(self.stage.interviewer).enter()

    def open(self):
        return self.walk.client.get(address(self.stage))

    def write(self, words: str, key: str = ""):
        given = {"answer": words, "key": key or words}
        return self.walk.client.post(address(self.stage, "send/"), given, headers=SCRIPT)

    def draft(self, text: str, **more: object):
        return self.walk.client.post(address(self.stage, "draft/"), {"text": text}, **more)

    def hand_in(self):
        return self.walk.client.post(address(self.stage, "hand-in/"))


@pytest.fixture
def task(cast):
    with scope.scoped(cast.workspace.id):
        yield Task(cast.workspace)


def said() -> list[tuple[str, str]]:
    return list(Turn.objects.order_by("position").values_list("kind", "text"))


def test_the_page_says_what_is_to_be_done_with_what_is_left(task):
    page = task.open().content.decode()
    for words in ("Plan a cleaning day", "The lift is closed", "the order of the work", "can be wrong"):
        assert words in page
    assert "20 min left" in page
    assert "3 rounds left" in page
    assert said()[0][0] == "greeting"


def test_the_assistant_stays_silent_where_it_is_not_to_greet(cast):
    with scope.scoped(cast.workspace.id):
        Task(cast.workspace, greets_first=False).open()
        assert said() == []


def test_a_message_is_answered_from_the_brief_and_takes_a_round(task):
    page = task.write("How many floors does the tower have?").content.decode()
    assert "24" in page
    assert "2 rounds left" in page


def test_without_rounds_the_result_can_still_be_finished(task):
    for n in range(3):
        page = task.write(f"Draft part {n} please").content.decode()
    assert "All rounds are used" in page
    refused = task.write("One more thing")
    assert refused.status_code == 422
    assert "All rounds are used" in refused.content.decode()
    assert task.draft("My plan.", headers=SCRIPT).status_code == 200
    assert only_attempt().status == Attempt.Status.OPEN


def test_the_same_last_message_sent_again_is_no_refusal(task):
    for n in range(3):
        task.write(f"Draft part {n} please")
    again = task.write("Draft part 2 please")
    assert again.status_code == 200
    assert [kind for kind, _text in said()].count("message") == 3


def test_what_is_to_be_handed_in_is_kept_as_it_is_typed_and_is_the_last_turn(task):
    task.open()
    assert "Saved" in task.draft("First the lobby.", headers=SCRIPT).content.decode()
    assert "First the lobby." in task.open().content.decode()
    look = task.draft("First the lobby, then the lift.")
    assert look.headers["Location"].endswith("/hand-in/")
    assert "then the lift" in task.walk.client.get(look.headers["Location"]).content.decode()
    for _ in range(2):
        assert task.hand_in().headers["Location"].endswith("/steps/")
    assert said()[-1] == ("deliverable", "First the lobby, then the lift.")
    assert [kind for kind, _text in said()].count("deliverable") == 1
    assert only_attempt().status == Attempt.Status.SUBMITTED


def test_too_long_a_result_is_told_and_what_stood_is_kept(task):
    task.draft("Short.", headers=SCRIPT)
    refused = task.draft("x" * 30_001)
    assert refused.status_code == 422
    assert "under 30,000" in refused.content.decode()
    assert Draft.objects.get().text == "Short."


@pytest.mark.parametrize("act", ["open", "write", "draft"])
def test_when_time_is_up_it_ends_with_what_stands(task, time_machine_at, act):
    task.open()
    task.draft("As far as I came.", headers=SCRIPT)
    with time_machine_at(clock.now() + timedelta(minutes=20, seconds=1)):
        if act == "open":
            assert "Time is up" in task.open().content.decode()
        elif act == "write":
            assert task.write("too late").headers["HX-Redirect"].endswith("?over")
        else:
            assert "Time is up" in task.draft("As far as I came. And on its way.").content.decode()
        over = task.walk.client.get(address(task.stage, "hand-in/?over"))
        assert "Time is up" in over.content.decode()
    assert only_attempt().status == Attempt.Status.SUBMITTED
    assert said()[-1][1].startswith("As far as I came.")
    assert ("on its way" in said()[-1][1]) is (act == "draft")
    assert Conversation.objects.get().state["timed_out"] is True


def test_time_that_is_up_ends_it_also_where_nobody_looks(task, time_machine_at):
    task.open()
    task.draft("As far as I came.", headers=SCRIPT)
    assert close_what_is_due() == 0
    with time_machine_at(clock.now() + timedelta(minutes=21)):
        assert close_what_is_due() == 1
        assert close_what_is_due() == 0
    assert only_attempt().status == Attempt.Status.SUBMITTED


def test_in_error_detection_a_planted_mistake_is_kept_for_the_scorer(cast):
    with scope.scoped(cast.workspace.id):
        task = Task(cast.workspace, mode="error_detection")
        task.write("How many floors does the tower have?")
        (planted,) = Conversation.objects.get().state["planted"]
        reply = Turn.objects.get(kind="reply").text
        assert reply[planted["start"] : planted["end"]] == planted["wrong"]
        assert planted["right"] in BRIEF["scenario"]
        task.write("That is wrong, it has 24 floors.")
        task.hand_in()
        run_due_jobs()
        points = QuestionScore.objects.get(question__text="Checks what the assistant says").points
        assert [point["point"] for point in points] == [planted["error"]]


def test_every_question_of_the_rubric_is_scored_over_messages_and_result_with_exact_evidence(task):
    task.write("Please make a plan first: I want to see the order before we write anything.")
    task.draft("The plan first, then the lobby before 9 am.", headers=SCRIPT)
    task.hand_in()
    run_due_jobs()
    assert QuestionScore.objects.count() == 2
    assert QuestionScore.objects.get(question__text="Leads step by step").verdict == "scored"
    evidence = list(Evidence.objects.select_related("turn"))
    assert evidence
    for each in evidence:
        assert each.turn.text[each.start : each.end] == each.text
        assert each.turn.speaker == "candidate"


@pytest.mark.parametrize(
    ("seconds", "minutes"),
    [(0, 20), (1, 20), (60, 19), (1139, 2), (1140, 1), (1199, 1), (1200, 0), (9999, 0)],
)
def test_minutes_left_are_rounded_up_and_never_negative(seconds, minutes):
    begun = datetime(2026, 11, 21, 12, tzinfo=UTC)
    config = ScenarioConfig(**BRIEF)
    now = begun + timedelta(seconds=seconds)
    found = left(config, begun_at=begun, messages=5, now=now)
    assert (found.minutes, found.rounds, found.is_over) == (minutes, 0, minutes == 0)


def test_extra_time_and_breaks_move_the_end(task, time_machine_at):
    task.open()
    attempt = only_attempt()
    begun, candidate = attempt.created_at, attempt.application.candidate
    accommodating.choose(candidate=candidate, wanted=Accommodations(time=1.5, breaks=True))
    assert "30 min left" in task.open().content.decode()
    with time_machine_at(begun + timedelta(minutes=10)):
        accommodating.take_break(attempt)
        accommodating.take_break(attempt)
    with time_machine_at(begun + timedelta(hours=5)):
        assert close_what_is_due() == 0
        assert "20 min left" in task.open().content.decode()
    with time_machine_at(begun + timedelta(hours=5, minutes=21)):
        assert close_what_is_due() == 1


def test_an_interviewer_whose_task_has_no_scenario_is_not_activated(cast):
    with scope.scoped(cast.workspace.id):
        stage = make_stage(cast.workspace, "scenario", **{**BRIEF, "scenario": " "})
        ask(stage, 0, "Leads step by step")
        Interviewer.objects.update(status="draft", planning="done")
        interviewer = Interviewer.objects.get()
        with pytest.raises(Refused, match="Write the scenario first"):
            lifecycle.activate(interviewer, by=cast.owner)
        workflow.configure(stage, config=BRIEF, by=cast.owner)
        assert lifecycle.activate(interviewer, by=cast.owner).status == "active"
