"""Turns as they are written down."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Max

from greenroom.candidates.actions import attempts
from greenroom.candidates.models import Attempt
from greenroom.conversations import engine
from greenroom.conversations.models import Turn
from greenroom.core import clock


@dataclass(frozen=True, kw_only=True)
class Uttered:
    """What a candidate said or typed. start_ms, end_ms: since the attempt began, None for what was typed.

    key: the sender's own id of it. seen: how many turns the sender's page showed, None where it does not say.
    confidence: of the recogniser, 0 to 1, None where it gives none.
    """

    text: str
    key: str
    seen: int | None = None
    start_ms: int | None = None
    end_ms: int | None = None
    confidence: float | None = None

    def timed(self) -> dict[str, Any]:
        """The fields of a turn that was spoken; none for one that was typed."""
        if self.start_ms is None:
            return {}
        start = max(0, self.start_ms)
        sure = None if self.confidence is None else min(1.0, max(0.0, self.confidence))
        return {
            "is_spoken": True,
            "start_ms": start,
            "end_ms": max(start, self.end_ms or 0),
            "confidence": sure,
        }


def say(attempt: Attempt, says: Sequence[engine.Say], *, key: str | None = None) -> None:
    """Write down what the interviewer says next. key: of what it answers, where that is no turn itself."""
    last = Turn.objects.filter(attempt=attempt).aggregate(last=Max("position"))["last"]
    first = 0 if last is None else last + 1
    Turn.objects.bulk_create(
        turn(
            attempt,
            position,
            speaker=Turn.Speaker.INTERVIEWER,
            kind=each.kind,
            text=each.text,
            question=each.question_id,
            source=each.source[:200],
            key=key if position == first else None,
        )
        for position, each in enumerate(says, first)
    )
    asked = [UUID(each.question_id) for each in says if each.kind == "question" and each.question_id]
    if asked:
        attempts.mark_asked(attempt=attempt, version_ids=asked)


def turn(attempt: Attempt, position: int, *, question: str | None, **fields: Any) -> Turn:
    """An unsaved turn, said now unless the fields say when."""
    at = max(0, int((clock.now() - attempt.created_at).total_seconds() * 1000))
    return Turn(
        workspace_id=attempt.workspace_id,
        attempt=attempt,
        position=position,
        question_id=UUID(question) if question else None,
        **{"start_ms": at, "end_ms": at, **fields},
    )


def after(said: Sequence[Turn]) -> int:
    """The position of the next turn."""
    return said[-1].position + 1 if said else 0
