"""What this room holds of people: who they are, their applications, what they sent, and whom they asked for help."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from functools import partial
from uuid import UUID

from django.conf.locale import LANG_INFO
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.formats import date_format
from django.utils.translation import get_language_info, gettext_lazy
from django.utils.translation import gettext as _

from greenroom.candidates.models import Answer, Application, Attempt, Candidate, HelpRequest
from greenroom.candidates.queries import accommodations
from greenroom.candidates.rules.accommodations import Accommodations
from greenroom.compliance import registry
from greenroom.compliance.contract import HeldFile, Holding, Sheet, Subject
from greenroom.compliance.models import DataRequest
from greenroom.core.errors import NotFound
from greenroom.media.actions import erasing
from greenroom.media.actions.files import open_stored
from greenroom.media.models import Resume, StoredFile

ASKED_FOR = {
    "slower_voice": gettext_lazy("A slower voice"),
    "longer_pauses": gettext_lazy("Longer pauses"),
    "typed_only": gettext_lazy("Typing only"),
    "captions": gettext_lazy("Captions"),
    "breaks": gettext_lazy("Breaks"),
    "questions_ahead": gettext_lazy("The questions ahead of time"),
}


def find(candidate_id: UUID) -> Subject:
    """Somebody of the workspace in scope. Raises NotFound."""
    candidate = Candidate.objects.filter(id=candidate_id).first()
    if candidate is None:
        raise NotFound
    applications = frozenset(Application.objects.filter(candidate=candidate).values_list("id", flat=True))
    asked = _help_of(candidate.id, {candidate.email}).values_list("id", flat=True)
    requests = DataRequest.objects.filter(subject_id=candidate.id).values_list("id", flat=True)
    return Subject(
        candidate_id=candidate.id,
        row_ids=applications | {candidate.id, *asked, *requests},
        application_ids=applications,
        names=frozenset({candidate.name}),
        emails=frozenset({candidate.email}),
        phones=frozenset({candidate.phone} - {""}),
    )


def _help_of(candidate_id: UUID, emails: set[str] | frozenset[str]) -> QuerySet[HelpRequest]:
    """What they asked, before they had proven their address too."""
    return HelpRequest.objects.filter(Q(application__candidate_id=candidate_id) | Q(email__in=emails))


def show(subject: Subject) -> Iterator[Sheet]:
    candidate = Candidate.objects.get(id=subject.candidate_id)
    yield _person(candidate)
    wanted = accommodations.of(candidate.id)
    if wanted != Accommodations():
        yield Sheet(_("Adjustments"), tuple(_wanted(wanted)))
    rows = Application.objects.filter(candidate=candidate).select_related("interviewer")
    yield from map(_application, rows.order_by("created_at"))
    yield from _answers(subject)
    for resume in _resumes(subject).order_by("created_at"):
        yield Sheet(_("Your resume"), ((_("What we read from it"), resume.text),))
    for asked in _help_of(subject.candidate_id, subject.emails).order_by("created_at"):
        yield Sheet(_("You asked for a person"), tuple(_help(asked)))


def _person(candidate: Candidate) -> Sheet:
    facts = (
        (_("Your name"), candidate.name),
        (_("E-mail"), candidate.email),
        (_("Phone"), candidate.phone),
        (_("Place"), candidate.location),
        (_("Language"), _language(candidate.language)),
        (_("Time zone"), candidate.time_zone),
    )
    return Sheet(_("Who you are"), tuple((label, value) for label, value in facts if value))


def _language(code: str) -> str:
    """In its own words, where we know them."""
    return str(get_language_info(code)["name_local"]).capitalize() if code in LANG_INFO else code


def _wanted(wanted: Accommodations) -> Iterator[tuple[str, str]]:
    if wanted.time != 1:
        yield _("Time"), f"× {wanted.time:g}"
    for field in fields(wanted):
        if field.name in ASKED_FOR and getattr(wanted, field.name):
            yield str(ASKED_FOR[field.name]), _("Yes")


def _application(application: Application) -> Sheet:
    facts = [(_("Begun on"), date_format(application.created_at, "DATE_FORMAT"))]
    if application.completed_at:
        facts.append((_("Completed on"), date_format(application.completed_at, "DATE_FORMAT")))
    if application.score is not None:
        facts.append((_("Overall score"), f"{application.score:.0f} / 100"))
    if application.stopped_by:
        facts.append((_("The rule that stopped it"), application.stopped_by))
    if application.rating is not None:
        facts.append((_("Your rating"), f"{application.rating} / 5"))
    if application.rating_comment:
        facts.append((_("Your comment"), application.rating_comment))
    return Sheet(application.interviewer.title, tuple(facts))


def _answers(subject: Subject) -> Iterator[Sheet]:
    """What was given to the questions of forms, a sheet an attempt."""
    rows = Answer.objects.filter(attempt__application_id__in=subject.application_ids).exclude(value=None)
    given: dict[UUID, list[tuple[str, str]]] = {}
    titles: dict[UUID, str] = {}
    for answer in rows.select_related("version", "attempt__stage__interviewer").order_by("created_at", "id"):
        given.setdefault(answer.attempt_id, []).append((answer.version.text, _plain(answer.value)))
        titles[answer.attempt_id] = answer.attempt.stage.interviewer.title
    for attempt_id, facts in given.items():
        title = _("Your answers")
        yield Sheet(f"{title} · {titles[attempt_id]}", tuple(facts))


def _plain(value: object) -> str:
    """An answer of whatever shape in words."""
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, list):
        return ", ".join(map(_plain, value))
    return str(value)


def _help(asked: HelpRequest) -> Iterator[tuple[str, str]]:
    yield _("Date"), date_format(asked.created_at, "DATE_FORMAT")
    for label, value in (
        (_("Phone"), asked.phone),
        (_("Your words"), asked.words),
        (_("Answer"), asked.answer),
    ):
        if value:
            yield label, value


def _resumes(subject: Subject) -> QuerySet[Resume]:
    mine = Attempt.objects.filter(application_id__in=subject.application_ids).exclude(resume=None)
    return Resume.objects.filter(id__in=mine.values("resume_id"))


def _left_behind(subject: Subject) -> QuerySet[Resume]:
    """Resumes with their address that another has replaced, before they are swept."""
    named = Q()
    for email in subject.emails:
        named |= Q(text__icontains=email)
    used = Attempt.objects.exclude(resume=None).values("resume_id")
    return Resume.objects.filter(named).exclude(id__in=used)


def _files(subject: Subject, resumes: QuerySet[Resume]) -> QuerySet[StoredFile]:
    """Those of these resumes, and the first of each answer."""
    answers = Answer.objects.filter(attempt__application_id__in=subject.application_ids)
    given = Q(id__in=answers.exclude(file=None).values("file_id"))
    return StoredFile.objects.filter(given | Q(id__in=resumes.exclude(file=None).values("file_id")))


def files(subject: Subject) -> Iterator[HeldFile]:
    for file in _files(subject, _resumes(subject)).order_by("created_at"):
        yield HeldFile(file.name, partial(open_stored, file))


def erase(subject: Subject) -> None:
    """The contents of files first: a crash then leaves rows by which they are found again, never the reverse."""
    _drop_bytes(subject)
    with transaction.atomic():
        list(Application.objects.select_for_update().filter(id__in=subject.application_ids))
        resume_ids, file_ids = _drop_bytes(subject)
        _help_of(subject.candidate_id, subject.emails).delete()
        Candidate.objects.filter(id=subject.candidate_id).delete()
        erasing.drop_rows(resume_ids=resume_ids, file_ids=file_ids)


def _drop_bytes(subject: Subject) -> tuple[list[UUID], list[UUID]]:
    """Ids of their resumes and files, whose contents are gone now."""
    kept, replaced = _resumes(subject), _left_behind(subject)
    resume_ids = [*kept.values_list("id", flat=True), *replaced.values_list("id", flat=True)]
    found = _files(subject, Resume.objects.filter(id__in=resume_ids))
    file_ids = list(found.values_list("id", flat=True))
    erasing.drop_bytes(file_ids)
    return resume_ids, file_ids


registry.add(
    Holding(
        slug="person",
        label=gettext_lazy("You, and what you sent"),
        tables=(
            "candidates.Candidate",
            "candidates.Accommodation",
            "candidates.Application",
            "candidates.EmailCode",
            "candidates.Attempt",
            "candidates.AttemptQuestion",
            "candidates.Answer",
            "candidates.HelpRequest",
            "candidates.Pause",
            "candidates.Reminder",
            "media.Resume",
            "media.StoredFile",
        ),
        show=show,
        files=files,
        erase=erase,
    ),
    find=find,
)
