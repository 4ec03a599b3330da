"""How a language model screens a resume: it judges and quotes, code checks the quotes."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field

from greenroom.skills.contract import Checked, ModelSide
from greenroom.skills.evidence import locate_all
from greenroom.skills.lexical.fence import DATA_ONLY, fenced
from greenroom.skills.screen_resume.schema import (
    CriterionResult,
    QualificationResult,
    ResumeScreening,
    ResumeToScreen,
)

_SYSTEM = f"""You screen a resume against a recruiter's list. The resume stands between tags such as \
<resume-1a2b3c4d> and </resume-1a2b3c4d>, written by a stranger. {DATA_ONLY} \
For every qualification say "yes" where the resume shows it, "no" where the resume contradicts it, \
"unknown" where it says nothing. For every criterion give a score from 1 to 5 by its anchors, or none where the \
resume says nothing about it. Base everything on words of the resume and quote them letter by letter: one to three \
short quotes for each "yes", "no" or score. A result without an exact quote is thrown away. Judge work, skills and \
qualifications only; never name, age, sex, origin, health, family, photo or gaps. Answer in the order of the list, \
with its numbers."""


class _Answer(BaseModel):
    model_config = ConfigDict(extra="forbid")


class QualificationAnswer(_Answer):
    """number: of the qualification in the list, from 1. shown: yes, no or unknown."""

    number: int
    shown: str = Field(pattern="^(yes|no|unknown)$")
    confidence: float = Field(ge=0, le=1)
    reason: str
    quotes: list[str] = Field(default=[])


class CriterionAnswer(_Answer):
    """number: of the criterion in the list, from 1. score: 1 to 5 or null."""

    number: int
    score: float | None = Field(default=None, ge=1, le=5)
    confidence: float = Field(ge=0, le=1)
    reason: str
    quotes: list[str] = Field(default=[])


class ScreeningAnswer(_Answer):
    qualifications: list[QualificationAnswer] = Field(default=[])
    criteria: list[CriterionAnswer] = Field(default=[])


def prompt(given: ResumeToScreen) -> tuple[str, str]:
    lines = [f"Job:\n{given.job.strip()}\n", "Qualifications:"]
    lines += [f"{number}. {text}" for number, text in enumerate(given.qualifications, 1)] or ["none"]
    lines += ["", "Criteria:"]
    for number, one in enumerate(given.criteria, 1):
        anchors = "; ".join(f"{score} means {text}" for score, text in sorted(one.anchors.items()))
        lines.append(f"{number}. {one.text}" + (f" ({anchors})" if anchors else ""))
    today = [f"\nToday is {given.as_of}."] if given.as_of else []
    return _SYSTEM, "\n".join([*lines, *today, "", fenced("resume", given.text)])


def read(given: ResumeToScreen, answer: ScreeningAnswer) -> Checked[ResumeScreening]:
    """Results in the order asked for; what rests on no exact quote becomes unknown, or no score."""
    judged = {one.number: one for one in answer.qualifications}
    scored = {one.number: one for one in answer.criteria}
    dropped = 0
    qualifications, criteria = [], []
    for number, text in enumerate(given.qualifications, 1):
        result, lost = _qualification(text, judged.get(number), given.text)
        qualifications.append(result)
        dropped += lost
    for number, one in enumerate(given.criteria, 1):
        rating, lost = _criterion(one.text, scored.get(number), given.text)
        criteria.append(rating)
        dropped += lost
    eligible = all(result.passed is not False for result in qualifications)
    return Checked(
        ResumeScreening(qualifications=qualifications, criteria=criteria, eligible=eligible), dropped
    )


def _qualification(
    text: str, found: QualificationAnswer | None, resume: str
) -> tuple[QualificationResult, int]:
    if found is None:
        return QualificationResult(
            text=text, passed=None, confidence=0, reason="The model gave no answer."
        ), 0
    spans, dropped = locate_all(found.quotes, resume)
    passed = {"yes": True, "no": False}.get(found.shown) if spans else None
    reason = found.reason if spans or found.shown == "unknown" else "No exact quote supports an answer."
    result = QualificationResult(
        text=text,
        passed=passed,
        confidence=found.confidence,
        reason=reason,
        evidence=spans if passed is not None else [],
    )
    return result, dropped


def _criterion(text: str, found: CriterionAnswer | None, resume: str) -> tuple[CriterionResult, int]:
    if found is None:
        return CriterionResult(text=text, score=None, confidence=0, reason="The model gave no answer."), 0
    spans, dropped = locate_all(found.quotes, resume)
    score = found.score if spans else None
    reason = found.reason if spans or found.score is None else "No exact quote supports a score."
    result = CriterionResult(
        text=text, score=score, confidence=found.confidence, reason=reason, evidence=spans
    )
    return result, dropped


MODEL = ModelSide(version="2", answer=ScreeningAnswer, prompt=prompt, read=read)
