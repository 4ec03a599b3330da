"""The built-in engine: each standard fact has a finder, any other tag is heard by its own words."""

from __future__ import annotations

from collections.abc import Callable

from greenroom.skills.extract_tags.hearing import Heard, facts
from greenroom.skills.extract_tags.money import expected_pay
from greenroom.skills.extract_tags.schema import TagHeard, TagsHeard, TagsToHear, WantedTag
from greenroom.skills.extract_tags.standing import (
    availability,
    languages,
    licences,
    location,
    work_authorisation,
)
from greenroom.skills.extract_tags.times import earliest_start, notice_period, spoken, years_of_experience
from greenroom.skills.lexical import Quantity, covered, terms

FINDERS: dict[str, Callable[[Heard], TagHeard | None]] = {
    "years_of_experience": years_of_experience,
    "notice_period": notice_period,
    "earliest_start": earliest_start,
    "expected_pay": expected_pay,
    "work_authorisation": work_authorisation,
    "availability": availability,
    "languages": languages,
    "licences": licences,
    "location": location,
}
_LONGEST_VALUE = 60


def hear(given: TagsToHear) -> TagsHeard:
    """The surest value of each wanted tag; of two equally sure ones, the one said last, as a correction."""
    heard = list(facts(given))
    best: dict[str, TagHeard] = {}
    for wanted in given.wanted:
        finder = FINDERS.get(wanted.name)
        for sentence in heard:
            found = finder(sentence) if finder else _by_its_words(wanted, sentence)
            if found and (wanted.name not in best or found.confidence >= best[wanted.name].confidence):
                best[wanted.name] = found
    return TagsHeard(tags=[best[wanted.name] for wanted in given.wanted if wanted.name in best])


def _by_its_words(wanted: WantedTag, heard: Heard) -> TagHeard | None:
    """A recruiter's own tag: a sentence with all the words of its label, or a short answer to a question that has."""
    label = terms(wanted.label, heard.language)
    said = [term for term in terms(heard.text, heard.language) if term.token.start not in heard.denied]
    if not label or not said:
        return None
    told = covered(label, said, heard.language) >= 0.8
    asked = heard.alone and covered(label, terms(heard.said.question, heard.language), heard.language) >= 0.8
    if not told and not asked:
        return None
    for quantity in heard.quantities():
        if not heard.denies(quantity.start, quantity.end):
            value = _said(quantity, heard)
            return heard.tag(wanted.name, value, quantity.start, quantity.end, 0.5 if told else 0.45)
    if len(heard.text) > _LONGEST_VALUE:
        return None
    return heard.tag(wanted.name, heard.text.rstrip(".!"), 0, len(heard.text), 0.4)


def _said(quantity: Quantity, heard: Heard) -> str:
    counted = quantity.unit.islower() and quantity.unit.isalpha()
    return spoken(quantity) if counted else heard.text[quantity.start : quantity.end]
