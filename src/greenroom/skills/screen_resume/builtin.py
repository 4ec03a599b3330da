"""The built-in engine of `screen_resume`: dates, levels and words; the same input always gives the same result."""

from __future__ import annotations

import re

from greenroom.skills import lexical
from greenroom.skills.parse_resume.builtin import parse
from greenroom.skills.parse_resume.schema import ResumeText
from greenroom.skills.screen_resume import criteria, experience
from greenroom.skills.screen_resume.checks import Case, Finding, check_for, combine, words
from greenroom.skills.screen_resume.passages import prepare
from greenroom.skills.screen_resume.schema import QualificationResult, ResumeScreening, ResumeToScreen

VERSION = "3"
_AND = re.compile(r"\s+(?:and|und|et|y|e)\s+|;\s*")


def screen(given: ResumeToScreen) -> ResumeScreening:
    """Pass or fail the qualifications and score the criteria, each with the words it rests on."""
    resume = prepare(given.text)
    parsed = parse(ResumeText(text=given.text))
    jobs = tuple(experience.held(resume, parsed, given.as_of))
    asked = " ".join([*given.qualifications, *(one.text for one in given.criteria)])
    case = Case(resume, parsed, jobs, lexical.detect(f"{asked} {given.job[:2000]}"), given.as_of)
    results = [_qualification(text, case) for text in given.qualifications]
    return ResumeScreening(
        qualifications=results,
        criteria=[criteria.score(one, case) for one in given.criteria],
        eligible=all(result.passed is not False for result in results),
    )


def _qualification(text: str, case: Case) -> QualificationResult:
    parts = _parts(text)
    found: Finding = combine([check_for(part)(part, case) for part in parts])
    return QualificationResult(
        text=text,
        passed=found.passed,
        confidence=found.confidence,
        reason=found.reason,
        evidence=sorted(found.evidence, key=lambda span: span.start),
    )


def _parts(text: str) -> list[str]:
    """ "A degree and two years of experience" are two qualifications, where each part has a check of its own."""
    parts = [part for part in _AND.split(text) if part.strip()]
    if len(parts) < 2 or any(check_for(part) is words for part in parts):
        return [text]
    return parts if len({check_for(part) for part in parts}) > 1 else [text]
