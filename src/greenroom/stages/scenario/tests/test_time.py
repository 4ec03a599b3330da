"""Time that runs out: warned of politely, kept to the last word, ended once, and one further go where there is one."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from datetime import timedelta

import pytest

from greenroom.candidates.actions import attempts
from greenroom.candidates.models import Application, Attempt
from greenroom.candidates.tests.stopping import told
from greenroom.candidates.tests.test_at_once import at_once, the_same_browser
from greenroom.conversations.models import Conversation, Turn
from greenroom.core import clock, scope
from greenroom.core.errors import Refused
from greenroom.core.testing.jobs import run_due_jobs
from greenroom.stages.scenario.actions import closing, tasks
from greenroom.stages.scenario.rules.warnings import due
from greenroom.stages.scenario.tests.test_task import SCRIPT, Task, said
from greenroom.stages.tests.scene import address

UP = timedelta(minutes=20, seconds=1)


@pytest.fixture
def generous(cast) -> Iterator[Task]:
    """A task that gives another go when its time runs out."""
    with scope.scoped(cast.workspace.id):
        yield Task(cast.workspace, allow_retake_on_timeout=True)


def run_out(task: Task, time_machine_at) -> str:
    """Begin, write something, and look again once time is up; the page then."""
    task.open()
    task.draft("As far as I came.", headers=SCRIPT)
    begun = Attempt.objects.latest("created_at").created_at
    with time_machine_at(begun + UP):
        return str(task.open().content.decode())


def again(task: Task):
    return task.walk.post(f"steps/{task.stage.id}/again/")


def test_time_that_ran_out_gives_one_further_go_and_keeps_the_first(generous, time_machine_at):
    page = run_out(generous, time_machine_at)
    assert "once more" in page
    assert told("candidates.AnotherGoGranted")
    steps = generous.walk.get("steps/").content.decode()
    assert "You can do this step again, 1 more time." in steps
    assert again(generous).headers["Location"] == address(generous.stage)
    assert "20 min left" in generous.open().content.decode()
    first, second = Attempt.objects.order_by("number")
    assert (first.status, second.status, second.number) == ("submitted", "open", 2)
    assert Turn.objects.get(attempt=first, kind="deliverable").text == "As far as I came."
    assert "once more" not in run_out(generous, time_machine_at)
    assert Attempt.objects.filter(grants_another=True).count() == 1
    with pytest.raises(Refused):
        attempts.begin(application=Application.objects.get(), stage=generous.stage, again=True)
    with time_machine_at(clock.now() + timedelta(days=1)):
        run_due_jobs()
    assert Attempt.objects.filter(status="evaluated").count() == 2


def test_the_further_go_uses_up_no_retake_and_waits_for_no_cooldown(generous, time_machine_at):
    Application.objects.update(most_retakes=1, retake_cooldown_days=3)
    run_out(generous, time_machine_at)
    assert "2 more times" in generous.walk.get("steps/").content.decode()
    again(generous)
    generous.hand_in()
    page = html.unescape(generous.walk.get("steps/").content.decode())
    assert "You can do this step again from" in page
    assert again(generous).headers["Location"].endswith("/steps/")
    with time_machine_at(clock.now() + timedelta(days=3, minutes=1)):
        assert again(generous).headers["Location"] == address(generous.stage)
        generous.hand_in()
        assert "this step again" not in generous.walk.get("steps/").content.decode()
    assert Attempt.objects.count() == 3


def test_nothing_more_is_given_where_the_stage_gives_none_or_time_did_not_run_out(
    cast, generous, time_machine_at
):
    generous.draft("Done in time.", headers=SCRIPT)
    generous.hand_in()
    assert again(generous).headers["Location"].endswith("/steps/")
    Attempt.objects.update(config={**Attempt.objects.get().config, "allow_retake_on_timeout": False})
    tasks.hand_in(Attempt.objects.get(), timed_out=True)
    assert Attempt.objects.get().grants_another is False
    assert not told("candidates.AnotherGoGranted")


def test_a_candidate_who_hands_in_as_the_sweep_comes_by_is_not_taken_for_late(generous):
    generous.draft("Done in time.", headers=SCRIPT)
    generous.hand_in()
    tasks.hand_in(Attempt.objects.select_related("stage__interviewer", "application").get(), timed_out=True)
    assert Conversation.objects.get().state["timed_out"] is False
    assert Attempt.objects.get().grants_another is False


@pytest.mark.parametrize("way", ["send", "draft", "left"])
def test_words_on_their_way_when_time_ran_out_are_kept(generous, time_machine_at, way):
    generous.open()
    given = {"answer": "One more thing: the lift.", "key": "last", "text": "All but the end."}
    with time_machine_at(clock.now() + UP):
        generous.walk.client.post(address(generous.stage, f"{way}/"), given, headers=SCRIPT)
        generous.walk.client.post(address(generous.stage, f"{way}/"), given, headers=SCRIPT)
    assert said()[-2:] == [("message", "One more thing: the lift."), ("deliverable", "All but the end.")]
    assert Attempt.objects.get().status == "submitted"


def test_the_sweep_leaves_a_minute_for_what_is_on_its_way_and_later_words_are_shown_not_lost(
    generous, time_machine_at
):
    generous.open()
    begun = Attempt.objects.get().created_at
    with time_machine_at(begun + timedelta(minutes=20, seconds=59)):
        assert closing.close_what_is_due() == 0
    with time_machine_at(begun + timedelta(minutes=21)):
        assert closing.close_what_is_due() == 1
        for field in ("answer", "text"):
            place = "send/" if field == "answer" else "draft/"
            page = generous.walk.client.post(address(generous.stage, place), {field: "Far too late."})
            assert "These words came too late" in page.content.decode()
            assert "Far too late." in page.content.decode()
        scripted = generous.write("Far too late.")
    assert scripted.status_code == 422
    assert all("too late" not in text for _kind, text in said())


@pytest.mark.django_db(transaction=True)
def test_it_ends_once_whoever_ends_it(generous):
    generous.draft("My plan.", headers=SCRIPT)
    attempt = Attempt.objects.select_related("stage__interviewer__workspace", "application").get()
    clicks = the_same_browser(generous.walk, 2)
    works = [lambda click=click: click.client.post(address(generous.stage, "hand-in/")) for click in clicks]
    works += [lambda: tasks.hand_in(attempt, timed_out=True)] * 2
    for ended in at_once(generous.walk, works):
        assert not isinstance(ended, Exception)
    assert [kind for kind, _text in said()].count("deliverable") == 1
    assert len(told("candidates.AttemptSubmitted")) == 1
    assert Attempt.objects.get().grants_another is Conversation.objects.get().state["timed_out"]


def shown(task: Task, told: str = "") -> str:
    return str(
        task.walk.client.get(address(task.stage, f"left/?told={told}"), headers=SCRIPT).content.decode()
    )


def test_five_minutes_and_one_minute_are_announced_once_each_and_nothing_in_between(
    generous, time_machine_at
):
    generous.open()
    begun = Attempt.objects.get().created_at
    announced, told_by_page = [], "0"
    for seconds in range(0, 20 * 60, 30):
        with time_machine_at(begun + timedelta(seconds=seconds)):
            answer = shown(generous, told_by_page)
        if found := re.search(r'id="task-warning".*name="told" value="(\d)"', answer, re.DOTALL):
            told_by_page = found[1]
            announced.append((seconds, told_by_page))
    assert announced == [(15 * 60, "5"), (19 * 60, "1")]
    with time_machine_at(begun + timedelta(minutes=16)):
        page = generous.open().content.decode()
    assert "About 5 minutes are left." in page
    assert 'name="told" value="5"' in page


@pytest.mark.parametrize(
    ("minutes", "limit", "warned"),
    [(20, 20, 0), (6, 20, 0), (5, 20, 5), (2, 20, 5), (1, 20, 1), (5, 5, 0), (1, 5, 1)],
)
def test_a_warning_stands_from_its_minute_on_and_never_from_the_very_start(minutes, limit, warned):
    assert due(minutes, limit=limit) == warned
