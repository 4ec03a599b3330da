"""What happens in this room."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from greenroom.core.events import Event


@dataclass(frozen=True, kw_only=True)
class InterviewerCreated(Event):
    interviewer_id: UUID


@dataclass(frozen=True, kw_only=True)
class InterviewerPlanned(Event):
    interviewer_id: UUID
    engine: str
    questions: int


@dataclass(frozen=True, kw_only=True)
class PlanningFailed(Event):
    interviewer_id: UUID
    reason: str


@dataclass(frozen=True, kw_only=True)
class InterviewerEdited(Event):
    interviewer_id: UUID
    fields: str


@dataclass(frozen=True, kw_only=True)
class InterviewerActivated(Event):
    interviewer_id: UUID


@dataclass(frozen=True, kw_only=True)
class InterviewerExpired(Event):
    interviewer_id: UUID


@dataclass(frozen=True, kw_only=True)
class InterviewerArchived(Event):
    interviewer_id: UUID
    before: str


@dataclass(frozen=True, kw_only=True)
class InterviewerUnarchived(Event):
    interviewer_id: UUID


@dataclass(frozen=True, kw_only=True)
class InterviewerDeleted(Event):
    interviewer_id: UUID


@dataclass(frozen=True, kw_only=True)
class QuestionWritten(Event):
    """A question was added, or a new version of it."""

    question_id: UUID
    interviewer_id: UUID
    version: int


@dataclass(frozen=True, kw_only=True)
class QuestionRemoved(Event):
    question_id: UUID
    interviewer_id: UUID


@dataclass(frozen=True, kw_only=True)
class QuestionsReordered(Event):
    stage_id: UUID
    interviewer_id: UUID


@dataclass(frozen=True, kw_only=True)
class WorkflowChanged(Event):
    """Stages were added, removed or put in another order."""

    interviewer_id: UUID


@dataclass(frozen=True, kw_only=True)
class WorkflowReplaced(Event):
    """A draft's stages are about to give way to others; what its maker tried out in them goes with them."""

    interviewer_id: UUID


@dataclass(frozen=True, kw_only=True)
class StageConfigured(Event):
    stage_id: UUID
    interviewer_id: UUID
    fields: str


@dataclass(frozen=True, kw_only=True)
class InterviewerRenamed(Event):
    """Its name in links changed; the old one leads on to the new one."""

    interviewer_id: UUID
    before: str
    after: str


@dataclass(frozen=True, kw_only=True)
class InterviewerDuplicated(Event):
    interviewer_id: UUID
    original_id: UUID


@dataclass(frozen=True, kw_only=True)
class BudgetSet(Event):
    """before, after: millionths of the workspace's currency; None is no limit."""

    interviewer_id: UUID
    before: int | None
    after: int | None


@dataclass(frozen=True, kw_only=True)
class BudgetNearlySpent(Event):
    """Four fifths of it. spent, budget: millionths of the workspace's currency."""

    interviewer_id: UUID
    spent: int
    budget: int


@dataclass(frozen=True, kw_only=True)
class BudgetSpent(Event):
    """All of it: nobody new may start. spent, budget: millionths of the workspace's currency."""

    interviewer_id: UUID
    spent: int
    budget: int


@dataclass(frozen=True, kw_only=True)
class LibraryQuestionWritten(Event):
    """A question of the library is new, or has other words."""

    library_question_id: UUID
    modality: str


@dataclass(frozen=True, kw_only=True)
class LibraryQuestionDeleted(Event):
    library_question_id: UUID


@dataclass(frozen=True, kw_only=True)
class LabelDefined(Event):
    label_id: UUID
    key: str
    value_type: str


@dataclass(frozen=True, kw_only=True)
class LabelChanged(Event):
    label_id: UUID
    fields: str


@dataclass(frozen=True, kw_only=True)
class LabelDeleted(Event):
    """interviewers: how many had it."""

    label_id: UUID
    key: str
    interviewers: int


@dataclass(frozen=True, kw_only=True)
class LabelPut(Event):
    """A label was put on an interviewer, changed, or taken off. before, after: "" for none, and for free text."""

    interviewer_id: UUID
    label_id: UUID
    before: str
    after: str
    is_there: bool


@dataclass(frozen=True, kw_only=True)
class ViewSaved(Event):
    """A view of a list was saved, renamed, or shared or not."""

    view_id: UUID
    is_shared: bool


@dataclass(frozen=True, kw_only=True)
class ViewDeleted(Event):
    view_id: UUID


@dataclass(frozen=True, kw_only=True)
class TemplateKept(Event):
    """An interviewer was kept as a template."""

    template_id: UUID
    interviewer_id: UUID


@dataclass(frozen=True, kw_only=True)
class TemplateDescribed(Event):
    template_id: UUID


@dataclass(frozen=True, kw_only=True)
class DefaultTemplateChosen(Event):
    """What new interviewers start from; None for nothing."""

    workspace_id: UUID
    template_id: UUID | None


@dataclass(frozen=True, kw_only=True)
class TemplateDeleted(Event):
    template_id: UUID
    code: str
