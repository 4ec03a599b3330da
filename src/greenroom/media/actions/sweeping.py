"""Removing stored files that nothing refers to."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from itertools import islice

import structlog
from django.core.files.storage import default_storage

from greenroom.core import clock, scope
from greenroom.media.models import StoredFile

log = structlog.get_logger(__name__)

GRACE = timedelta(days=1)
BATCH = 200


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
