"""What an interviewer says of the company, the role and the process, and how it says it."""

from __future__ import annotations

from enum import StrEnum

from pydantic import BaseModel, ConfigDict, Field

LONGEST_SECTION = 10_000  # characters


class Delivery(StrEnum):
    """How a section reaches the candidate."""

    EXACT = "exact_delivery"  # told word for word before the first question
    SUMMARIZED = "summarized_delivery"  # told in short before the first question
    REFERENCE = "reference_only"  # told only to who asks
    SILENT = "silent_reference"  # never told


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
