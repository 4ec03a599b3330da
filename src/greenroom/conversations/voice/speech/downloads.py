"""Models of faster-whisper, fetched once and on purpose, from a hub that speaks Hugging Face's protocol or a folder.

A model lies in the data folder under `speech/`; what was broken off goes on where it stopped, and counts as there
only when every file of it is whole.
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from fnmatch import fnmatch
from importlib import import_module
from pathlib import Path
from typing import Any, Protocol

import httpx

from greenroom.conversations.voice.settings import VoiceSettings

MODELS = {
    "base": "Systran/faster-whisper-base",
    "small": "Systran/faster-whisper-small",
    "tiny": "Systran/faster-whisper-tiny",
    "medium": "Systran/faster-whisper-medium",
    "large-v3": "Systran/faster-whisper-large-v3",
}
"""By the name of their size; with none named, the first of these that is there is used."""
FILES = ("config.json", "preprocessor_config.json", "model.bin", "tokenizer.json", "vocabulary.*")
TIMEOUT = httpx.Timeout(30, connect=10)
PIECE = 1 << 20
Told = Callable[[int], None]
"""Called with how many bytes more are there."""


class CannotDownload(Exception):
    """The message says why, to an administrator."""


@dataclass(frozen=True)
class File:
    """size: in bytes. digest: of its content: SHA-256, or Git's name of it; "" where the source gives none."""

    name: str
    size: int
    digest: str = ""


class Source(Protocol):
    def files(self) -> list[File]:
        """Of the model. Raises CannotDownload."""

    def pieces(self, file: File, start: int) -> Iterator[tuple[int, bytes]]:
        """Where a piece begins, and the piece; from `start` on, or from 0 where that cannot be."""


@dataclass(frozen=True)
class Download:
    """One model, and where it will lie."""

    source: Source
    files: list[File]
    folder: Path

    @property
    def size(self) -> int:
        return sum(file.size for file in self.files)

    def run(self, told: Told) -> None:
        """Fetch what is missing. Raises CannotDownload; another run goes on from there."""
        unfinished = self.folder.with_name(f"{self.folder.name}.part")
        try:
            unfinished.mkdir(parents=True, exist_ok=True)
            for file in self.files:
                _fetch(self.source, file, unfinished / file.name, told)
            shutil.rmtree(self.folder, ignore_errors=True)
            unfinished.rename(self.folder)
        except OSError as problem:
            raise CannotDownload(f"{self.folder} cannot be written: {problem.strerror}.") from problem


def folder_of(settings: VoiceSettings) -> Path | None:
    """The model that GREENROOM_STT_MODEL names, by its size or its folder, or the first that was downloaded."""
    named = settings.text("GREENROOM_STT_MODEL")
    there = settings.data / "speech"
    candidates = (
        [there / f"whisper-{named}", Path(named)] if named else [there / f"whisper-{m}" for m in MODELS]
    )
    return next((folder for folder in candidates if (folder / "model.bin").is_file()), None)


def planned(settings: VoiceSettings, model: str) -> Download:
    """What there is to fetch; nothing is fetched yet. Raises CannotDownload."""
    source = _source(settings, model)
    files = [file for file in source.files() if any(fnmatch(file.name, wanted) for wanted in FILES)]
    if not any(file.name == "model.bin" for file in files):
        raise CannotDownload(f"There is no model {model!r} at the source.")
    return Download(source, files, settings.data / "speech" / f"whisper-{model}")


def _source(settings: VoiceSettings, model: str) -> Source:
    where = settings.text("GREENROOM_SPEECH_SOURCE")
    if not where:
        try:
            where = import_module("huggingface_hub.constants").ENDPOINT
        except ImportError:
            raise CannotDownload(
                "Install greenroom[hearing] first: it brings faster-whisper, which knows where its models are."
                " Or name a mirror or a folder of yours in GREENROOM_SPEECH_SOURCE."
            ) from None
    if where.startswith(("http://", "https://")):
        return Hub(where.rstrip("/"), MODELS[model])
    return Folder(Path(where) / f"whisper-{model}")


