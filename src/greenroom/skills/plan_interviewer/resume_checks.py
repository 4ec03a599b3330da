"""What can be read from a resume: qualifications that pass or fail, and criteria that are scored."""

from __future__ import annotations

import re
from collections.abc import Sequence

from greenroom.skills.plan_interviewer.bank import Bank
from greenroom.skills.plan_interviewer.cues import Reading
from greenroom.skills.plan_interviewer.schema import PlannedCriterion, PlannedQualification, Requirement
from greenroom.skills.plan_interviewer.wording import need_phrase, tidy, work_phrase

MOST_QUALIFICATIONS = 6
MOST_CRITERIA = 6
_STARTS_WITH_THING = re.compile(
    r"^(?:an? |at least |minimum |over |\d|one|two|three|four|five|six|seven|eight|ten|valid"
    r"|bachelor|master|"
    r"completion|graduation|fluen|experience|proven|current|strong|good|excellent|knowledge|registration|"
    r"(?:[\w-]+ ){0,3}(?:degree|licen[cs]e|certificate|certification|diploma|experience"
    r"|registration|permit)\b)",
    re.IGNORECASE,
)
_LEADING = re.compile(
    r"^(?:(?:you|candidates?|applicants?)\s+)?(?:must\s+)?(?:have|hold|possess|bring|should have"
    r"|will have|need)\s+"
    r"|^(?:sie|du) (?:haben|hast|verfügen über|verfügst über|bringst|bringen)\s+|^vous (?:avez"
    r"|possédez|disposez d['e])\s*"
    r"|^(?:tienes|cuentas con|possuir|ter)\s+",
    re.IGNORECASE,
)
_REQUIRED = re.compile(
    r",?\s+(?:is|are)\s+(?:required|essential|mandatory|necessary)(?:\s+at the time of filing)?$"
    r"|\s+(?:erforderlich|zwingend erforderlich|exigée?s?|requise?s?|imprescindible|obligatóri[oa])$",
    re.IGNORECASE,
)


def qualifications(needed: Sequence[Requirement], words: Reading, bank: Bank) -> list[PlannedQualification]:
    """Statements about the candidate that a resume can show: experience, degrees, licences, languages."""
    kept = []
    for requirement in needed:
        if requirement.kind != "must" or not words.has("checkable", requirement.text):
            continue
        lowered = requirement.quote.text.casefold()
        if re.match(r"an? [\w ]+ (?:must|will|may) ", lowered) or words.has("private", lowered):
            continue
        kept.append(PlannedQualification(text=_statement(requirement.text, bank), quote=requirement.quote))
    return kept[:MOST_QUALIFICATIONS]


def _statement(text: str, bank: Bank) -> str:
    bare = tidy(_REQUIRED.sub("", _LEADING.sub("", text)), 280)
    if bank.language != "en":
        return bank.words["has"].format(text=bare)
    if _STARTS_WITH_THING.match(bare):
        first = bare.split(" ", 1)[0]
        plain = first[1:].islower() and not bare.startswith(("Bachelor", "Master"))
        return bank.words["has"].format(text=bare[0].lower() + bare[1:] if plain or len(first) == 1 else bare)
    return bank.words["holds"].format(text=bare)


def criteria(needed: Sequence[Requirement], title: str, bank: Bank, words: Reading) -> list[PlannedCriterion]:
    """Scored from the resume: the work itself, then what is asked for, then what is merely welcome."""
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
    unique = list({criterion.text.casefold(): criterion for criterion in made}.values())
    if not unique and title:
        unique = [_scored(bank, bank.words["criterion_title"].format(job=title), title, 1.0, None)]
    return unique[:MOST_CRITERIA]


def _criterion(requirement: Requirement, title: str, bank: Bank, words: Reading) -> PlannedCriterion:
    duty = requirement.kind == "responsibility"
    if duty:
        phrase = work_phrase(requirement.text, title, words.language).words
    elif words.has("paper", requirement.text):
        phrase = tidy(requirement.text, 150)
    else:
        phrase = need_phrase(requirement.text, words.language).words
    text = bank.words["criterion_work" if duty else "criterion_need"].format(phrase=phrase)
    weight = {"must": 2.0, "responsibility": 1.5, "skill": 1.0, "nice": 0.5}[requirement.kind]
    return _scored(bank, text[0].upper() + text[1:], phrase, weight, requirement)


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
