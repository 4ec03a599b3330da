"""What docs/formulas.md works out by hand is what the code works out."""

from __future__ import annotations

import re
from pathlib import Path

from greenroom.candidates.rules.overall import StageResult, overall_result
from greenroom.evaluation.rules import proficiency
from greenroom.evaluation.rules.comparing import share
from greenroom.evaluation.rules.reviewing import doubt, people_mark
from greenroom.evaluation.rules.scores import QuestionResult, stage_result

PAGE = Path(__file__).parents[2] / "docs" / "formulas.md"


def asked(weight: float, score: float | None) -> QuestionResult:
    return QuestionResult(
        weight=weight, asked=score is not None, verdict="scored" if score else "", score=score
    )


def test_every_example_of_the_formulas_is_what_the_code_says() -> None:
    page = re.sub(r"\s+", " ", PAGE.read_text(encoding="utf-8"))
    covered = stage_result([asked(2, 4.0), asked(1, 3.0), asked(1, None)]).coverage
    both = overall_result([(1, StageResult(60, 1.0)), (2, StageResult(90, 1.0))])
    waiting = overall_result([(1, StageResult(70, 1.0)), (1, StageResult(None, 0.0))])
    sayings = [
        f"make a stage of {stage_result([asked(2, 4.0), asked(1, 2.0)]).score:.1f}.",
        f"the last was not asked, so {covered:.0%} is covered".replace("%", " %"),
        f"make {both.score:.1f} overall",
        f"has no score yet, so {waiting.coverage:.0%} is covered".replace("%", " %"),
        f"people's mark is {people_mark([3.2, 4.0]):.1f}.",
        f"has a doubt of {doubt(score=3.5, confidence=0.4, dropped=1).amount:.2f}.",
        f"a candidate is higher than {share(8, 11)} of every 100.",
        f"pronunciation not judged come to {proficiency.overall([4.0, 3.0, None]):.1f}.",
    ]
    assert [said for said in sayings if said not in page] == []
    assert page.count("Example:") == len(sayings)
