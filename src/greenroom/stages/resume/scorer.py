"""Screens the resume of an attempt against the questions of its stage."""

from __future__ import annotations

from greenroom.candidates.models import Attempt, AttemptQuestion
from greenroom.core import clock
from greenroom.evaluation.contract import Findings, Judge, Quote, Scored
from greenroom.interviewers.models import QuestionVersion
from greenroom.skills.evidence import Span
from greenroom.skills.screen_resume.schema import (
    Criterion,
    CriterionResult,
    QualificationResult,
    ResumeScreening,
    ResumeToScreen,
)
from greenroom.stages.verdicts import by_rule

Modality = QuestionVersion.Modality
VERSION = "1"
NOT_GIVEN = "No resume was given."
VERDICTS = {True: "passed", False: "failed", None: "unknown"}


def screen(attempt: Attempt, judge: Judge) -> Findings:
    """Qualifications passed, failed or unknown; criteria scored 1 to 5; each with its quotes of the resume."""
    planned = AttemptQuestion.objects.filter(attempt=attempt).select_related("version").order_by("position")
    versions = [row.version for row in planned]
    qualifications = [version for version in versions if version.modality == Modality.QUALIFICATION]
    criteria = [version for version in versions if version.modality == Modality.CRITERION]
    resume = attempt.resume
    if resume is None or not resume.text.strip() or not versions:
        return Findings(judgements=[by_rule(VERSION)], scores=[_not_given(version) for version in versions])
    given = ResumeToScreen(
        job=attempt.stage.interviewer.title,
        qualifications=[version.text for version in qualifications],
        criteria=[
            Criterion(text=version.text, anchors=judge.rubric(version).anchors, weight=version.weight)
            for version in criteria
        ],
        text=resume.text,
        as_of=clock.now().date().isoformat(),
    )
    result = judge("screen_resume", given)
    screening: ResumeScreening = result.output

    def quotes(spans: list[Span]) -> list[Quote]:
        return [Quote(span.start, span.end, span.text, resume_id=resume.id) for span in spans]

    def passed(version: QuestionVersion, found: QualificationResult) -> Scored:
        verdict = VERDICTS[found.passed]
        return Scored(
            version.id, verdict, None, found.confidence, found.reason, quotes=quotes(found.evidence)
        )

    def scored(version: QuestionVersion, found: CriterionResult) -> Scored:
        verdict = "scored" if found.score is not None else "not_addressed"
        return Scored(
            version.id,
            verdict,
            found.score,
            found.confidence,
            found.reason,
            quotes=quotes(found.evidence),
        )

    return Findings(
        judgements=[result],
        scores=[
            *map(passed, qualifications, screening.qualifications),
            *map(scored, criteria, screening.criteria),
        ],
    )


def _not_given(version: QuestionVersion) -> Scored:
    """Nothing is known of it: nobody passes, fails or scores by a resume that was not asked for."""
    return Scored(version.id, "unknown", None, 1.0, NOT_GIVEN)
