"""How an interview is held, as the settings of its stage say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from greenroom.conversations.models import Turn

LONGEST_PAUSE = 180
"""Seconds between two turns that count as time of the interview; who was away longer has used no more."""


@dataclass(frozen=True)
class Held:
    """intro, outro: said as written, "" for nothing. least, most: seconds, 0 and None for no limit.

    multilingual: candidates are answered in their own language.
    """

    intro: str = ""
    outro: str = ""
    least: int = 0
    most: int | None = None
    multilingual: bool = False


def held(config: Mapping[str, Any]) -> Held:
    """By the settings an attempt began with, or those of its stage; what is not set is as usual."""
    room = config.get("web_interview_config") or {}
    return Held(
        intro=str(room.get("intro_message") or "").strip(),
        outro=str(room.get("outro_message") or "").strip(),
        least=room.get("min_duration_seconds") or 0,
        most=room.get("max_duration_seconds"),
        multilingual=bool(config.get("is_multilingual")),
    )


def seconds_used(attempt_id: UUID) -> int:
    """What an interview has taken so far, without the time its candidate was away."""
    said = Turn.objects.filter(attempt_id=attempt_id).order_by("position")
    return taken(said.values_list("start_ms", "end_ms"))


def taken(times: Iterable[tuple[int, int]]) -> int:
    """The same of turns in order, by when each began and ended, in milliseconds."""
    used, until = 0, 0
    for start, end in times:
        begin = max(start, until)
        last = max(end, begin)
        used += min(begin - until, LONGEST_PAUSE * 1000) + last - begin
        until = last
    return used // 1000
