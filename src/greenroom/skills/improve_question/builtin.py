"""The built-in engine: known faults of questions and rubrics, each with the words that mend it."""

from __future__ import annotations

from greenroom.skills.improve_question.anchors import improve_anchors
from greenroom.skills.improve_question.schema import QuestionImproved, QuestionToImprove
from greenroom.skills.improve_question.wording import Wording, wording
from greenroom.skills.improve_question.words import improve_words
from greenroom.skills.lexical import detect


def improve(given: QuestionToImprove) -> QuestionImproved:
    """The words to use from now on; what has no fault stays as it is, to the letter."""
    words = wording(given.language or detect(_everything(given)))
    draft = improve_words(given, words)
    anchors, changes = improve_anchors(given, words)
    made = [*draft.changes, *changes]
    return QuestionImproved(
        text=draft.text,
        anchors=anchors,
        key_points=given.key_points,
        changes=made,
        remarks=draft.remarks,
        split_off=draft.split_off,
        note=note(len(made), words),
    )


def note(count: int, words: Wording) -> str:
    return words.say["changed"].format(count=count) if count else words.say["nothing"]


def _everything(given: QuestionToImprove) -> str:
    return "\n".join([given.text, *given.anchors.values(), *given.key_points])
