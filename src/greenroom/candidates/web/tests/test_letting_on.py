"""What waits for a person on a candidate's page, and what they can do about it there."""

from __future__ import annotations

import html

from greenroom.candidates.models import Application, Attempt
from greenroom.candidates.queries.flows import State
from greenroom.core.models import StoredEvent
from greenroom.core.testing.jobs import run_due_jobs
from greenroom.evaluation.models import QuestionScore
from greenroom.evaluation.queries import scorecards
from greenroom.evaluation.tests import scene
from greenroom.interviewers.models import QuestionVersion, Stage

URL = "/interviewers/window-cleaner/candidates/"


def read(client, application: Application) -> str:
    response = client.get(f"{URL}{application.id}/")
    assert response.status_code == 200
    return html.unescape(response.content.decode())


def waiting(interviewer, **rule: object) -> Application:
    Stage.objects.filter(interviewer=interviewer, kind="resume").update(**{"waits_for_person": True, **rule})
    application = scene.applied(interviewer)
    scene.sent_resume(application)
    run_due_jobs()
    return application


def test_who_waits_is_shown_with_let_on_and_goes_on_with_one_press(interviewer, colleague, onlooker) -> None:
    application = waiting(interviewer)
    page = read(colleague, application)
    assert "Waiting for you." in page
    assert page.count(f"{application.id}/let-on/") == 1
    assert 'value="dismiss"' in page
    assert "let-on/" not in read(onlooker, application)
    assert onlooker.post(f"{URL}{application.id}/let-on/").status_code == 403
    assert Attempt.objects.get().let_on_at is None
    here = f"{URL}{application.id}/"
    assert colleague.post(f"{here}let-on/", {"next": here}).headers["Location"] == here
    page = read(colleague, application)
    assert "Let on by a person" in page
    assert "Waiting for you" not in page


def test_a_stop_leads_to_the_answer_it_rests_on(interviewer, colleague) -> None:
    stage = Stage.objects.get(interviewer=interviewer, kind="resume")
    QuestionVersion.objects.filter(question__stage=stage).update(is_dealbreaker=True)
    application = waiting(interviewer, waits_for_person=False, enforces_dealbreakers=True)
    version = QuestionVersion.objects.get(question__stage=stage)
    score = QuestionScore.objects.get(question=version)
    assert score.verdict == "passed"
    stop = {"rule": "dealbreaker", "text": version.text, "answer": "No", "version_id": str(version.id)}
    Attempt.objects.update(outcome="stopped", stop=stop)
    Application.objects.update(status="knocked_out", stopped_by="Dealbreaker “Has worked at heights”: No")
    page = read(colleague, application)
    assert "Dealbreaker “Has worked at heights”: No" in page
    anchor = f"stage-{stage.id}-1"
    assert f'href="#{anchor}"' in page
    assert f'id="{anchor}"' in page
    colleague.post(f"{URL}{application.id}/let-on/")
    application.refresh_from_db()
    assert (application.status, application.stopped_by) == ("in_progress", "")


def test_a_retake_is_allowed_with_a_small_form_that_says_what_is_wrong(interviewer, colleague, cast) -> None:
    application = scene.evaluated(interviewer)
    address = f"{URL}{application.id}/retake/"
    assert address in read(colleague, application)
    form = html.unescape(colleague.get(address).content.decode())
    assert "1 attempt made" in form
    assert 'name="most" value="1"' in form
    wrong = colleague.post(address, {"most": "11", "cooldown_days": "0"})
    assert wrong.status_code == 422
    assert "0 to 10" in wrong.content.decode()
    assert 'value="11"' in wrong.content.decode()
    application.refresh_from_db()
    assert application.most_retakes is None
    done = colleague.post(address, {"most": "2", "cooldown_days": "0.5"})
    assert done.headers["Location"] == f"{URL}{application.id}/"
    application.refresh_from_db()
    assert (application.most_retakes, application.retake_cooldown_days) == (2, 0.5)
    assert StoredEvent.objects.get(name="candidates.RetakeAllowed").actor_id == cast.colleague.actor.id


def test_a_scorecard_tells_where_each_step_stands(interviewer, cast) -> None:
    application = waiting(interviewer)
    card = scorecards.get_for(cast.owner, application.id)
    assert [stage.state for stage in card.stages] == [State.WAITING, State.AHEAD]
    assert [stage.needs_person for stage in card.stages] == [True, False]


def test_the_list_says_who_waits(interviewer, colleague) -> None:
    application = waiting(interviewer)
    listed = html.unescape(colleague.get(URL).content.decode())
    assert "Waiting for you" in listed
    colleague.post(f"{URL}{application.id}/let-on/", {"next": URL})
    assert "Waiting for you" not in html.unescape(colleague.get(URL).content.decode())
