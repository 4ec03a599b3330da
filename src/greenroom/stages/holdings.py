"""What this room holds of people: further files of their answers, and what they wrote at length."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from greenroom.candidates.models import Answer
from greenroom.compliance import registry
from greenroom.compliance.contract import HeldFile, Holding, Sheet, Subject
from greenroom.media.actions import erasing
from greenroom.media.actions.files import open_stored
from greenroom.stages.models import AnswerFile, Draft


def show(subject: Subject) -> Iterator[Sheet]:
    for draft in _drafts(subject).exclude(text="").order_by("created_at"):
        yield Sheet(_("What you wrote"), ((_("Your words"), draft.text),))


def _drafts(subject: Subject) -> QuerySet[Draft]:
    return Draft.objects.filter(attempt__application_id__in=subject.application_ids)


def _more_files(subject: Subject) -> QuerySet[AnswerFile]:
    """Those beside the first of each answer, which the room below holds."""
    rows = AnswerFile.objects.filter(answer__attempt__application_id__in=subject.application_ids)
    return rows.exclude(file_id__in=Answer.objects.exclude(file=None).values("file_id"))


def files(subject: Subject) -> Iterator[HeldFile]:
    for row in _more_files(subject).select_related("file"):
        yield HeldFile(row.file.name, partial(open_stored, row.file))


def erase(subject: Subject) -> None:
    more = list(_more_files(subject).values_list("file_id", flat=True))
    erasing.drop_bytes(more)
    with transaction.atomic():
        AnswerFile.objects.filter(answer__attempt__application_id__in=subject.application_ids).delete()
        erasing.drop_rows(resume_ids=(), file_ids=more)
        _drafts(subject).delete()


registry.add(
    Holding(
        slug="writing",
        label=gettext_lazy("What you wrote"),
        tables=("stages.AnswerFile", "stages.Draft"),
        show=show,
        files=files,
        erase=erase,
    )
)
