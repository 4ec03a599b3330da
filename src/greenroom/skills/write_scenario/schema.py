"""What `write_scenario` is given and what it gives back."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from greenroom.skills.contract import Given
from greenroom.skills.evidence import Span


class ScenarioToWrite(Given):
    """background: what the task is about, in a recruiter's words. language: ISO 639-1, "" to detect it.

    job_description: read by a language model alone; the built-in engine rests on the background. mode: in
    error_detection the assistant of the task makes mistakes that are to be found.
    """

    role: str
    background: str
    job_description: str = ""
    mode: Literal["standard", "error_detection"] = "standard"
    language: str = ""


class RubricLine(Given):
    """anchors: "1" and "5". key_points: none where the mistakes that were really made take their place."""

    text: str
    anchors: dict[str, str]
    key_points: list[str] = []


class ScenarioWritten(Given):
    """A task as candidates read it, and how it is scored. sources: the words of the background, or of the job
    description, that it rests on."""

    title: str = Field(max_length=160)
    goal: str
    scenario: str
    deliverable: str
    criteria: list[RubricLine]
    sources: list[Span]
