"""Whether two versions of a question would give the same score."""

from __future__ import annotations

from typing import Protocol


class Rubric(Protocol):
    """What of a version scores: see `interviewers.models.QuestionVersion`."""

    anchors: dict[str, str]
    key_points: list[str]
    weight: float


def marked_otherwise(rubric: Rubric, other: Rubric) -> bool:
    """Whether a mark has to be given anew: another weight alone changes none."""
    return (rubric.anchors, rubric.key_points) != (other.anchors, other.key_points)


def by_another(rubric: Rubric, other: Rubric) -> bool:
    """Whether it is marked, or counts, otherwise."""
    return marked_otherwise(rubric, other) or rubric.weight != other.weight
