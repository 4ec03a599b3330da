"""Real threads against a real database: a candidate's forms that come twice at the same moment."""

from __future__ import annotations

import threading
from collections.abc import Callable
from copy import deepcopy

import pytest
from django.db import connection

from greenroom.candidates.actions import codes
from greenroom.candidates.models import EmailCode
from greenroom.candidates.tests.walking import DETAILS, Walk
from greenroom.compliance.actions import consents
from greenroom.compliance.models import Consent
from greenroom.core import scope
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
