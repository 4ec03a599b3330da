"""Which words of a text stand under a negation."""

from __future__ import annotations

from collections.abc import Sequence

from greenroom.skills.lexical.packs import pack
from greenroom.skills.lexical.tokens import Token

_REACH = 6
_REACH_BACK = {"de": 4}
_CLAUSE_ENDS = frozenset(".,;:!?()\n\u060c\u061b\u061f\u3002\uff0c")


def negated(tokens: Sequence[Token], text: str, language: str) -> frozenset[int]:
    """Indices of the tokens that a negation rules over, the negating words included."""
    return frozenset(at for _, ruled in negations(tokens, text, language) for at in ruled)


def negations(tokens: Sequence[Token], text: str, language: str) -> list[tuple[int, tuple[int, ...]]]:
    """Each negating word's index, and the indices of the words it rules over, itself included.

    A negation reaches to the end of its clause, at most six words on; in German also a few words back.
    """
    rules = pack(language)
    back = _REACH_BACK.get(rules.language, 0)
    return [
        (
            index,
            (*_behind(index, tokens, text, back), index, *_ahead(index, tokens, text, rules.negation_ends)),
        )
        for index, token in enumerate(tokens)
        if token.norm in rules.negations
    ]


def _ahead(index: int, tokens: Sequence[Token], text: str, ends: frozenset[str]) -> list[int]:
    reached: list[int] = []
    for at in range(index + 1, min(index + 1 + _REACH, len(tokens))):
        gap = text[tokens[at - 1].end : tokens[at].start]
        if not _CLAUSE_ENDS.isdisjoint(gap) or tokens[at].norm in ends:
            break
        reached.append(at)
    return reached


def _behind(index: int, tokens: Sequence[Token], text: str, reach: int) -> list[int]:
    reached: list[int] = []
    for at in range(index - 1, max(index - 1 - reach, -1), -1):
        if not _CLAUSE_ENDS.isdisjoint(text[tokens[at].end : tokens[at + 1].start]):
            break
        reached.append(at)
    return reached
