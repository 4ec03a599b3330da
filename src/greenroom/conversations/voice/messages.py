"""What travels over a call's data channel: JSON objects with a type. An unknown one is passed over."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, ValidationError

LONGEST_WORDS = 4_000  # characters of one message
Button = Literal["done", "repeat", "moment", "ready", "slower"]
Who = Literal["interviewer", "candidate", "thinking", "paused"]
What = Literal["reply", "hearing", "typing", "taken_over", "moved"]
BUTTONS: frozenset[str] = frozenset({"done", "repeat", "moment", "ready", "slower"})


@dataclass(frozen=True)
class Pressed:
    """The candidate pressed a button."""

    button: Button


class _Stretch(BaseModel):
    """key: of this stretch of speech, unique in the call."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    text: str = Field(min_length=1, max_length=LONGEST_WORDS)
    key: str = Field(min_length=1, max_length=40)


class Words(_Stretch):
    """What the browser's own recogniser made of it."""


class Before(_Stretch):
    """Words that stood on the page, heard and not yet kept, when the line before this one broke."""


Said = Pressed | Words | Before
_STRETCHES: dict[str, type[Words] | type[Before]] = {"heard": Words, "before": Before}


def read(message: Any) -> Said | None:
    """What a page says; None for what is not for us, or makes no sense. Never raises: a candidate wrote it."""
    if not isinstance(message, dict):
        return None
    kind = message.get("type")
    if isinstance(kind, str) and kind in BUTTONS:
        return Pressed(kind)  # type: ignore[arg-type]  # it is one of them
    shape = _STRETCHES.get(kind) if isinstance(kind, str) else None
    if shape is None:
        return None
    try:
        return shape.model_validate(message)
    except ValidationError:
        return None


def state(who: Who) -> dict[str, Any]:
    """Whose move it is."""
    return {"type": "state", "who": who}


def caption(
    who: Literal["interviewer", "candidate"], text: str, *, final: bool, turn: UUID | None = None
) -> dict[str, Any]:
    """Words as they are spoken; final ones do not change any more. turn: under which they are kept."""
    return {
        "type": "caption",
        "who": who,
        "text": text,
        "final": final,
        "turn": str(turn) if turn else None,
    }


def standing(*, question: str, done: int, planned: int, ended: bool) -> dict[str, Any]:
    return {"type": "standing", "question": question, "done": done, "planned": planned, "ended": ended}


def trouble(what: What) -> dict[str, Any]:
    return {"type": "trouble", "what": what}


def over() -> dict[str, Any]:
    return {"type": "over"}
