"""Criteria, scored 1 to 5 by how much of them the resume shows, and how deeply."""

from __future__ import annotations

from collections.abc import Sequence

from greenroom.skills.lexical import Term
from greenroom.skills.screen_resume import experience, occupations
from greenroom.skills.screen_resume.checks import Case
from greenroom.skills.screen_resume.passages import Passage, alternatives, matched, share, wanted
from greenroom.skills.screen_resume.schema import Criterion, CriterionResult

_FOCUS = 0.34  # share of a criterion's words that one passage must say to count for it
_LISTED = 0.7  # a word in a list of skills counts for less than one in a description of work
_ANCHOR = 0.4  # weight of the words that only the anchor for 5 has
_COVER_PART = 0.7  # of the score is what is said; the rest is how often, and for how long it was done
_MANY = 3
_LONG = 3.0  # years
_OFTEN = 0.08  # of the passages about work, so that a long resume shows no more by its length
_MOST_SPANS = 4
_KIND_PART, _KIND_ALONE = (
    0.5,
    0.75,
)  # of a score, where the criterion's own words are said and where they are not


def score(criterion: Criterion, case: Case) -> CriterionResult:
    """Off-topic text has no part in this. Of several things of which one is enough, the one shown best counts.

    Whether somebody has done a kind of work shows as much in their titles and in the words of that work as in those of
    the criterion.
    """
    options = alternatives(criterion.text, case.job_language)
    found = [_score(criterion, _terms(own, criterion, case), case) for own in options]
    best = max(found, key=lambda one: one.score or 0.0)
    kinds = occupations.named(criterion.text, wanted(criterion.text, case.job_language))
    if not kinds or {case.job_language, case.resume.language} != {occupations.LANGUAGE}:
        return best
    return _with_kind(best, max((occupations.shown(kind, case) for kind in kinds), key=lambda one: one.value))


def _with_kind(best: CriterionResult, shown: occupations.Shown) -> CriterionResult:
    """The mean of what the criterion's own words show and what the kind of work does, which tells most without them."""
    spans = list(dict.fromkeys([*shown.evidence, *best.evidence]))[:_MOST_SPANS]
    if not spans:
        return best
    part = _KIND_PART if best.score else _KIND_ALONE
    value = (1 - part) * (best.score or 1.0) + part * (1 + 4 * shown.value)
    years = f"Jobs of {shown.years:g} years together have titles of this kind of work"
    held = years if shown.years else "No dated job has a title of this kind of work"
    said = f"{best.reason} " if best.score else ""
    return CriterionResult(
        text=best.text,
        score=round(value, 1),
        confidence=round(0.4 + 0.4 * (value - 1) / 4, 2),
        reason=f"{said}{held}; words of it that are used: {shown.words}.",
        evidence=sorted(spans, key=lambda span: span.start),
    )


def _nothing(criterion: Criterion) -> CriterionResult:
    return CriterionResult(
        text=criterion.text, score=None, confidence=0.3, reason="The resume says nothing about this."
    )


def _score(criterion: Criterion, terms: list[Term], case: Case) -> CriterionResult:
    """Only passages that say enough of the criterion are looked at."""
    language = case.resume.language
    backing = [p for p in case.resume.passages if p.stems and _is_focused(p, terms, language)]
    distinct = list({passage.stems: passage for passage in reversed(backing)}.values())[::-1]
    if not terms or not distinct:
        return _nothing(criterion)
    cover = _cover(terms, distinct, language)
    jobs = experience.relevant(case.jobs, terms, case.resume, language)
    told = [passage for passage in distinct if not passage.is_list]
    length = experience.added_up(jobs).years
    many = max(_MANY, _OFTEN * sum(not passage.is_list for passage in case.resume.passages))
    depth = 0.5 * min(1.0, len(told) / many) + 0.5 * min(1.0, length / _LONG)
    value = 1 + 4 * (_COVER_PART * cover + (1 - _COVER_PART) * depth * cover**0.5)
    best = sorted(
        distinct, key=lambda p: (-share(matched(terms, p.stems, language), terms), p.is_list, p.start)
    )[:3]
    return CriterionResult(
        text=criterion.text,
        score=round(min(5.0, value), 1),
        confidence=round(0.4 + 0.4 * cover + 0.1 * (depth > 0), 2),
        reason=_reason(cover, len(told), length),
        evidence=[case.resume.span(passage) for passage in sorted(best, key=lambda p: p.start)],
    )


def _terms(own: list[Term], criterion: Criterion, case: Case) -> list[Term]:
    """The criterion's words, and with little weight those that only its best anchor has."""
    stems = {term.stem for term in own} | {term.stem for term in wanted(criterion.text, case.job_language)}
    more = [
        Term(term.stem, term.weight * _ANCHOR, term.token)
        for term in wanted(criterion.anchors.get("5", ""), case.job_language)
        if term.stem not in stems
    ]
    return own + more


def _is_focused(passage: Passage, terms: Sequence[Term], language: str) -> bool:
    said = matched(terms, passage.stems, language)
    return len(said) >= min(2, len(terms) // 2) and share(said, terms) >= _FOCUS


def _cover(terms: Sequence[Term], passages: Sequence[Passage], language: str) -> float:
    """0 to 1: the share of the criterion that is said, half by the best passage alone, half by all together.

    Words that happen to stand in passages far apart so count for less than the same words in one.
    """
    total = sum(term.weight for term in terms)
    best, together = 0.0, {term.stem: 0.0 for term in terms}
    for passage in passages:
        worth = _LISTED if passage.is_list else 1.0
        said = matched(terms, passage.stems, language)
        best = max(best, worth * sum(term.weight for term in said))
        for term in said:
            together[term.stem] = max(together[term.stem], worth * term.weight)
    return (best + sum(together.values())) / 2 / total if total else 0.0


def _reason(cover: float, told: int, years: float) -> str:
    shown = f"The resume says {cover:.0%} of what this looks for"
    where = f", in {told} passage{'s' if told != 1 else ''} about work" if told else ", only in lists"
    return f"{shown}{where}" + (f" and in jobs of {years:g} years together." if years else ".")
