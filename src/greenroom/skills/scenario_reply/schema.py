"""What `scenario_reply` is given and what it gives back."""

from __future__ import annotations

from typing import Literal

from greenroom.skills.contract import Given
from greenroom.skills.evidence import Span

Mode = Literal["standard", "error_detection"]


class Turn(Given):
    speaker: Literal["candidate", "assistant"]
    text: str


class ScenarioToAssist(Given):
    """A task that a candidate works on with an assistant, and what was said so far, oldest first.

    deliverable: what the candidate is to produce. mode: whether the assistant makes mistakes for the candidate to
    catch. invents_missing_details: whether it makes up what the scenario lacks, and says so. turns: empty, or the
    assistant's words last, where it is to greet. language: ISO 639-1, "" for the scenario's own.
    """

    title: str
    goal: str = ""
    scenario: str
    deliverable: str
    mode: Mode = "standard"
    invents_missing_details: bool = False
    turns: list[Turn] = []
    language: str = ""


class PlantedError(Given):
    """A mistake made on purpose. span: its words in the reply. right: what stands in the scenario instead.

    source: where that stands; None where it is an error of judgement. what: a sentence for the recruiter.
    """

    span: Span
    right: str
    source: Span | None
    what: str


class ScenarioReply(Given):
    """The assistant's next words.

    sources: the words of the scenario they rest on. lacks: what was asked for and the scenario does not say.
    invented: the words of the reply that were made up. planted: only in error detection.
    """

    text: str
    sources: list[Span] = []
    lacks: list[str] = []
    invented: list[Span] = []
    planted: PlantedError | None = None
