"""What an interviewer says of the company, the role and the process, and how it says it."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field

from greenroom.guidance.rules.delivery import Delivery

__all__ = ["LONGEST_SECTION", "Context", "Delivery", "Section"]

LONGEST_SECTION = 10_000  # characters


class Section(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    text: str = Field(default="", max_length=LONGEST_SECTION)
    delivery: Delivery = Delivery.EXACT


class Context(BaseModel):
    """style: how to talk, for the engine alone; candidates never hear it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    company: Section = Section()
    role: Section = Section()
    process: Section = Section()
    style: str = Field(default="", max_length=LONGEST_SECTION)
