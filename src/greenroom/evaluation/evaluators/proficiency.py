"""How well the language of the interview is spoken, by the workspace's rubric for it and by words alone."""

from __future__ import annotations

from greenroom.candidates.models import Attempt
from greenroom.evaluation.contract import Findings, Judge, Rated, nothing_to_judge
from greenroom.evaluation.evaluators.reading import as_said, candidate_turns, clearly_heard, quote
from greenroom.guidance.queries import proficiency
from greenroom.skills.rate_proficiency.schema import Category, ProficiencyRated, SpeechToRate

VERSION = "1"
NO_RUBRIC = "no_rubric"


def rate_proficiency(attempt: Attempt, judge: Judge) -> Findings:
    """A level for each category that words can tell. Nothing where no rubric is active for the language."""
    language = attempt.stage.interviewer.language
    rubric = proficiency.active(attempt.workspace_id, language.lower()[:2])
    if rubric is None:
        return Findings(
            judgements=[nothing_to_judge(VERSION)], about={"why": NO_RUBRIC, "language": language}
        )
    given = SpeechToRate(
        language=language,
        categories=[
            Category(name=each["name"], anchors=each.get("anchors", {})) for each in rubric.categories
        ],
        said=as_said(clearly_heard(candidate_turns(attempt.id))),
    )
    result = judge("rate_proficiency", given)
    output: ProficiencyRated = result.output
    rated = [
        Rated(
            language=language,
            category=each.name,
            level=each.level,
            confidence=each.confidence,
            reason=each.reason,
            quotes=[quote(cited.turn, cited.span) for cited in each.evidence],
            rubric_id=rubric.id,
        )
        for each in output.categories
    ]
    not_judged = [each.name for each in output.categories if each.level is None]
    return Findings(
        judgements=[result],
        rated=rated,
        about={"words": output.words, "language": language, "not_judged": not_judged},
    )
