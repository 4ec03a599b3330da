"""What can be read from a resume: qualifications that pass or fail, and criteria that are scored."""

from __future__ import annotations

import re
from collections.abc import Sequence

from greenroom.skills.plan_interviewer.bank import Bank
from greenroom.skills.plan_interviewer.cues import Reading
from greenroom.skills.plan_interviewer.facts import names_a_job
from greenroom.skills.plan_interviewer.schema import PlannedCriterion, PlannedQualification, Requirement
from greenroom.skills.plan_interviewer.statements import statement
from greenroom.skills.plan_interviewer.wording import need_phrase, tidy, work_phrase

MOST_QUALIFICATIONS = 6
MOST_CRITERIA = 7
_CRITERION = 160
_TITLE_WORDS, _TITLE_WEIGHT = 6, 2.0
_OF_THE_JOB = re.compile(r"an? [\w ]+ (?:must|will|may) ")


def qualifications(
    needed: Sequence[Requirement], either: Sequence[Requirement], words: Reading, bank: Bank
) -> list[PlannedQualification]:
    """Statements about the candidate that a resume can show: experience, degrees, licences, languages.

    either: those of which any will do, so that none alone decides.
    """
    kept = []
    for requirement in needed:
        if requirement.kind != "must" or not words.has("checkable", requirement.text):
            continue
        lowered = requirement.quote.text.casefold()
        if _OF_THE_JOB.match(lowered) or words.has("private", lowered):
            continue
        decides = not words.has("nice", lowered) and requirement not in either
        kept.append(
            PlannedQualification(
                text=statement(requirement.text, bank), quote=requirement.quote, is_dealbreaker=decides
            )
        )
    return kept[:MOST_QUALIFICATIONS]


def criteria(needed: Sequence[Requirement], title: str, bank: Bank, words: Reading) -> list[PlannedCriterion]:
    """Scored from the resume: what is asked for, the work itself, what is merely welcome, and work of this kind."""
    by_kind = {
        kind: [r for r in needed if r.kind == kind and not words.has("private", r.text)]
        for kind in ("must", "responsibility", "skill", "nice")
    }
    chosen = [
        *by_kind["must"][:2],
        *by_kind["responsibility"][:3],
        *by_kind["skill"][:2],
        *by_kind["nice"][:1],
    ]
    made = [_criterion(requirement, title, bank, words) for requirement in chosen]
    unique = list({criterion.text.casefold(): criterion for criterion in made}.values())[: MOST_CRITERIA - 1]
    if title and (not unique or _is_plain_title(title, words)):
        unique.append(_of_title(title, bank))
    return unique


def _is_plain_title(title: str, words: Reading) -> bool:
    return len(title.split()) <= _TITLE_WORDS and names_a_job(title, words)


def _of_title(title: str, bank: Bank) -> PlannedCriterion:
    """Whoever held such a job has done its work, whatever words they tell it in."""
    text, phrase = (
        bank.words[name].format(job=title) for name in ("criterion_title", "criterion_title_phrase")
    )
    return _scored(bank, text, phrase, _TITLE_WEIGHT, None)


def _criterion(requirement: Requirement, title: str, bank: Bank, words: Reading) -> PlannedCriterion:
    weight = {"must": 2.0, "responsibility": 1.5, "skill": 1.0, "nice": 0.5}[requirement.kind]
    if requirement.kind == "responsibility":
        made = work_phrase(requirement.text, title, words.language)
        whole = bank.frames.get("duty") if made.form == "quote" else None
        text = (whole or bank.words["criterion_work"]).format(phrase=made.words)
        return _scored(bank, text, made.words, weight, requirement)
    if words.has("paper", requirement.text):
        phrase = tidy(requirement.text, 150)
    else:
        phrase = need_phrase(requirement.text, words.language).words
    return _scored(bank, statement(requirement.text, bank, limit=_CRITERION), phrase, weight, requirement)


def _scored(
    bank: Bank, text: str, phrase: str, weight: float, requirement: Requirement | None
) -> PlannedCriterion:
    return PlannedCriterion(
        text=text,
        anchors={
            "1": bank.words["criterion_one"].format(phrase=phrase),
            "5": bank.words["criterion_five"].format(phrase=phrase),
        },
        weight=weight,
        quote=requirement.quote if requirement else None,
    )
