"""The form of an attempt: its questions in order, each with what was given."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from greenroom.candidates.models import Answer, Attempt, AttemptQuestion
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
    """In three statements, however many questions there are."""
    planned = AttemptQuestion.objects.filter(attempt=attempt).select_related("version").order_by("position")
    given = {answer.version_id: answer for answer in Answer.objects.filter(attempt=attempt)}
    files: dict[UUID, list[StoredFile]] = {}
    for row in AnswerFile.objects.filter(answer__attempt=attempt).select_related("file"):
        files.setdefault(row.answer_id, []).append(row.file)
    return [_item(row.version, given.get(row.version_id), files) for row in planned]


def _item(version: QuestionVersion, answer: Answer | None, files: dict[UUID, list[StoredFile]]) -> Item:
    shape = shape_of(version.expects) if version.expects else Text(long=True)
    if answer is None:
        return Item(version, shape)
    return Item(version, shape, answer.value, files.get(answer.id, []))


def files_of(attempt: Attempt, question_id: UUID) -> list[StoredFile]:
    """What was sent to one question."""
    rows = AnswerFile.objects.filter(answer__attempt=attempt, answer__version__question_id=question_id)
    return [row.file for row in rows.select_related("file")]
