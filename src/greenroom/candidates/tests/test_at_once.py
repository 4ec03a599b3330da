"""Real threads against a real database: a candidate's forms that come twice at the same moment."""

from __future__ import annotations

import threading
from collections.abc import Callable
from copy import deepcopy

import pytest
from django.db import connection

from greenroom.candidates.actions import attempts, codes
from greenroom.candidates.models import Application, Attempt, EmailCode
from greenroom.candidates.tests.walking import DETAILS, Walk
from greenroom.compliance.actions import consents
from greenroom.compliance.models import Consent
from greenroom.core import clock, scope
from greenroom.core.errors import Refused
from greenroom.core.models import StoredEvent
from greenroom.outreach.models import Message

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(walk: Walk, works: list[Callable[[], object]]) -> list[object]:
    """Run each in a thread of its own, begun together; what each returned or raised."""
    results: list[object] = [None] * len(works)
    together = threading.Barrier(len(works))

    def run(place: int, work: Callable[[], object]) -> None:
        try:
            with scope.scoped(walk.interviewer.workspace_id):
                together.wait(10)
                results[place] = work()
        except Exception as failure:  # noqa: BLE001  (the test looks at it)
            results[place] = failure
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=each) for each in enumerate(works)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return results


def the_same_browser(walk: Walk, times: int) -> list[Walk]:
    """One browser's clicks: each with the cookies of the page it was made on."""
    clicks = [Walk(walk.interviewer) for _ in range(times)]
    for click in clicks:
        click.client.cookies = deepcopy(walk.client.cookies)
    return clicks


def test_a_code_that_is_sent_four_times_at_once_opens_the_steps_each_time(walk):
    walk.apply()
    code, clicks = walk.code(), the_same_browser(walk, 4)
    answers = at_once(walk, [lambda click=click: click.verify(code).status_code for click in clicks])
    assert answers == [302] * 4
    assert [click.get("steps/").status_code for click in clicks] == [200] * 4
    assert StoredEvent.objects.filter(name="candidates.EmailVerified").count() == 1


def test_of_two_browsers_with_the_same_code_at_once_one_comes_in(walk, another):
    walk.apply()
    thief = another()
    thief.post("back/", {"email": DETAILS["email"]})
    code = walk.code()
    answers = at_once(walk, [lambda: walk.verify(code).status_code, lambda: thief.verify(code).status_code])
    assert sorted(answers) == [302, 422]


def test_after_codes_were_asked_for_at_once_the_newest_mail_holds_the_only_code_that_works(walk, settings):
    settings.EMAIL_BACKEND = "greenroom.outreach.senders.email.backend.OutboxBackend"
    walk.apply()
    application = walk.application()
    assert at_once(walk, [lambda: codes.send_code(application=application)] * 5) == [None] * 5
    assert EmailCode.objects.count() == 1
    newest = Message.objects.order_by("-created_at", "-id").first()
    assert newest is not None
    assert walk.verify(newest.subject[:6]).status_code == 302


def test_agreeing_twice_at_once_is_one_agreement(walk):
    walk.apply()
    application, workspace = walk.application(), walk.interviewer.workspace
    Consent.objects.all().delete()

    def agree() -> object:
        return consents.give(workspace=workspace, subject_id=application.id, language="en").id

    assert len(set(at_once(walk, [agree] * 4))) == 1
    assert Consent.objects.count() == 1


def test_ten_that_try_again_at_once_make_exactly_one_attempt(walk):
    """Two are left and no cooldown holds anybody: only the lock on the application's row does."""
    walk.enter().send_resume()
    application = Application.objects.select_related("interviewer").get()
    Application.objects.update(most_retakes=2, retake_cooldown_days=0)
    stage = application.attempts.get().stage

    def again() -> object:
        return attempts.begin(application=application, stage=stage, again=True).id

    made = at_once(walk, [again] * 10)
    assert not [each for each in made if isinstance(each, Exception)]
    assert len(set(made)) == 1
    assert [attempt.number for attempt in Attempt.objects.order_by("number")] == [1, 2]
    assert StoredEvent.objects.filter(name="candidates.AttemptStarted").count() == 2


def test_of_ten_that_try_the_last_retake_at_once_none_goes_beyond_it(walk):
    walk.enter().send_resume()
    application = Application.objects.get()
    Application.objects.update(most_retakes=1, retake_cooldown_days=0)
    stage = application.attempts.get().stage

    def again_and_send() -> object:
        attempt = attempts.begin(application=application, stage=stage, again=True)
        Attempt.objects.filter(id=attempt.id).update(status="evaluated", submitted_at=clock.now())
        return attempt.number

    made = at_once(walk, [again_and_send] * 10)
    assert {each for each in made if not isinstance(each, Exception)} == {2}
    assert all(isinstance(each, int | Refused) for each in made)
    assert Attempt.objects.count() == 2
