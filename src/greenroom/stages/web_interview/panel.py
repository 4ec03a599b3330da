"""What the recruiter's panel shows of an interview beside its questions."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from greenroom.candidates.models import Attempt
from greenroom.conversations.actions.resume_asks import SOURCE
from greenroom.conversations.engine import State
from greenroom.conversations.models import Conversation
from greenroom.conversations.queries import calls
from greenroom.evaluation.queries.cards import StageCard
from greenroom.stages.web_interview.hearing import player


def shows(card: StageCard) -> dict[str, Any]:
    """What was recorded, and the questions about the resume."""
    if card.attempt is None:
        return {}
    return {
        "recording": player(card.attempt.id),
        "cut_ins": _cut_ins(card.attempt),
        "cut_ins_formula": _(
            "Answers that went on within 2 seconds of being answered, divided by all answers."
        ),
        **_resume_asks(card),
    }


def _cut_ins(attempt: Attempt) -> str:
    """How patient the interviewer was in these calls, and in all of the same interviewer's; "" for a typed one."""
    here = calls.cut_ins(attempt_id=attempt.id)
    if not here.turns:
        return ""
    all_calls = calls.cut_ins(attempt__stage__interviewer_id=attempt.stage.interviewer_id)
    return _(
        "Spoke too soon after {here} of {turns} answers here; "
        "{rate} of {all} in all calls of this interviewer (n = {calls})."
    ).format(
        here=here.cut_ins,
        turns=here.turns,
        rate=f"{100 * (all_calls.rate or 0):.1f}\u00a0%",
        all=all_calls.turns,
        calls=all_calls.calls,
    )


def _resume_asks(card: StageCard) -> dict[str, Any]:
    """Each with when it was meant to be asked and whether it was."""
    if card.attempt is None or not card.attempt.config.get("resume_questions"):
        return {}
    conversation = Conversation.objects.filter(attempt=card.attempt).first()
    if conversation is None:
        return {}
    state = State.from_json(conversation.state)
    planned = state.plan.questions
    last = max((place for place, each in enumerate(planned) if each.source != SOURCE), default=0)
    begun = len(state.outcomes) + (1 if state.question else 0)
    return {
        "resume_asks": [
            {
                "text": each.text,
                "timing": _("Deferred") if place > last else _("Upfront"),
                "status": _("Asked") if place < begun else _("Not Asked"),
            }
            for place, each in enumerate(planned)
            if each.source == SOURCE
        ]
    }
