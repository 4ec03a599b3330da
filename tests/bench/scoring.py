"""Built-in judgement through the jobs that do it: an interview evaluated, an interviewer planned and rehearsed."""

from __future__ import annotations

from greenroom.accounts.models import Member
from greenroom.candidates.models import Application
from greenroom.core import scope
from greenroom.core.testing.jobs import run_due_jobs
from greenroom.evaluation.models import QuestionScore
from greenroom.interviewers.actions import drafting
from greenroom.interviewers.models import Interviewer
from greenroom.rehearsal.actions import rehearsals
from greenroom.rehearsal.models import Rehearsal
from tests.bench import interviews
from tests.bench.figures import Figure, Watch

INTERVIEWS = 8
PLANS = {6_000: (1_000.0, 5), 60_000: (3_000.0, 3)}  # characters to the goal in milliseconds and the rounds
REHEARSALS = 5
SECTION = "Built-in engine"


def measure() -> list[Figure]:
    by = interviews.owner()
    with scope.scoped(by.workspace_id):
        interviewer = interviews.open_interviewer(by)
        watch, turns = Watch(), Watch()
        for n in range(INTERVIEWS):
            application = interviews.applied(interviewer, n)
            with turns.running():
                interviews.hold(application, n)
            with watch.running():
                run_due_jobs()
            _check(application)
        rehearsed = _rehearsals(interviewer, by)
        plans = [_plans(by, characters) for characters in PLANS]
    first, *later = watch.samples
    name = f"Interview of {interviews.QUESTIONS} answers evaluated"
    return [
        Figure(SECTION, name, "ms", later, goal=2_000),
        Figure(SECTION, f"{name}, the first in its process", "ms", [first], goal=2_000),
        rehearsed,
        *plans,
    ]


def _check(application: Application) -> None:
    application.refresh_from_db()
    scored = QuestionScore.objects.filter(
        evaluation__attempt__application=application, evaluation__attempt__stage__kind="web_interview"
    )
    assert application.status == Application.Status.COMPLETED, application.status
    assert scored.count() == interviews.QUESTIONS, scored.count()


def _plans(by: Member, characters: int) -> Figure:
    goal, rounds = PLANS[characters]
    watch = Watch()
    for n in range(rounds):
        made = drafting.create(job_description=posting(characters, n), by=by)
        with watch.running():
            run_due_jobs()
        made.refresh_from_db()
        assert made.planning == Interviewer.Planning.DONE, made.planning_error
    return Figure(SECTION, f"Plan from {characters:,} characters", "ms", watch.samples, goal=goal)


def _rehearsals(interviewer: Interviewer, by: Member) -> Figure:
    """A weak, a typical and a strong candidate played and scored."""
    watch = Watch()
    for _ in range(REHEARSALS):
        row = rehearsals.ask(interviewer, by=by)
        with watch.running():
            run_due_jobs()
        row.refresh_from_db()
        assert row.status == Rehearsal.Status.DONE, row.error
        assert {len(run["questions"]) for run in row.runs} == {interviews.QUESTIONS}, row.runs
    name = f"Rehearsal of an interviewer with {interviews.QUESTIONS} questions"
    return Figure(SECTION, name, "ms", watch.samples, goal=10_000)


def posting(characters: int, n: int) -> str:
    """A long job description: those of the demo workspace, one after the other, each line numbered to differ."""
    texts = [path.read_text() for path in interviews.POSTINGS]
    text, round_ = texts[n % len(texts)], 1
    while len(text) < characters:
        lines = texts[(n + round_) % len(texts)].splitlines()
        text += "\n\n" + "\n".join(f"{line} ({round_})" if line else line for line in lines)
        round_ += 1
    return text[:characters]
