"""The questions of a stage as they stand on the page, by modality."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from greenroom.interviewers import registry
from greenroom.interviewers.models import Question, QuestionVersion, Stage
from greenroom.interviewers.queries import concerns
from greenroom.interviewers.web import answer_words
from greenroom.interviewers.web.question_forms import Editor

Modality = QuestionVersion.Modality


@dataclass(frozen=True)
class Heading:
    """What stands over the questions of a modality. add: on the button that adds one."""

    title: str | Promise
    note: str | Promise
    add: str | Promise


HEADINGS: dict[str, Heading] = {
    Modality.QUALIFICATION: Heading(
        _("Qualifications"), _("Read from the resume: met or not."), _("Add a qualification")
    ),
    Modality.CRITERION: Heading(_("Criteria"), _("Scored 1 to 5 from the resume."), _("Add a criterion")),
    Modality.OPEN: Heading(
        _("Questions"),
        _("Every candidate is asked the same, in this order. Answers are scored 1 to 5."),
        _("Add a question"),
    ),
    Modality.STRUCTURED: Heading(
        _("Structured questions"),
        _("Asked in the interview: passed or failed."),
        _("Add a structured question"),
    ),
    Modality.TAG: Heading(_("Tags"), _("Facts to listen for. Never asked, never scored."), _("Add a tag")),
    Modality.FORM: Heading(_("Form questions"), _("Answered in writing, at once."), _("Add a form question")),
    Modality.SMS: Heading(
        _("Text message questions"), _("One message each, in this order."), _("Add a question")
    ),
}


@dataclass(frozen=True)
class Shown:
    """A question on the page. editor: while it is edited; theirs: the version somebody else wrote meanwhile."""

    id: UUID
    number: int
    version: QuestionVersion
    language: str
    editor: Editor | None = None
    theirs: QuestionVersion | None = None
    opened: bool = False

    @property
    def key(self) -> str:
        return str(self.id)

    @property
    def weight(self) -> str:
        return f"{self.version.weight:g}" if self.version.weight else ""

    @property
    def is_informational(self) -> bool:
        scored = self.version.modality in {Modality.OPEN, Modality.CRITERION}
        return scored and not self.version.weight

    @property
    def type(self) -> str:
        return answer_words.type_of(self.version)

    @property
    def expected(self) -> list[tuple[str, str]]:
        return answer_words.expected(self.version)

    @property
    def anchors(self) -> list[tuple[str, str]]:
        return sorted(self.version.anchors.items())

    @property
    def concern(self) -> concerns.Concern | None:
        return concerns.about(self.version.text, self.language)


@dataclass(frozen=True)
class Group:
    """The questions of one modality in a stage. key: names its "add" form. order: their ids, to tell a later tab."""

    key: str
    modality: str
    heading: Heading
    questions: list[Shown]
    editor: Editor | None = None

    @property
    def order(self) -> str:
        return ",".join(question.key for question in self.questions)


@dataclass(frozen=True)
class StageView:
    """A stage with its questions, by modality. number: its place, from 1."""

    id: UUID
    number: int
    label: str | Promise
    icon: str
    groups: list[Group]


@dataclass(frozen=True)
class Editing:
    """What is open on the page: the editor of a question, or of one to be added under a group's key."""

    question_id: UUID | None = None
    group: str = ""
    editor: Editor | None = None
    theirs: QuestionVersion | None = None


NOTHING = Editing()


def stage_view(stage: Stage, *, number: int, language: str, editing: Editing = NOTHING) -> StageView:
    """number: of the stage in the workflow, from 1. language: of the interview.

    The stage's live questions are best prefetched with their current words.
    """
    kind = registry.get(stage.kind)
    live = list(stage.questions.all())
    groups = [_group(stage, name, of_modality(live, name), language, editing) for name in kind.modalities]
    return StageView(stage.id, number, kind.label, kind.icon, groups)


def group_key(stage: Stage, modality: str) -> str:
    return f"{stage.id}-{modality}"


def of_modality(live: Iterable[Question], modality: str) -> list[Question]:
    """Those of a modality, in order."""
    return [each for each in live if each.current and each.current.modality == modality]


def _group(stage: Stage, modality: str, live: list[Question], language: str, editing: Editing) -> Group:
    key = group_key(stage, modality)
    shown = [
        _shown(question, question.current, number, language, editing)
        for number, question in enumerate(live, 1)
        if question.current
    ]
    return Group(key, modality, HEADINGS[modality], shown, editing.editor if editing.group == key else None)


def _shown(
    question: Question, version: QuestionVersion, number: int, language: str, editing: Editing
) -> Shown:
    open_parts: dict[str, Any] = {}
    if editing.question_id == question.id:
        open_parts = {"editor": editing.editor, "theirs": editing.theirs, "opened": True}
    return Shown(question.id, number, version, language, **open_parts)


def editor_for(question: Question, version: QuestionVersion, data: Any = None) -> Editor:
    return Editor.of(version, key=f"q-{question.id}", data=data)


def new_editor(stage: Stage, modality: str, data: Any = None) -> Editor:
    return Editor(modality, key=f"new-{group_key(stage, modality)}", data=data)
