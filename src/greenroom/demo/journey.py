"""A candidate's way through an interviewer, by the same actions their pages use."""

from __future__ import annotations

import io
import re
from datetime import datetime, timedelta
from functools import partial

from greenroom.candidates.actions import applications as applying
from greenroom.candidates.actions import attempts, codes
from greenroom.candidates.models import Application, Attempt
from greenroom.conversations import engine
from greenroom.conversations.actions import interviews
from greenroom.conversations.models import Conversation, Turn
from greenroom.core.errors import NotFound
from greenroom.demo import documents, material, talking
from greenroom.demo.clockwork import Course, Step
from greenroom.demo.persons import Person
from greenroom.interviewers.models import Interviewer, QuestionVersion, Stage
from greenroom.outreach.models import Message
from greenroom.stages.resume.actions import resumes

_MINUTE = timedelta(minutes=1)
_READ_AND_THINK = 9.0  # seconds before an answer is begun
_LETTERS_A_SECOND = 4.2
_RATE = 0.6  # share of those who finish that say how it was
_STARS = {"strong": (5, 5, 4), "typical": (5, 4, 4, 3), "weak": (4, 3, 3, 2)}


def journey(person: Person) -> Course:
    """Every step this person still has to take, as far as their fate carries them."""
    at = person.applies_at
    if _find(person) is None:
        yield Step(at, partial(_apply, person), person.language)
    at += _MINUTE * person.dice("code").uniform(0.7, 3)
    if person.fate == "code":
        return
    if _application(person).verified_at is None:
        yield Step(at, partial(_prove, person), person.language)
    if person.fate == "begun":
        return
    at += _MINUTE * person.dice("resume").uniform(1, 6)
    yield from _resume(person, at)
    if person.fate in ("sent", "resume"):
        return
    at += _MINUTE * person.dice("pause").choice((3, 4, 6, 5, 25, 9))
    yield from _interview(person, at)
    yield from _rating(person)


def _apply(person: Person) -> None:
    interviewer = (
        Interviewer.objects.filter(job_description=person.role.job_description)
        .select_related("workspace")
        .first()
    )
    if interviewer is None:
        raise NotFound
    who = applying.Person(
        name=person.name,
        email=person.email,
        phone=person.phone,
        language=person.language,
        time_zone=person.time_zone,
    )
    codes.send_code(application=applying.apply(interviewer=interviewer, person=who, agreed=True))


def _find(person: Person) -> Application | None:
    found: Application | None = (
        Application.objects.filter(
            candidate__email=person.email, interviewer__job_description=person.role.job_description
        )
        .select_related("candidate", "interviewer__workspace")
        .first()
    )
    return found


def _application(person: Person) -> Application:
    found = _find(person)
    if found is None:
        raise NotFound
    return found


def _prove(person: Person) -> None:
    """Type the code that stands in the newest letter."""
    application = _application(person)
    letters = Message.objects.filter(workspace_id=application.workspace_id, recipient=person.email)
    newest = letters.order_by("-created_at", "-id").first()
    code = re.search(r"\d{6}", newest.subject) if newest else None
    if code is None:
        raise NotFound
    codes.verify(application=application, code=code[0])


def _begin(person: Person, kind: str) -> Attempt:
    application = _application(person)
    stage = Stage.objects.get(interviewer_id=application.interviewer_id, kind=kind, removed_at=None)
    return attempts.begin(application=application, stage=stage)


def _full(attempt: Attempt) -> Attempt:
    """The attempt as it is now, with what the actions read of it."""
    related = ("stage__interviewer__workspace", "application__candidate", "workspace", "resume")
    full: Attempt = Attempt.objects.select_related(*related).get(id=attempt.id)
    return full


def _find_attempt(person: Person, kind: str) -> Attempt | None:
    found: Attempt | None = Attempt.objects.filter(application=_application(person), stage__kind=kind).first()
    return found


def _resume(person: Person, at: datetime) -> Course:
    attempt = _find_attempt(person, "resume")
    if attempt is None or attempt.resume_id is None:
        yield Step(at, partial(_send_resume, person, at), person.language, whole=False)
    elif attempt.status != Attempt.Status.OPEN:
        return
    if person.fate != "sent":
        yield Step(at + _MINUTE, partial(_confirm, person), person.language)


def _send_resume(person: Person, at: datetime) -> None:
    attempt, sent = _begin(person, "resume"), documents.resume(person, today=at.date())
    if sent.text:
        resumes.take_text(attempt=attempt, text=sent.text)
    else:
        resumes.take_file(attempt=attempt, content=io.BytesIO(sent.content), name=sent.name)


def _confirm(person: Person) -> None:
    """The facts were read right, but for a name or a place that was not found."""
    attempt = _begin(person, "resume")
    read = attempt.resume.parsed if attempt.resume else {}
    corrections = {"name": read.get("name") or person.name, "location": read.get("location") or person.place}
    resumes.confirm(attempt=attempt, corrections=corrections)


def _interview(person: Person, at: datetime) -> Course:
    """Answer by answer, until the interview is over or the person leaves it."""
    if _find_attempt(person, "web_interview") is None:
        yield Step(at, partial(_sit_down, person), person.language)
    begun = _find_attempt(person, "web_interview")
    if begun is None:
        raise NotFound
    attempt = _full(begun)
    topics = _topics(attempt)
    while True:
        conversation = Conversation.objects.get(attempt=attempt)
        if conversation.ended_at is not None:
            return
        state = engine.State.from_json(conversation.state)
        if state.phase == "asking" and state.at >= person.last_question:
            return
        text = talking.reply(person, state, topics)
        yield Step(
            _when(person, attempt, text),
            partial(_say, attempt, text),
            person.language,
            jobs=person.fate != "fresh",
        )


def _sit_down(person: Person) -> None:
    interviews.begin(attempt=_begin(person, "web_interview"))


def _topics(attempt: Attempt) -> dict[str, str]:
    """Question id to topic."""
    rows = QuestionVersion.objects.filter(question__stage_id=attempt.stage_id)
    return {str(version_id): topic for version_id, topic in rows.values_list("id", "topic")}


def _when(person: Person, attempt: Attempt, text: str) -> datetime:
    """When the question has been read and the answer thought over and typed."""
    last = Turn.objects.filter(attempt=attempt).order_by("-position").first()
    spoken: datetime = attempt.created_at + timedelta(milliseconds=last.end_ms if last else 0)
    thinking = _READ_AND_THINK * person.dice("thinks", text).uniform(0.5, 3)
    typing = len(text) / _LETTERS_A_SECOND * person.dice("pace").uniform(0.7, 1.5)
    return spoken + timedelta(seconds=thinking + typing)


def _say(attempt: Attempt, text: str) -> None:
    key = f"typed-{Turn.objects.filter(attempt=attempt).count()}"
    interviews.hear(attempt=attempt, text=text, key=key)


def _rating(person: Person) -> Course:
    application, throw = _application(person), person.dice("rating")
    if application.rating is not None or person.fate not in ("done", "fresh") or throw.random() > _RATE:
        return
    stars = throw.choice(_STARS[person.level])
    comments = material.words(person.language).rating[str(stars)]
    comment = throw.choice(comments) if throw.random() < 0.5 else ""
    yield Step(
        application.last_engaged_at + _MINUTE,
        partial(applying.rate, application, rating=stars, comment=comment),
        person.language,
        jobs=person.fate != "fresh",
    )
