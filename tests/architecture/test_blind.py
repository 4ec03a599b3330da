"""Who reads blind finds nobody's name, address, number, place or school on any page that can be asked for."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Set
from html import unescape
from typing import Any

import pypdfium2
import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import reverse

from greenroom.candidates.models import Answer, HelpRequest
from greenroom.candidates.tests.walking import make_interviewer
from greenroom.conversations.models import Turn
from greenroom.core import clock, scope
from greenroom.core.ids import new_token
from greenroom.diagnostics.models import Visit
from greenroom.evaluation.actions import reading
from greenroom.evaluation.models import Note, QuestionScore
from greenroom.evaluation.tests import scene
from greenroom.media.actions.files import store
from greenroom.media.models import Resume
from greenroom.outreach.models import Message, ReceivedText, TextThread
from greenroom.reports.models import PackageItem
from greenroom.stages.models import AnswerFile
from tests.architecture import test_doors as doors
from tests.architecture.house import House

PERSON = {
    "name": "Zinnia Quillfeather",
    "email": "zq@quillpost.example.org",
    "phone": "+441632960158",
    "location": "Sampleton-on-Sea",
}
TOLD = (
    "Zinnia",
    "Quillfeather",
    "quillpost",
    "1632960158",
    "1632 960158",
    "Sampleton",
    "Westbrook",
    "Otterbourne",
)
SAID = (
    "I am Zinnia Quillfeather of Sampleton-on-Sea, from Westbrook Academy: "
    "zq@quillpost.example.org, +44 1632 960158."
)
ELSEWHERE = "Wynn Otterbourne"
"""Somebody who asks for a person and has not applied."""

SHOWN = frozenset(
    {
        "candidate",
        "candidates",
        "form-files",
        "help-queue",
        "help-request",
        "objection",
        "visits",
        "phone",
        "phone-thread",
    }
)
"""Some of the pages that say it to who does not read blind."""
MAY_TELL = {
    "outbox": "an administrator's record of what was sent, by address",
    "outbox-message": "a message as it was sent, for an administrator who passes it on or sends it again",
    "data-requests": "an administrator owes an answer to somebody by name, within a month of the law's",
    "data-request": "an erasure is confirmed by typing the name",
}
"""Pages that say who somebody is to whoever may open them, and why."""


@pytest.fixture
def house(cast) -> House:
    """Everything a page can show, of somebody with a name like no other, said wherever words are kept."""
    with scope.scoped(cast.workspace.id):
        interviewer = make_interviewer(cast.workspace)
        answers = [f"{SAID} {scene.ANSWERS[0]}", *scene.ANSWERS[1:]]
        rows = House(cast.owner)
        rows.application = scene.evaluated(
            interviewer, PERSON["name"], resume=f"{SAID}\n{scene.RESUME}", answers=answers
        )
        _tell(rows, interviewer)
        return rows


def _tell(rows: House, interviewer: Any) -> None:
    person = rows.application.candidate
    for name, value in PERSON.items():
        setattr(person, name, value)
    person.found_by = f"{person.name} {person.email}".lower()
    person.save()
    resume = Resume.objects.get()
    resume.parsed |= {"education": [{"school": "Westbrook Academy", "degree": "Diploma"}]}
    resume.save()
    rows.interviewer, rows.candidate = interviewer, person
    rows.stage = interviewer.stages.get(kind="web_interview")
    rows.question = rows.stage.questions.first()
    whose = {"workspace_id": person.workspace_id}
    rows.help_request = HelpRequest.objects.create(
        **whose,
        interviewer=interviewer,
        application=rows.application,
        kind="call_back",
        words=SAID,
        phone=PERSON["phone"],
        suits=SAID,
        answer=SAID,
        same_as=new_token(),
        state="answered",
    )
    asked = {"kind": "message", "same_as": new_token(), "name": ELSEWHERE, "email": "wynn@example.org"}
    HelpRequest.objects.create(**whose, interviewer=interviewer, words=f"I am {ELSEWHERE}.", **asked)
    rows.data_request.words = SAID
    rows.data_request.save()
    sent = {"subject": SAID, "body": SAID, "sender": "a@example.org", "state": "failed", "kind": "reminder"}
    rows.message = Message.objects.create(
        **whose, **sent, recipient=person.email, about_id=rows.application.id
    )
    Message.objects.create(**whose, **sent, recipient=person.phone, channel="sms")
    rows.text_thread = TextThread.objects.create(**whose, phone=person.phone, last_at=clock.now())
    came = {"vendor": "simulated", "vendor_id": new_token(), "phone": person.phone}
    ReceivedText.objects.create(**came, thread=rows.text_thread, words=SAID)
    rows.note = Note.objects.create(**whose, application=rows.application, author="Somebody", text=SAID)
    Visit.objects.create(**whose, application=rows.application, time_zone="Europe/Sampleton")
    rows.visit = Visit.objects.latest("created_at")
    PackageItem.objects.create(**whose, package=rows.package, application=rows.application, position=1)
    rows.attempt = attempt = rows.application.attempts.get(stage=rows.stage)
    named = f"{PERSON['name']}.txt"
    file = store(workspace_id=person.workspace_id, content=io.BytesIO(SAID.encode()), name=named)
    sent = {"attempt": attempt, "version": rows.question.current, "file": file, "value": [named]}
    AnswerFile.objects.create(**whose, answer=Answer.objects.create(**whose, **sent), file=file)
    rows.turn = Turn.objects.filter(attempt=attempt, speaker=Turn.Speaker.CANDIDATE).first()
    rows.score = QuestionScore.objects.filter(evaluation__attempt=attempt).first()
    rows.evaluation = rows.score.evaluation


def texts(response: Any) -> str:
    """What an answer says, whatever it is: its heads, and words of a page, a PDF or the files of a ZIP."""
    body = b"".join(response.streaming_content) if response.streaming else response.content
    heads = " ".join(response.headers.values())
    return unescape(f"{heads} {_read(body)}")


def _read(body: bytes) -> str:
    if body.startswith(b"%PDF"):
        return " ".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(body))
    if body.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(body)) as packed:
            return " ".join(f"{name} {_read(packed.read(name))}" for name in packed.namelist())
    return body.decode(errors="replace")


def pages_that_tell(client: Client, house: House, names: Set[str]) -> dict[str, list[str]]:
    """Those of the pages that say any of it, each with what."""
    routes = [route for route in doors.TEAM + doors.OWN if route.name in names]
    addresses = {route.name: reverse(route.name, kwargs=doors.fill(route, house)) for route in routes}
    Authenticator.objects.all().delete()  # a passkey that no device made cannot be asked for
    found = {}
    for name, address in addresses.items():
        with doors.undone():
            said = texts(client.get(address))
        words = [each for each in TOLD if re.search(re.escape(each), said, re.IGNORECASE)]
        if words:
            found[name] = words
    return found


def test_who_reads_blind_is_told_of_nobody_but_on_the_pages_that_say_why(cast, house):
    """Each page that a member may ask for, so it takes some seconds."""
    client = doors.enter(cast.owner)
    assert set(pages_that_tell(client, house, SHOWN)) == SHOWN
    with scope.scoped(cast.workspace.id):
        reading.change(by=cast.owner, blind=True)
    told = pages_that_tell(client, house, {route.name for route in doors.TEAM + doors.OWN})
    assert {name: words for name, words in told.items() if name not in MAY_TELL} == {}
    assert sorted(MAY_TELL) == sorted(told)
