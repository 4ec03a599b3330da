"""How much of one text another text says."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from rapidfuzz.distance import JaroWinkler, Levenshtein

from greenroom.skills.lexical.associations import associated
from greenroom.skills.lexical.terms import Term, terms

ASSOCIATED = 0.8
MISSPELT = 0.9
COMPOUND = 0.7


@lru_cache(maxsize=131072)
def likeness(one: str, other: str, language: str) -> float:
    """0 to 1: how far two stems mean the same (same, associated, misspelt, one a part of the other)."""
    if one == other:
        return 1.0
    if associated(one, other, language):
        return ASSOCIATED
    shorter, longer = sorted((len(one), len(other)))
    if shorter < 4 or (one[0] != other[0] and language != "de") or one[:1].isdigit():
        return 0.0
    if shorter >= 5 and (one in other or other in one) and shorter >= 0.5 * longer:
        return COMPOUND
    allowed = 1 if shorter < 7 else 2
    if shorter < 5 or longer - shorter > allowed or JaroWinkler.similarity(one, other) < 0.9:
        return 0.0
    return MISSPELT if Levenshtein.distance(one, other, score_cutoff=allowed) <= allowed else 0.0


def best_match(term: Term, among: Sequence[Term], language: str) -> tuple[float, Term | None]:
    """The likest of `among`, and how like it is."""
    best, found = 0.0, None
    for other in among:
        like = likeness(term.stem, other.stem, language)
        if like > best:
            best, found = like, other
            if best == 1.0:
                break
    return best, found


def coverage(point: str, text: str, language: str) -> float:
    """0 to 1: the share of the weight of `point`'s words that `text` says, in whatever order."""
    return covered(terms(point, language), terms(text, language), language)


def covered(wanted: Sequence[Term], said: Sequence[Term], language: str) -> float:
    """As `coverage`, over terms."""
    total = sum(term.weight for term in wanted)
    if not total:
        return 0.0
    return sum(term.weight * best_match(term, said, language)[0] for term in wanted) / total


def char_ngrams(text: str, sizes: Sequence[int] = (3, 4)) -> list[str]:
    """Character n-grams of a folded text, within words, with a mark at each word's edges."""
    return [
        padded[at : at + size]
        for word in text.split()
        for padded in (f" {word} ",)
        for size in sizes
        for at in range(len(padded) - size + 1)
    ]
