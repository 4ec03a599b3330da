"""Erasing files for good, as somebody has asked."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from django.core.files.storage import default_storage

from greenroom.media.models import Resume, StoredFile


def drop_bytes(file_ids: Collection[UUID]) -> None:
    """Delete the contents of files from the store, before their rows: a crash in between leaves rows, never bytes."""
    for key in StoredFile.objects.filter(id__in=file_ids).values_list("key", flat=True):
        default_storage.delete(key)


def drop_rows(*, resume_ids: Collection[UUID], file_ids: Collection[UUID]) -> None:
    """Delete what was read from resumes, and the rows of files. Nothing may refer to them any more."""
    Resume.objects.filter(id__in=resume_ids).delete()
    StoredFile.objects.filter(id__in=file_ids).delete()
