"""The built-in engine: range, correctness and coherence of the words; how they sounded it does not know."""

from __future__ import annotations

from greenroom.skills.lexical import is_in
from greenroom.skills.lexical.packs import LANGUAGES
from greenroom.skills.rate_proficiency.cues import cues, kind_of
from greenroom.skills.rate_proficiency.measures import (
    Measured,
    Speech,
    accuracy,
    coherence,
    speech,
    word_range,
)
from greenroom.skills.rate_proficiency.schema import (
    Category,
    CategoryRated,
    ProficiencyRated,
    SpeechToRate,
)

ENOUGH = 60
"""Words below which nobody's command of a language can be told."""

_TOO_FEW = "Too few words to judge: {count}, and {enough} are needed."
_OTHER = "Not judged: the answers are in another language."
_NOT_IN_WORDS = "Not judged: it cannot be told from words, and how somebody sounds is never scored."
_NOT_COUNTABLE = (
    "Not judged: this engine judges range, correctness and coherence of words; a person can judge this."
)
_UNKNOWN_GRAMMAR = "Not judged: this engine does not know the mistakes of this language well enough."
_UNKNOWN_LANGUAGE = "Not judged: this engine knows too little of this language."


def rate(given: SpeechToRate) -> ProficiencyRated:
    """A level for each category that words can tell; for every other one, why not."""
    language = given.language.lower()[:2]
    read = speech(given.said, language)
    count = len(read.words)
    why_not = ""
    if count < ENOUGH:
        why_not = _TOO_FEW.format(count=count, enough=ENOUGH)
    elif language not in LANGUAGES:
        why_not = _UNKNOWN_LANGUAGE
    elif not is_in(" ".join(said.text for said in given.said), language):
        why_not = _OTHER
    rated = [_rated(category, read, why_not) for category in given.categories]
    return ProficiencyRated(categories=rated, words=count)


def _rated(category: Category, read: Speech, why_not: str) -> CategoryRated:
    kind = kind_of(category.name)
    if kind in ("sound", "pace"):
        why_not = _NOT_IN_WORDS
    elif not kind:
        why_not = _NOT_COUNTABLE
    measured = None if why_not else _measured(kind, read)
    if measured is None:
        return CategoryRated(name=category.name, confidence=1.0, reason=why_not or _UNKNOWN_GRAMMAR)
    level = round(2 * measured.level) / 2
    if not measured.seen:
        return CategoryRated(name=category.name, confidence=1.0, reason=_NOT_COUNTABLE)
    return CategoryRated(
        name=category.name,
        level=level,
        confidence=round(min(0.6, 0.3 + len(read.words) / 1000), 2),
        reason=_reason(category, level, measured),
        evidence=measured.seen,
    )


def _measured(kind: str, read: Speech) -> Measured | None:
    known = cues(read.language)
    if kind == "range":
        return word_range(read)
    return coherence(read, known) if kind == "coherence" else accuracy(read, known)


def _reason(category: Category, level: float, measured: Measured) -> str:
    """What was counted, then the rubric's own words for the level below or at it."""
    anchor = category.anchors.get(str(int(level)), "").strip()
    told = f" The rubric's {int(level)}: “{anchor}”" if anchor else ""
    return f"{measured.counted[0].upper()}{measured.counted[1:]}.{told}"
