"""Everything that is held of somebody is known, shown, and goes when they ask."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

import pytest
from django.apps import apps
from django.core.files.storage import default_storage
from django.db import models

from greenroom.accounts.permissions import Forbidden
from greenroom.candidates.actions import accommodating, helping
from greenroom.candidates.actions.helping import Asking
from greenroom.candidates.models import Answer, Application, Attempt, Candidate, HelpRequest
from greenroom.candidates.rules.accommodations import Accommodations
from greenroom.candidates.tests.walking import Walk
from greenroom.compliance import registry
from greenroom.compliance.actions import erasing
from greenroom.compliance.actions import requests as asking
from greenroom.compliance.contract import Holding
from greenroom.compliance.models import Consent, DataRequest
from greenroom.core import scope
from greenroom.core.errors import NotFound
from greenroom.core.ids import new_id
from greenroom.core.jobs import TryAgain
from greenroom.core.models import StoredEvent
from greenroom.core.testing.jobs import run_due_jobs
from greenroom.evaluation.models import Evaluation
from greenroom.interviewers.rules.subject import KIND
from greenroom.media.actions.files import store
from greenroom.notifications.actions import subscribers
from greenroom.outreach.models import Message, ReceivedText, Suppression, TextTalk, TextThread
from greenroom.stages.models import AnswerFile, Draft

NAME, EMAIL, PHONE = "Quillon Zephyrine", "quillon@example.org", "+447700900123"
OTHER_PHONE = "+447700900999"
ANSWER = "I check my harness."
TELLS = (NAME, EMAIL, PHONE, ANSWER, "Rope access", "Nothing works", "Is this real", "zephyrine")
TEXTED = ("From my other phone", OTHER_PHONE)


def _children(model: type[models.Model]) -> Iterator[type[models.Model]]:
    for link in model._meta.get_fields(include_hidden=True):
        if isinstance(link, models.ForeignObjectRel):
            yield link.related_model


def _reachable() -> set[str]:
    """Every table whose rows hang, however far down, on a candidate."""
    found: set[type[models.Model]] = set()
    waiting: list[type[models.Model]] = [Candidate]
    while waiting:
        model = waiting.pop()
        if model not in found:
            found.add(model)
            waiting.extend(_children(model))
    return {model._meta.label for model in found}


def test_every_table_that_hangs_on_a_candidate_belongs_to_a_holding():
    covered = {table for holding in registry.shown() for table in holding.tables}
    assert _reachable() - covered == set()
    assert covered - {model._meta.label for model in apps.get_models()} == set()


@pytest.fixture
def walked(walk: Walk, cast, settings) -> Walk:
    """Somebody of whom everything is held, and whom the team has heard of."""
    settings.EMAIL_BACKEND = "greenroom.outreach.senders.email.backend.OutboxBackend"
    subscribers.choose(
        subject_kind=KIND, subject_id=walk.interviewer.id, member_ids=[cast.owner.id], by=cast.owner
    )
    helping.ask_unproven(
        walk.interviewer, name=NAME, email=EMAIL, wanted=Asking(words="Is this real?"), language="en"
    )
    walk.apply(name=NAME, email=EMAIL, phone=PHONE)
    code = Message.objects.filter(recipient=EMAIL).latest("created_at").subject.split()[0]
    assert walk.verify(code).status_code == 302
    assert walk.post("resume/", {"text": f"{NAME}\n{EMAIL}\nThe first try"}).status_code == 302
    walk.send_resume(f"{NAME}\n{EMAIL}\n\nSkills\nRope access, glass cleaning\n").interview()
    application = walk.application(EMAIL)
    helping.ask(application, words="Nothing works")
    accommodating.choose(candidate=application.candidate, wanted=Accommodations(time=1.5, breaks=True))
    _more_rows(application)
    run_due_jobs()
    return walk


def _more_rows(application: Application) -> None:
    """What other kinds of stage keep: an answer with two files, a break, a draft."""
    workspace_id = application.workspace_id
    attempt = Attempt.objects.get(application=application, stage__kind="web_interview")
    first, second = (
        store(workspace_id=workspace_id, content=BytesIO(words.encode()), name=f"{words}.txt")
        for words in ("one", "two")
    )
    version = attempt.questions.first().version
    answer = Answer.objects.create(
        workspace_id=workspace_id, attempt=attempt, version=version, value=[NAME], file=first
    )
    for file in (first, second):
        AnswerFile.objects.create(workspace_id=workspace_id, answer=answer, file=file)
    Draft.objects.create(workspace_id=workspace_id, attempt=attempt, text=f"By {NAME}")
    thread = TextThread.objects.create(workspace_id=workspace_id, phone=OTHER_PHONE)
    TextTalk.objects.create(
        workspace_id=workspace_id, thread=thread, holder_id=attempt.id, about_id=application.id
    )
    ReceivedText.objects.create(
        vendor="x", vendor_id="1", phone=OTHER_PHONE, words="From my other phone", thread=thread
    )
    Suppression.objects.create(
        workspace_id=workspace_id, channel="email", address=EMAIL, reason="unsubscribed"
    )


def _ask(walk: Walk) -> DataRequest:
    candidate = walk.application(EMAIL).candidate
    return asking.ask(
        workspace_id=candidate.workspace_id, subject_id=candidate.id, kind="erase", words=f"I am {NAME}"
    )


@pytest.fixture
def asked(walk: Walk) -> DataRequest:
    """By somebody who has just come in, and has asked for a person."""
    walk.enter(name=NAME, email=EMAIL)
    helping.ask(walk.application(EMAIL), words="Nothing works")
    return _ask(walk)


def _written() -> str:
    """Every text column of every table of ours, in one string."""
    texts = (models.CharField, models.TextField, models.JSONField)
    found = []
    with scope.everything("a test looks"):
        for model in apps.get_models():
            names = [field.attname for field in model._meta.concrete_fields if isinstance(field, texts)]
            if names and model.__module__.startswith("greenroom."):
                found += [f"{model._meta.label}: {row}" for row in model._base_manager.values_list(*names)]
    return "\n".join(found)


def _told(words: str, written: str) -> list[str]:
    return [line[:200] for line in written.splitlines() if words.casefold() in line.casefold()]


def _stored() -> list[str]:
    folders, _files = default_storage.listdir("")
    return [name for folder in folders for name in default_storage.listdir(folder)[1]]


def _nothing_is_left(request: DataRequest) -> None:
    written = _written()
    assert {words: _told(words, written) for words in (*TELLS, *TEXTED) if _told(words, written)} == {}
    assert _stored() == []
    assert Candidate.objects.count() == Application.objects.count() == Evaluation.objects.count() == 0
    request.refresh_from_db()
    assert (request.state, request.words, request.reason) == ("done", "", "")
    assert Consent.objects.filter(withdrawn_at=None).count() == 0 < Consent.objects.count()
    assert StoredEvent.objects.filter(name="compliance.DataErased").count() == 1


def test_what_is_held_is_shown_and_after_erasure_no_table_and_no_file_tells_it(walked, cast):
    asked = _ask(walked)
    written = _written()
    assert [words for words in (*TELLS, *TEXTED) if not _told(words, written)] == []
    assert len(_stored()) == 2
    subject = registry.subject(asked.subject_id)
    shown = {holding.slug: list(holding.show(subject)) for holding in registry.shown()}
    words = str(shown)
    assert [tells for tells in TELLS[:-1] if tells not in words] == []
    names = [file.name for holding in registry.shown() for file in holding.files(subject)]
    assert names == ["one.txt", "two.txt"]
    asking.order_erasure(asked, by=cast.owner)
    asking.order_erasure(asked, by=cast.owner)
    ran = run_due_jobs()
    assert ran.count("compliance.erase") >= 1
    asked.refresh_from_db()
    _nothing_is_left(asked)


class Killed(BaseException):
    """As kill -9: nothing in the product catches it."""


def test_an_erasure_that_is_killed_between_any_two_rooms_is_finished_later(walked, cast, monkeypatch):
    asked = _ask(walked)
    asking.order_erasure(asked, by=cast.owner)
    Message.objects.filter(kind="erasure").update(state="kept")
    whole = list(registry.erased())

    def dies(_subject) -> None:
        raise Killed

    mortal = Holding(slug="x", label="x", tables=(), show=lambda _s: (), erase=dies)
    for after in range(len(whole) + 1):
        with monkeypatch.context() as patch:
            patch.setattr(registry, "erased", lambda after=after: [*whole[:after], mortal])
            with pytest.raises(Killed):
                erasing.erase(data_request_id=asked.id)
        asked.refresh_from_db()
        assert asked.state == "erasing"
    run_due_jobs()
    _nothing_is_left(asked)


def test_killed_after_the_person_is_gone_it_is_closed(asked, cast):
    asking.order_erasure(asked, by=cast.owner)
    Candidate.objects.all().delete()
    erasing.erase(data_request_id=asked.id)
    asked.refresh_from_db()
    assert asked.state == "done"


def test_the_last_message_leaves_before_anything_goes(asked, cast):
    asking.order_erasure(asked, by=cast.owner)
    with pytest.raises(TryAgain):
        erasing.erase(data_request_id=asked.id)
    last = Message.objects.get(kind="erasure")
    assert (last.recipient, last.state) == (EMAIL, "waiting")
    assert Candidate.objects.exists()


def test_nobody_is_erased_unordered_or_from_another_workspace(asked, cast):
    before = Candidate.objects.count()
    erasing.erase(data_request_id=asked.id)
    erasing.erase(data_request_id=new_id())
    asking.order_erasure(asked, by=cast.owner)
    with scope.scoped(cast.stranger.workspace_id):
        erasing.erase(data_request_id=asked.id)
        with pytest.raises(NotFound):
            registry.subject(asked.subject_id)
        with pytest.raises(Forbidden):
            asking.order_erasure(asked, by=cast.owner)
    with pytest.raises(Forbidden):
        asking.order_erasure(asked, by=cast.colleague)
    assert Candidate.objects.count() == before
    assert HelpRequest.objects.exists()
