"""What an application is worth, from its stages."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class StageResult:
    """score: 0 to 100, None when nothing could be scored. coverage: 0 to 1, the share of weight scored.

    No score and full coverage: there was nothing to score, as in a stage that only checks.
    """

    score: float | None
    coverage: float

    @property
    def is_scored(self) -> bool:
        """Whether the overall score rests on it, now or once something was scored."""
        return self.score is not None or self.coverage < 1


def overall_result(stages: Iterable[tuple[float, StageResult]]) -> StageResult:
    """The weighted mean of the stages that have a score, from (weight, result) of every stage.

    Coverage is the weighted mean of the coverage of the stages that are to be scored; one that has no score yet
    counts as not covered.
    """
    rows = [(weight, result) for weight, result in stages if weight > 0 and result.is_scored]
    scored = [(weight, result.score) for weight, result in rows if result.score is not None]
    if not scored:
        return StageResult(None, 0.0)
    score = sum(weight * value for weight, value in scored) / sum(weight for weight, _ in scored)
    total = sum(weight for weight, _ in rows)
    covered = sum(weight * result.coverage for weight, result in rows if result.score is not None)
    return StageResult(score, covered / total)
