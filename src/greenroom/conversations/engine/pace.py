"""Whether an interview has taken the time it should: an even share of it for each question."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from greenroom.conversations.engine.state import State


def is_ahead(state: State) -> bool:
    """Whether the questions so far took less than their share of the least time, so that answers may go deeper."""
    questions = len(state.plan.questions)
    return questions > 0 and state.used * questions < state.plan.least_seconds * (state.at + 1)


def is_spent(state: State) -> bool:
    """Whether the longest time is used."""
    return state.plan.most_seconds is not None and state.used >= state.plan.most_seconds
