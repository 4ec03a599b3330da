"""Who did something: a person of the team, a candidate, or the product itself."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class Actor:
    """kind: "member", "candidate" or "system". id: of that row; None for the system."""

    kind: str
    id: UUID | None = None


SYSTEM = Actor("system")
