"""Keeping files whole, or not at all."""

from __future__ import annotations

import errno
import hashlib
import io
import os
from pathlib import Path

import pytest
from django.core.files.storage import FileSystemStorage, default_storage

from greenroom.core.errors import NotFound, Refused
from greenroom.media.actions import files
from greenroom.media.models import StoredFile

pytestmark = pytest.mark.django_db


class FullAfterAWhile(FileSystemStorage):
    """Writes a part of the file, then meets a device that really is full."""

    def _save(self, name: str, content) -> str:
        path = Path(self.path(name))
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.read(10))
        with open("/dev/full", "wb", buffering=0) as full:  # noqa: PTH123  (a device, not a path of ours)
            full.write(b"x")
        return name


class Broken(FileSystemStorage):
    def _save(self, name: str, content) -> str:  # noqa: ARG002  (a storage's signature)
        raise OSError(errno.EIO, os.strerror(errno.EIO))


def use(monkeypatch, storage: type[FileSystemStorage]) -> None:
    monkeypatch.setattr(default_storage, "_wrapped", storage())


def stored_on_disk(settings) -> list[Path]:
    return [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]


def keep(in_workspace, content: bytes, name: str = "job.pdf") -> StoredFile:
    return files.store(
        workspace_id=in_workspace.workspace.id,
        content=io.BytesIO(content),
        name=name,
        media_type="application/pdf",
    )


@pytest.mark.parametrize("size", [1, files.CHUNK, files.CHUNK + 1, 3 * 1024 * 1024])
def test_a_file_is_kept_byte_for_byte_with_its_size_and_hash(in_workspace, size):
    content = os.urandom(size)
    row = keep(in_workspace, content)
    assert (row.size, row.sha256) == (size, hashlib.sha256(content).hexdigest())
    assert (row.name, row.media_type) == ("job.pdf", "application/pdf")
    assert row.key.startswith(f"{in_workspace.workspace.id}/")
    with files.open_stored(row) as kept:
        assert kept.read() == content


def test_the_key_never_holds_what_the_file_was_called(in_workspace):
    row = keep(in_workspace, b"x", name="../../etc/pass\x00wd")
    assert row.name == ".._.._etc_passwd"
    assert "passwd" not in row.key
    assert keep(in_workspace, b"x", name="").name == "file"
    assert len(keep(in_workspace, b"x", name="n" * 400 + ".pdf").name) == 255


def test_the_same_file_twice_is_two_files(in_workspace):
    assert keep(in_workspace, b"x").key != keep(in_workspace, b"x").key


def test_an_empty_file_is_refused(in_workspace, settings):
    with pytest.raises(Refused, match="empty") as refused:
        keep(in_workspace, b"")
    assert refused.value.field == "file"
    assert not StoredFile.objects.exists()
    assert stored_on_disk(settings) == []


def test_a_file_as_large_as_allowed_is_kept_and_one_byte_more_is_refused(in_workspace, settings):
    settings.UPLOAD_LIMIT = 2 * 1024 * 1024
    assert keep(in_workspace, b"x" * settings.UPLOAD_LIMIT).size == settings.UPLOAD_LIMIT
    with pytest.raises(Refused, match="larger than 2 MB") as refused:
        keep(in_workspace, b"x" * (settings.UPLOAD_LIMIT + 1))
    assert refused.value.field == "file"
    assert StoredFile.objects.count() == 1
    assert len(stored_on_disk(settings)) == 1


def test_no_more_is_read_of_a_file_that_is_too_large(in_workspace, settings):
    settings.UPLOAD_LIMIT = files.CHUNK
    endless = io.BytesIO(b"x" * (20 * files.CHUNK))
    with pytest.raises(Refused):
        files.store(workspace_id=in_workspace.workspace.id, content=endless, name="x")
    assert endless.tell() == 2 * files.CHUNK


def test_a_full_disk_is_said_and_leaves_nothing_behind(in_workspace, settings, monkeypatch):
    use(monkeypatch, FullAfterAWhile)
    with pytest.raises(Refused, match="disk is full") as refused:
        keep(in_workspace, b"x" * 100)
    assert refused.value.field == "file"
    assert not StoredFile.objects.exists()
    assert stored_on_disk(settings) == []


def test_a_full_disk_for_temporary_files_is_said_too(in_workspace, settings, monkeypatch):
    """The temporary copy of a large file is the kernel's own full device: writing and closing it both fail."""
    monkeypatch.setattr(
        "tempfile.TemporaryFile",
        lambda *given, **more: open("/dev/full", "w+b"),  # noqa: ARG005, PTH123, SIM115  (closed by its owner)
    )
    with pytest.raises(Refused, match="disk is full"):
        keep(in_workspace, b"x" * (2 * 1024 * 1024))
    assert not StoredFile.objects.exists()
    assert stored_on_disk(settings) == []


def test_another_fault_of_the_disk_is_not_called_full(in_workspace, monkeypatch):
    use(monkeypatch, Broken)
    with pytest.raises(OSError, match="Input/output"):
        keep(in_workspace, b"x")
    assert not StoredFile.objects.exists()


def test_a_file_the_store_has_lost_is_not_found(in_workspace):
    row = keep(in_workspace, b"x")
    default_storage.delete(row.key)
    with pytest.raises(NotFound):
        files.open_stored(row)
