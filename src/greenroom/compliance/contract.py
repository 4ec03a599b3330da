"""What a room says of the personal data it holds, so that somebody can see, take and erase what is held of them.

A room has a module `holdings` that registers a `Holding`; it is found when the product starts. Everything is asked
for within the scope of the subject's workspace.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import IO
from uuid import UUID

from django.utils.functional import Promise


@dataclass(frozen=True, kw_only=True)
class Subject:
    """Somebody by whatever rows may know them.

    row_ids: of rows of theirs that others carry without a foreign key, such as applications. names, emails: as
    held now; phones: E.164.
    """

    candidate_id: UUID
    row_ids: frozenset[UUID]
    application_ids: frozenset[UUID]
    names: frozenset[str]
    emails: frozenset[str]
    phones: frozenset[str]


@dataclass(frozen=True)
class Sheet:
    """One thing that is held, in words: a heading, and labels with their values."""

    title: str
    facts: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class HeldFile:
    """A file as it was given. open: its bytes from the start; raises `core.errors.NotFound` when it is lost."""

    name: str
    open: Callable[[], IO[bytes]]


def no_files(_subject: Subject) -> Iterable[HeldFile]:
    """Of rooms that keep none."""
    return ()


@dataclass(frozen=True, kw_only=True)
class Holding:
    """What one room holds. tables: labels of its models that say something of a person.

    show: what is held, in the reader's language. files: the originals. erase: remove rows and files so that nothing
    tells who it was; done twice it is done once, and after a crash in the middle it is simply done again. Raises
    `core.jobs.TryAgain` while something must end first.
    """

    slug: str
    label: Promise
    tables: tuple[str, ...]
    show: Callable[[Subject], Iterable[Sheet]]
    erase: Callable[[Subject], None]
    files: Callable[[Subject], Iterable[HeldFile]] = no_files
