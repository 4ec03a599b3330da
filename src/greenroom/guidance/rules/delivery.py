"""How something an interviewer knows reaches the candidate."""

from __future__ import annotations

from enum import StrEnum


class Delivery(StrEnum):
    """How a section reaches the candidate."""

    EXACT = "exact_delivery"  # told word for word before the first question
    SUMMARIZED = "summarized_delivery"  # told in short before the first question
    REFERENCE = "reference_only"  # told only to who asks
    SILENT = "silent_reference"  # never told
