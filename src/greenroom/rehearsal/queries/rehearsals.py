"""The last rehearsal of an interviewer, shaped for its page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from greenroom.interviewers.models import Interviewer
from greenroom.rehearsal.models import Rehearsal


@dataclass(frozen=True)
class Line:
    """A question with its score at each level, in the order of `Shown.levels`."""

    text: str
    scores: list[float | None]
    is_flat: bool


@dataclass(frozen=True)
class Shown:
    """levels: names; totals: stage scores; runs: with their transcripts, as they were kept."""

    row: Rehearsal
    levels: list[str]
    totals: list[float | None]
    lines: list[Line]
    runs: list[dict[str, Any]]


def last_of(interviewer: Interviewer) -> Shown | None:
    """What the last rehearsal showed; None before the first."""
    row = Rehearsal.objects.filter(interviewer=interviewer).first()
    if row is None:
        return None
    runs = list(row.runs)
    by_question = zip(*(run["questions"] for run in runs), strict=True)
    return Shown(
        row=row,
        levels=[run["level"] for run in runs],
        totals=[run["score"] for run in runs],
        lines=[_line(scored) for scored in by_question],
        runs=runs,
    )


def _line(scored: tuple[dict[str, Any], ...]) -> Line:
    scores = [each["score"] for each in scored]
    known = [1.0 if score is None else score for score in scores]
    return Line(scored[0]["text"], scores, is_flat=max(known) - min(known) < 1)
