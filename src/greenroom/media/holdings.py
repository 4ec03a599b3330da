"""What this room holds of people by itself: recordings."""

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
from greenroom.media.actions import erasing
from greenroom.media.actions.files import open_stored
from greenroom.media.models import Recording
from greenroom.media.recordings import parts


def _of(subject: Subject) -> QuerySet[Recording]:
    return Recording.objects.filter(application_id__in=subject.application_ids)


def show(subject: Subject) -> Iterator[Sheet]:
    facts = tuple(
        (date_format(row.created_at, "DATETIME_FORMAT"), f"{row.size / 1_000_000:.1f} MB")
        for row in _of(subject).order_by("created_at")
    )
    if facts:
        yield Sheet(_("Recordings of you"), facts)


def files(subject: Subject) -> Iterator[HeldFile]:
    for row in _of(subject).select_related("file").order_by("created_at"):
        if row.file is not None:
            yield HeldFile(row.file.name, partial(open_stored, row.file))


def erase(subject: Subject) -> None:
    rows = list(_of(subject).values_list("id", "file_id"))
    kept = [file_id for _id, file_id in rows if file_id]
    for recording_id, _file in rows:
        parts.drop(recording_id)
    erasing.drop_bytes(kept)
    with transaction.atomic():
        _of(subject).delete()
        erasing.drop_rows(resume_ids=(), file_ids=kept)


registry.add(
    Holding(
        slug="recordings",
        label=gettext_lazy("Recordings of you"),
        tables=("media.Recording",),
        show=show,
        files=files,
        erase=erase,
    )
)