def _fetch(source: Source, file: File, path: Path, told: Told) -> None:
    """Raises CannotDownload. What is not what the source says it is goes away again."""
    start = path.stat().st_size if path.exists() else 0
    if start < file.size or not file.size:
        with path.open("r+b" if start else "wb") as written:
            told(start)
            for place, piece in source.pieces(file, start):
                if place != written.tell():
                    told(place - written.tell())
                    written.seek(place)
                    written.truncate()
                written.write(piece)
                told(len(piece))
    else:
        told(start)
    if path.stat().st_size != file.size or (file.digest and file.digest != _digest(path, len(file.digest))):
        path.unlink()
        raise CannotDownload(f"{file.name} did not arrive as it was sent. Try again.")


def _digest(path: Path, length: int) -> str:
    digest = hashlib.sha256()
    if length == 40:  # Git's name of it (githash.1): a header, then the content
        digest = hashlib.sha1(b"blob %d\0" % path.stat().st_size, usedforsecurity=False)
    with path.open("rb") as content:
        while piece := content.read(PIECE):
            digest.update(piece)
    return digest.hexdigest()


@dataclass(frozen=True)
class Folder:
    """A model in a folder of this machine."""

    path: Path

    def files(self) -> list[File]:
        if not self.path.is_dir():
            raise CannotDownload(f"There is no folder {self.path}.")
        return [
            File(each.name, each.stat().st_size) for each in sorted(self.path.iterdir()) if each.is_file()
        ]

    def pieces(self, file: File, start: int) -> Iterator[tuple[int, bytes]]:
        with (self.path / file.name).open("rb") as content:
            content.seek(start)
            while piece := content.read(PIECE):
                yield content.tell() - len(piece), piece


@dataclass(frozen=True)
class Hub:
    """A repository of a hub. Its listing names sizes and digests; files come by range, from where it sends us."""

    address: str
    repository: str

    def files(self) -> list[File]:
        with self._trouble():
            answer = httpx.get(
                f"{self.address}/api/models/{self.repository}/revision/main",
                params={"blobs": "true"},
                timeout=TIMEOUT,
                follow_redirects=True,
            )
            answer.raise_for_status()
            return [_file(each) for each in answer.json()["siblings"] if "/" not in each["rfilename"]]

    def pieces(self, file: File, start: int) -> Iterator[tuple[int, bytes]]:
        url = f"{self.address}/{self.repository}/resolve/main/{file.name}"
        headers = {"Accept-Encoding": "identity", "Range": f"bytes={start}-"}
        with (
            self._trouble(),
            httpx.stream("GET", url, headers=headers, timeout=TIMEOUT, follow_redirects=True) as answer,
        ):
            answer.raise_for_status()
            place = start if answer.status_code == httpx.codes.PARTIAL_CONTENT else 0
            for piece in answer.iter_bytes():
                yield place, piece
                place += len(piece)

    @contextmanager
    def _trouble(self) -> Iterator[None]:
        host = httpx.URL(self.address).host
        try:
            yield
        except httpx.HTTPStatusError as problem:
            raise CannotDownload(f"{host} answered {problem.response.status_code}.") from problem
        except httpx.HTTPError as problem:
            raise CannotDownload(
                f"{host} cannot be reached ({type(problem).__name__}); another run goes on from here."
            ) from problem
        except (ValueError, KeyError, TypeError) as problem:
            raise CannotDownload(f"{host} is no hub of models: its answer made no sense.") from problem


def _file(told: dict[str, Any]) -> File:
    large = told.get("lfs") or {}
    return File(
        str(told["rfilename"]), int(told["size"]), str(large.get("sha256") or told.get("blobId") or "")
    )
