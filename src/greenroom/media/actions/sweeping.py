"""Removing resumes and stored files that nothing refers to."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from itertools import islice

import structlog
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import Exists, ForeignObjectRel, OuterRef, QuerySet

from greenroom.accounts.models import WorkspaceRow
from greenroom.core import clock, scope
from greenroom.media.models import Resume, StoredFile

log = structlog.get_logger(__name__)

GRACE = timedelta(days=1)
BATCH = 200


def sweep_rows() -> int:
    """Delete resumes and files that are a day old and that no row of any room refers to; say how many that were.

    Such are left where an upload was killed before its answer, and where another one took its place. The rooms
    that refer to them are known by their foreign keys, not by name. The bytes are then swept like any others.
    """
    with scope.everything("what nothing refers to belongs to nobody"):
        resumes = _drop_unused(Resume)  # first: they hold files
        stored = _drop_unused(StoredFile)
    log.info("rows swept", resumes=resumes, files=stored)
    return resumes + stored


def _drop_unused(model: type[Resume] | type[StoredFile]) -> int:
    dropped = 0
    while True:
        with transaction.atomic():
            unused = _unused(model).order_by("created_at")[:BATCH].values_list("id", flat=True)
            held = list(unused.select_for_update())  # nobody refers to them from here on
            _all, by_model = _unused(model).filter(id__in=held).delete()
        dropped += by_model.get(model._meta.label, 0)
        if len(held) < BATCH:
            return dropped


def _unused(model: type[Resume] | type[StoredFile]) -> QuerySet[WorkspaceRow]:
    rows = model.objects.filter(created_at__lt=clock.now() - GRACE)
    for link in model._meta.get_fields(include_hidden=True):
        if isinstance(link, ForeignObjectRel):
            users = link.related_model._base_manager.filter(**{link.field.name: OuterRef("pk")})
            rows = rows.filter(~Exists(users))
    return rows


def sweep() -> int:
    """Delete what lies in the store for more than a day without a row, and say how many files that were.

    A file is written before its row, in whatever time the upload's transaction takes: hence the day.
    """
    keys, swept = _keys(), 0
    while batch := list(islice(keys, BATCH)):
        with scope.everything("files without a row belong to nobody"):
            known = set(StoredFile.objects.filter(key__in=batch).values_list("key", flat=True))
        swept += sum(_drop_if_old(key) for key in batch if key not in known)
    log.info("files swept", swept=swept)
    return swept


def _keys() -> Iterator[str]:
    try:
        folders, _files = default_storage.listdir("")
    except FileNotFoundError:  # nothing was ever stored
        return
    for folder in folders:
        for name in default_storage.listdir(folder)[1]:
            yield f"{folder}/{name}"


def _drop_if_old(key: str) -> bool:
    try:
        if clock.now() - default_storage.get_modified_time(key) < GRACE:
            return False
    except FileNotFoundError:  # another worker was first
        return False
    default_storage.delete(key)
    return True
