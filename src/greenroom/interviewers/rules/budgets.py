"""How far a budget is used up."""

from __future__ import annotations

NEARLY, ALL = 80, 100  # percent; members are told at each


def reached(*, spent: int, budget: int | None) -> int:
    """The last mark that was reached: 0, `NEARLY` or `ALL` percent. spent, budget: in the same unit."""
    if budget is None:
        return 0
    if spent >= budget:
        return ALL
    return NEARLY if spent * 100 >= budget * NEARLY else 0


def is_spent(*, spent: int, budget: int | None) -> bool:
    return reached(spent=spent, budget=budget) == ALL
