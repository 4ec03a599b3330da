"""What somebody reads whom a rule has stopped, on their page and by mail, and how they come back in."""

from __future__ import annotations

from datetime import timedelta

import pytest

from greenroom.candidates.actions import attempts, going_on, retaking
from greenroom.candidates.models import Application, Attempt
from greenroom.candidates.rules.gate import Checked
from greenroom.candidates.tests.stopping import PASSING, dealbreaker, failed_check, ruled
from greenroom.core import clock
from greenroom.core.testing.jobs import run_due_jobs
from greenroom.outreach.models import Message
from greenroom.stages import stopped
from greenroom.stages.tests.scene import ask

OWN = "Thank you, Casey. We need <b>two years</b> at heights for this one."
REASON = "The model says that the resume is weak"


@pytest.fixture
def stopped_walk(walk, resume_stage):
    """A candidate whom a dealbreaker stops while nobody is looking at the page."""
    ruled(resume_stage, config={"stopped_message": OWN})
    dealbreaker(resume_stage)
    walk.enter().send_resume(PASSING)
    run_due_jobs()
    attempt = Attempt.objects.get()
    Attempt.objects.update(outcome="", stop={})
    failed = failed_check(attempt)
    attempts.rule_on(
        attempt=attempt,
        score=12.5,
        checked=[Checked(failed.version_id, failed.text, True, "failed", REASON)],
    )
    return walk


def later(time_machine_at):
    return time_machine_at(clock.now() + stopped.PATIENCE + timedelta(seconds=1))


def letters() -> list[str]:
    return [message.body for message in Message.objects.filter(kind="stopped").exclude(state="cancelled")]


def test_the_page_and_the_mail_say_it_in_the_recruiters_words_and_never_in_a_models(
    stopped_walk, time_machine_at
) -> None:
    page = stopped_walk.get("steps/").content.decode()
    assert "We need &lt;b&gt;two years&lt;/b&gt; at heights" in page
    assert "you may ask them to look again" in page
    with later(time_machine_at):
        run_due_jobs()
        stopped.tell(attempt_id=Attempt.objects.get().id)
    (letter,) = letters()
    assert OWN in letter
    assert Message.objects.get(kind="stopped").recipient == "casey@example.org"
    for said in (page, letter):
        assert REASON not in said
        assert "12.5" not in said
        assert "Has worked at heights" not in said


def test_where_nothing_was_written_the_words_are_neutral_and_in_the_candidates_language(
    stopped_walk, time_machine_at
) -> None:
    Attempt.objects.update(config={})
    page = stopped_walk.get("steps/").content.decode()
    assert "was not met" in page
    application = Application.objects.get()
    application.candidate.language = "de"
    application.candidate.save()
    with later(time_machine_at):
        run_due_jobs()
    letter = Message.objects.get(kind="stopped")
    assert letter.subject == "Zu Ihrer Bewerbung: Window Cleaner"
    assert "Danke für das, was Sie für die Stelle Window Cleaner geschickt haben" in letter.body
    assert REASON not in letter.body


def test_whom_a_person_lets_on_meanwhile_hears_only_that_the_next_step_is_open(
    stopped_walk, cast, time_machine_at
) -> None:
    application = Application.objects.get()
    assert application.status == "knocked_out"
    assert stopped_walk.get("interview/").status_code == 302
    going_on.let_on(application, by=cast.colleague)
    with later(time_machine_at):
        run_due_jobs()
    assert not letters()
    assert Message.objects.filter(recipient="casey@example.org", kind="next_step").count() == 1
    assert Application.objects.get().status == "in_progress"
    page = stopped_walk.get("steps/").content.decode()
    assert "two years" not in page
    assert stopped_walk.get("interview/").status_code == 200


def test_who_tries_again_before_the_mail_went_is_not_told_of_what_is_past(
    stopped_walk, resume_stage, cast, time_machine_at
) -> None:
    application = Application.objects.get()
    retaking.allow_retake(application, most=1, cooldown_days=0, by=cast.colleague)
    attempts.begin(application=application, stage=resume_stage, again=True)
    with later(time_machine_at):
        run_due_jobs()
    assert not letters()


def test_a_minimum_score_that_is_missed_stops_without_a_figure_and_a_person_who_is_waited_for_opens_the_way(
    walk, resume_stage, cast, time_machine_at
) -> None:
    ask(resume_stage, 1, "Writes clearly", modality="criterion")
    ruled(resume_stage, minimum_score=77.5)
    walk.enter().send_resume(PASSING)
    attempt = Attempt.objects.get()
    attempts.rule_on(attempt=attempt, score=31.25, checked=())
    page = walk.get("steps/").content.decode()
    assert "was not met" in page
    assert "31" not in page.split('<ol class="journey">')[0].split("<h1>")[1]
    assert "77" not in page.split('<ol class="journey">')[0].split("<h1>")[1]
    attempts.rule_on(attempt=attempt, score=90, checked=())
    assert walk.get("interview/").status_code == 200


def test_who_waits_for_a_person_goes_on_once_that_person_says_so(walk, resume_stage, cast) -> None:
    ruled(resume_stage, waits_for_person=True)
    walk.enter().send_resume()
    assert "Somebody looks at it" in walk.get("steps/").content.decode()
    assert walk.get("interview/").status_code == 302
    going_on.let_on(Application.objects.get(), by=cast.colleague)
    assert walk.get("interview/").status_code == 200
