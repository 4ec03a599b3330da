"""What `cross_check` is given and what it gives back."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import Field

from greenroom.skills.contract import Given
from greenroom.skills.evidence import Span
from greenroom.skills.find_highlights.schema import Said

ClaimKind = Literal["date", "title", "employer", "skill", "education", "other"]


class StatementsToCompare(Given):
    """What one person stated, in writing and since.

    resume: its visible text, "" without one. written: answers of a form. said: what was said in conversation.
    language: of the conversation, "" to detect it. as_of: the day of the conversation.
    """

    resume: str = ""
    written: list[Said] = []
    said: list[Said]
    language: str = ""
    as_of: date


class Conflict(Given):
    """Two statements that do not line up.

    source: "" for the resume, else the turn of the form's answer. severity: 1 (worth asking), 2 (matters), 3 (decisive
    if it holds). reason: one sentence that names both.
    """

    kind: ClaimKind
    severity: int = Field(ge=1, le=3)
    reason: str
    source: str = ""
    first: Span
    turn: str
    second: Span


class Comparison(Given):
    """compared: how many statements stood beside one of the same matter, whether they agree or not."""

    conflicts: list[Conflict]
    compared: int
