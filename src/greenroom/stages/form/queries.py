"""The form of an attempt: its questions in order, each with what was given."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from greenroom.candidates.models import Answer, Attempt, AttemptQuestion
from greenroom.core.errors import NotFound
from greenroom.interviewers.models import QuestionVersion
from greenroom.interviewers.rules.expectations import Shape, Text, Upload, shape_of
from greenroom.media.models import StoredFile
from greenroom.stages.form.rules.reading import in_words
from greenroom.stages.models import AnswerFile


@dataclass(frozen=True)
class Item:
    """A question of a form. value: as `expectations` says, None where nothing was given. files: oldest first."""

    version: QuestionVersion
    shape: Shape
    value: Any = None
    files: list[StoredFile] = field(default_factory=list)

    @property
    def name(self) -> str:
        """Of its field in the page."""
        return f"q{self.version.id.hex}"

    @property
    def is_answered(self) -> bool:
        return self.value is not None

    @property
    def is_missing(self) -> bool:
        """Whether the form cannot be sent without an answer here."""
        return self.version.is_required and not self.is_answered

    @property
    def takes_files(self) -> bool:
        return isinstance(self.shape, Upload)

    @property
    def words(self) -> str:
        """What was given, in the language that is active."""
        return in_words(self.shape, self.value)


def items(attempt: Attempt) -> list[Item]:
    """All in order: in two statements, or three where files are asked for, however many questions there are."""
    planned = AttemptQuestion.objects.filter(attempt=attempt).select_related("version").order_by("position")
    return _items(
        [row.version for row in planned],
        Answer.objects.filter(attempt=attempt),
        AnswerFile.objects.filter(answer__attempt=attempt),
    )


def item(attempt: Attempt, **which: UUID) -> Item:
    """The one whose version has this id, or `version__question_id`. Raises NotFound for one of another form."""
    planned = AttemptQuestion.objects.filter(attempt=attempt, **which).select_related("version").first()
    if planned is None:
        raise NotFound
    given = Answer.objects.filter(attempt=attempt, version_id=planned.version_id)
    return _items([planned.version], given, AnswerFile.objects.filter(answer__in=given))[0]


def _items(
    versions: Sequence[QuestionVersion], answers: Iterable[Answer], files: QuerySet[AnswerFile]
) -> list[Item]:
    shapes = [shape_of(version.expects) if version.expects else Text(long=True) for version in versions]
    given = {answer.version_id: answer for answer in answers}
    sent: dict[UUID, list[StoredFile]] = {}
    if any(isinstance(shape, Upload) for shape in shapes):
        for row in files.select_related("file"):
            sent.setdefault(row.answer_id, []).append(row.file)
    return [
        _item(version, shape, given.get(version.id), sent)
        for version, shape in zip(versions, shapes, strict=True)
    ]


def _item(
    version: QuestionVersion, shape: Shape, answer: Answer | None, sent: dict[UUID, list[StoredFile]]
) -> Item:
    if answer is None:
        return Item(version, shape)
    return Item(version, shape, answer.value, sent.get(answer.id, []))


def files_of(attempt: Attempt, question_id: UUID) -> list[StoredFile]:
    """What was sent to one question."""
    rows = AnswerFile.objects.filter(answer__attempt=attempt, answer__version__question_id=question_id)
    return [row.file for row in rows.select_related("file")]
