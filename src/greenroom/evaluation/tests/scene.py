"""People who have been interviewed, by the product's own actions."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import count

from greenroom.candidates.actions import applications, attempts
from greenroom.candidates.models import Application, Attempt
from greenroom.conversations.actions import interviews
from greenroom.core import clock
from greenroom.core.testing.jobs import run_due_jobs
from greenroom.evaluation.models import Evaluation
from greenroom.interviewers.models import Interviewer
from greenroom.stages.resume.actions import resumes

RESUME = """Casey Sample
casey@example.org

Work
Window cleaner, Highline Facades, 2019 - 2024
Worked at heights on rope access every day.

Skills
Rope access, glass cleaning
"""
ANSWERS = (
    "I check the harness before every descent, and a colleague checks it again. Nobody was hurt in five years.",
    "When the wind picks up I stop the work, come down and tell the supervisor.",
    "I like working outside and I can start in two weeks.",
)
_numbers = count(1)


def applied(interviewer: Interviewer, name: str = "Casey Sample", email: str = "") -> Application:
    """Somebody has applied and proven the address."""
    person = applications.Person(name=name, email=email or f"person{next(_numbers)}@example.org")
    application = applications.apply(interviewer=interviewer, person=person, agreed=True)
    application.verified_at = clock.now()
    application.save()
    return applications.refresh(application)


def sent_resume(application: Application, text: str = RESUME) -> Attempt:
    stage = application.interviewer.stages.get(kind="resume")
    attempt = attempts.begin(application=application, stage=stage)
    resumes.take_text(attempt=attempt, text=text)
    return resumes.confirm(attempt=attempt, corrections={})


def begun(application: Application) -> Attempt:
    """In the interview, with the first question asked."""
    stage = application.interviewer.stages.get(kind="web_interview")
    attempt = attempts.begin(application=application, stage=stage)
    attempt = Attempt.objects.select_related("stage__interviewer__workspace", "application__candidate").get(
        id=attempt.id
    )
    interviews.begin(attempt=attempt)
    return attempt


def answered(application: Application, answers: Sequence[str] = ANSWERS) -> Attempt:
    """Interviewed to the end: the answers, then no questions of one's own."""
    attempt = begun(application)
    for place, answer in enumerate([*answers, "No, thank you."] * 3):
        if attempt.status != Attempt.Status.OPEN:
            break
        interviews.hear(attempt=attempt, text=answer, key=f"key-{place}")
        attempt.refresh_from_db()
    return attempt


def met(
    interviewer: Interviewer,
    name: str = "Casey Sample",
    *,
    resume: str = RESUME,
    answers: Sequence[str] = ANSWERS,
) -> Application:
    """Somebody who has done every step. The evaluations wait for a worker."""
    application = applied(interviewer, name)
    sent_resume(application, resume)
    answered(application, answers)
    application.refresh_from_db()
    return application


def evaluated(interviewer: Interviewer, name: str = "Casey Sample", **given: object) -> Application:
    """Somebody who has done every step, evaluated by the built-in engine."""
    application = met(interviewer, name, **given)
    run_due_jobs()
    application.refresh_from_db()
    return application


def evaluation(application: Application, evaluator: str) -> Evaluation:
    """The newest evaluation of this evaluator."""
    rows = Evaluation.objects.filter(attempt__application=application, evaluator=evaluator)
    return rows.order_by("-number")[0]
