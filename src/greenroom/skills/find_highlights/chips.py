"""Chips: skills of 1 to 4 words that a candidate names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from greenroom.skills.evidence import cut
from greenroom.skills.find_highlights.hearing import Piece, Turn, pieces
from greenroom.skills.find_highlights.requirements import Wanted
from greenroom.skills.find_highlights.schema import Highlight
from greenroom.skills.find_highlights.wording import named_skills
from greenroom.skills.lexical import Term, fold, likeness

MOST_CHIPS = 6
_SAME = 0.9
_TELLING = 0.7


def chips(heard: Sequence[Turn], needs: Sequence[Wanted]) -> list[Highlight]:
    """Phrases of the requirements that the candidate says too, then known skills; none that is denied."""
    found: dict[str, Highlight] = {}
    for chip in [*_of_requirements(heard, needs), *_of_the_list(heard)]:
        key = fold(chip.text)
        if not any(key in other or other in key for other in found):
            found[key] = chip
        if len(found) == MOST_CHIPS:
            break
    return list(found.values())


def _of_requirements(heard: Sequence[Turn], needs: Sequence[Wanted]) -> Iterator[Highlight]:
    for need in needs:
        for phrase in _phrases(need):
            for piece in pieces(heard):
                places = _said_together(phrase, piece, need.language)
                if places is not None:
                    yield _chip(need.text[phrase[0].token.start : phrase[-1].token.end], 2, piece, *places)
                    break


def _phrases(need: Wanted) -> Iterator[tuple[Term, ...]]:
    """Neighbouring telling words of a requirement, at most three, the longest first."""
    telling = [term for term in need.terms if term.weight >= _TELLING]
    for size in (3, 2):
        for at in range(len(telling) - size + 1):
            group = tuple(telling[at : at + size])
            between = pairwise(group)
            if all(need.text[a.token.end : b.token.start] in {" ", "-"} for a, b in between):
                yield group


def _said_together(phrase: Sequence[Term], piece: Piece, language: str) -> tuple[int, int] | None:
    """Where a piece says all words of a phrase within a few words of each other."""
    spots = [
        next((t.token for t in piece.stated if likeness(own.stem, t.stem, language) >= _SAME), None)
        for own in phrase
    ]
    found = [spot for spot in spots if spot is not None]
    if len(found) < len(phrase):
        return None
    start, end = min(spot.start for spot in found), max(spot.end for spot in found)
    return (start, end) if end - start <= 60 else None


def _of_the_list(heard: Sequence[Turn]) -> Iterator[Highlight]:
    for skill in named_skills():
        shape = re.escape(skill).replace(r"\ ", r"\s+")
        case = 0 if skill.isupper() or len(skill) <= 5 or skill in {"Oracle", "Python"} else re.IGNORECASE
        pattern = re.compile(rf"(?<![\w+#]){shape}(?![\w+#])", case)
        for piece in pieces(heard):
            match = pattern.search(piece.said.text, piece.span.start, piece.span.end)
            if match and not any(match.start() <= term.token.start < match.end() for term in piece.unsaid):
                yield _chip(skill, 1, piece, *match.span())
                break


def _chip(text: str, severity: int, piece: Piece, start: int, end: int) -> Highlight:
    words = text[:1].upper() + text[1:]
    return Highlight(
        kind="chip",
        text=words,
        severity=severity,
        turn=piece.said.turn,
        span=cut(piece.said.text, start, end),
    )
