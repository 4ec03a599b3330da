"""How patient an interviewer was on its calls, as its pages show it."""

from __future__ import annotations

from dataclasses import dataclass

from greenroom.conversations.queries import calls as spoken
from greenroom.interviewers.models import Interviewer

SPOKEN = "web_interview"


@dataclass(frozen=True)
class Patience:
    """rate: of answers that were spoken into, as it is written; "" where there are fewer than `fewest`."""

    rate: str
    turns: str
    calls: str
    fewest: int = spoken.FEWEST


def of(interviewer: Interviewer) -> Patience | None:
    """None where nobody has said anything on a call yet. One statement, none without a stage that can be spoken."""
    if not any(stage.kind == SPOKEN for stage in interviewer.stages.all()):
        return None
    found = spoken.cut_ins(attempt__stage__interviewer_id=interviewer.id)
    if not found.turns:
        return None
    rate = f"{100 * (found.rate or 0):.1f}" if found.is_telling else ""
    return Patience(rate, f"{found.turns:,}", f"{found.calls:,}")
