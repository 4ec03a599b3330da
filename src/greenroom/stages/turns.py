"""Writing down, in order, what was asked and answered at a stage."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Max

from greenroom.candidates.models import Attempt
from greenroom.conversations.models import Turn
from greenroom.core import clock

QUESTION = "question"
"""The kind of a turn that puts a question."""


@dataclass(frozen=True)
class Said:
    """One utterance. kind: as in `Turn`. question: id of the version it belongs to. key: the sender's own id of it."""

    speaker: str
    kind: str
    text: str
    question: str | None = None
    key: str | None = None
    source: str = ""


def asks(text: str, *, kind: str = QUESTION, question: str | None = None, source: str = "") -> Said:
    return Said(Turn.Speaker.INTERVIEWER, kind, text, question, source=source)


def answers(text: str, *, kind: str = "answer", question: str | None = None, key: str | None = None) -> Said:
    return Said(Turn.Speaker.CANDIDATE, kind, text, question, key)


def add(attempt: Attempt, said: Iterable[Said]) -> list[Turn]:
    """Append these utterances, said now. Must run in a transaction that holds the attempt or its conversation."""
    last = Turn.objects.filter(attempt=attempt).aggregate(last=Max("position"))["last"]
    at = max(0, int((clock.now() - attempt.created_at).total_seconds() * 1000))
    rows = [
        Turn(
            workspace_id=attempt.workspace_id,
            attempt=attempt,
            position=position,
            speaker=each.speaker,
            kind=each.kind,
            text=each.text,
            question_id=UUID(each.question) if each.question else None,
            start_ms=at,
            end_ms=at,
            key=each.key,
            source=each.source[:200],
        )
        for position, each in enumerate(said, 0 if last is None else last + 1)
    ]
    return Turn.objects.bulk_create(rows)
