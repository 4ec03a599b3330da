"""Changing what an interviewer asks. Words are versioned: who was asked keeps what they were asked."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction

from greenroom.accounts.models import Member
from greenroom.accounts.permissions import require
from greenroom.accounts.rules.roles import Permission
from greenroom.core import clock
from greenroom.core.errors import Changed, Refused
from greenroom.core.events import emit
from greenroom.interviewers import events, registry
from greenroom.interviewers.models import Interviewer, Question, QuestionVersion, Stage
from greenroom.interviewers.rules import limits
from greenroom.interviewers.rules.wording import Wording

OTHER_WINDOW = "The questions changed in another window. Look at the new list, then order it again."


def _held(stage_id: UUID) -> list[Question]:
    """The live questions of a stage in order, the stage held until the transaction ends."""
    Stage.objects.select_for_update(no_key=True).get(id=stage_id)
    live = Question.objects.filter(stage_id=stage_id, removed_at=None).select_related("current")
    return list(live.order_by("position", "id"))


@transaction.atomic
def add(stage: Stage, *, wording: Wording, by: Member) -> Question:
    """A question at the end of a stage."""
    require(by, Permission.EDIT_INTERVIEWERS)
    words = wording.checked()
    if words.modality not in registry.get(stage.kind).modalities:
        raise Refused("This kind of question does not belong in this stage.", field="modality")
    live = _held(stage.id)
    if len(live) >= limits.MOST_QUESTIONS:
        raise Refused(f"A stage holds at most {limits.MOST_QUESTIONS}.", field="text")
    question: Question = Question.objects.create(
        workspace_id=stage.workspace_id, stage=stage, position=live[-1].position + 1 if live else 0
    )
    return _write(question, words, by=by)


@transaction.atomic
def revise(question: Question, *, wording: Wording, seen: int, by: Member) -> Question:
    """New words for a question.

    seen: the number of the version its writer had before them. Raises `Changed` when somebody else has written
    a newer one since, so that neither is lost; the same words written twice are one version.
    """
    require(by, Permission.EDIT_INTERVIEWERS)
    words = wording.checked()
    question = (
        Question.objects.select_for_update(of=("self",), no_key=True)
        .select_related("current", "stage")
        .get(id=question.id)
    )
    current = question.current
    if question.removed_at is not None:
        raise Refused("Somebody removed this question. Undo that first; your words are still here.")
    if current is None or current.modality != words.modality:
        raise ValueError("a question keeps its modality")
    if not words.differs_from(current):
        return question
    if current.number != seen:
        raise Changed(now=current)
    return _write(question, words, by=by)


def _write(question: Question, words: Wording, *, by: Member) -> Question:
    before = question.current
    version = QuestionVersion.objects.create(
        workspace_id=question.workspace_id,
        question=question,
        number=before.number + 1 if before else 1,
        quote=before.quote if before else {},
        written_by=by,
        **vars(words),
    )
    question.current = version
    question.save(update_fields=["current"])
    emit(
        events.QuestionWritten(
            question_id=question.id,
            interviewer_id=question.stage.interviewer_id,
            version=version.number,
        ),
        by=by.actor,
    )
    return question


@transaction.atomic
def remove(question: Question, *, by: Member) -> None:
    """Ask it no more. Scorecards that have it keep it. A live interview keeps at least one question."""
    require(by, Permission.EDIT_INTERVIEWERS)
    live = _held(question.stage_id)
    if question.id not in {each.id for each in live}:
        return
    stage = question.stage
    needs = registry.get(stage.kind).needs
    left = {_modality(each) for each in live if each.id != question.id}
    if needs and not left & set(needs) and stage.interviewer.status == Interviewer.Status.ACTIVE:
        raise Refused(
            "A live interview keeps at least one question. Change its words, or add another one first."
        )
    Question.objects.filter(id=question.id).update(removed_at=clock.now())
    emit(events.QuestionRemoved(question_id=question.id, interviewer_id=stage.interviewer_id), by=by.actor)


@transaction.atomic
def restore(question: Question, *, by: Member) -> None:
    """Undo a removal: the question stands where it stood."""
    require(by, Permission.EDIT_INTERVIEWERS)
    live = _held(question.stage_id)
    if question.id in {each.id for each in live}:
        return
    if len(live) >= limits.MOST_QUESTIONS:
        raise Refused(f"A stage holds at most {limits.MOST_QUESTIONS}.")
    Question.objects.filter(id=question.id).update(removed_at=None)
    place = sum(each.position < question.position for each in live)
    _number([*live[:place], question, *live[place:]])
    version = question.current.number if question.current else 0
    emit(
        events.QuestionWritten(
            question_id=question.id, interviewer_id=question.stage.interviewer_id, version=version
        ),
        by=by.actor,
    )


def _number(questions: list[Question]) -> None:
    for position, question in enumerate(questions):
        question.position = position
    Question.objects.bulk_update(questions, ["position"])


@transaction.atomic
def reorder(
    stage: Stage, *, question_ids: list[UUID], by: Member, seen: Sequence[UUID] | None = None
) -> None:
    """Put a stage's questions in this order.

    seen: the order its writer had before them. Raises `Changed` when the stage has other questions by now, or has
    them in another order.
    """
    require(by, Permission.EDIT_INTERVIEWERS)
    live = {question.id: question for question in _held(stage.id)}
    other = set(live) != set(question_ids) or len(live) != len(question_ids)
    if other or (seen is not None and list(live) != list(seen)):
        raise Changed(OTHER_WINDOW, now=stage)
    if list(live) == question_ids:
        return
    _number([live[question_id] for question_id in question_ids])
    emit(events.QuestionsReordered(stage_id=stage.id, interviewer_id=stage.interviewer_id), by=by.actor)


@transaction.atomic
def move(question: Question, *, by: Member, steps: int) -> None:
    """Move a question up (negative) or down among those of its modality; an end of the list stops it."""
    require(by, Permission.EDIT_INTERVIEWERS)
    live = _held(question.stage_id)
    here = next((place for place, each in enumerate(live) if each.id == question.id), None)
    if here is None:
        raise Refused("Somebody removed this question. Look at the new list.")
    peers = [place for place, each in enumerate(live) if _modality(each) == _modality(live[here])]
    at = peers.index(here)
    live.insert(peers[max(0, min(len(peers) - 1, at + steps))], live.pop(here))
    reorder(question.stage, question_ids=[each.id for each in live], by=by)


def _modality(question: Question) -> str:
    return question.current.modality if question.current else ""
