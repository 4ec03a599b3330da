"""What this room holds of people: their visits, and recordings of their screen."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from django.db import transaction
from django.db.models import QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from greenroom.compliance import registry
from greenroom.compliance.contract import HeldFile, Holding, Sheet, Subject
from greenroom.diagnostics.models import ScreenPart, Visit
from greenroom.media.actions import erasing
from greenroom.media.actions.files import open_stored


def show(subject: Subject) -> Iterator[Sheet]:
    for visit in Visit.objects.filter(application_id__in=subject.application_ids).order_by("created_at"):
        facts = (
            (_("Date"), date_format(visit.created_at, "DATETIME_FORMAT")),
            (_("Browser"), " · ".join(filter(None, [visit.browser, visit.system]))),
            (_("Language"), visit.language),
            (_("Time zone"), visit.time_zone),
        )
        yield Sheet(_("A visit"), tuple((label, value) for label, value in facts if value))


def _parts(subject: Subject) -> QuerySet[ScreenPart]:
    rows = ScreenPart.objects.filter(visit__application_id__in=subject.application_ids)
    return rows.select_related("file").order_by("began_at")


def files(subject: Subject) -> Iterator[HeldFile]:
    for part in _parts(subject):
        yield HeldFile(part.file.name, partial(open_stored, part.file))


def erase(subject: Subject) -> None:
    file_ids = list(_parts(subject).values_list("file_id", flat=True))
    erasing.drop_bytes(file_ids)
    with transaction.atomic():
        Visit.objects.filter(application_id__in=subject.application_ids).delete()
        erasing.drop_rows(resume_ids=(), file_ids=file_ids)


registry.add(
    Holding(
        slug="visits",
        label=gettext_lazy("Your visits"),
        tables=(
            "diagnostics.Visit",
            "diagnostics.PageView",
            "diagnostics.ClientEvent",
            "diagnostics.ScreenPart",
        ),
        show=show,
        files=files,
        erase=erase,
    )
)
