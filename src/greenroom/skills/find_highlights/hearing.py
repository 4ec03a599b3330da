"""The candidate's turns cut into stretches of speech, with what each shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from greenroom.skills.evidence import Span, cut
from greenroom.skills.find_highlights.schema import InterviewHeard, Said
from greenroom.skills.find_highlights.wording import intends
from greenroom.skills.lexical import Term, detect, is_in, quantities, term_of, terms, tokenise, weight
from greenroom.skills.lexical.phrases import denied, flatten, phrases, refuses, stretches

_ASKING = ("?", "？", "؟")


@dataclass(frozen=True)
class Piece:
    """A stretch of one turn. stated, unsaid: the terms the speaker affirms and those they deny. asked: the question's.

    inquires: the speaker asks something. intends: it tells of trying or wishing, not of doing.
    acts, results, measured: whether it tells of something done, of what came of it, of figures.
    """

    said: Said
    language: str
    span: Span
    stated: tuple[Term, ...]
    unsaid: tuple[Term, ...]
    asked: tuple[Term, ...]
    acts: bool
    results: bool
    measured: bool
    refuses: bool
    instructs: bool
    inquires: bool
    intends: bool


@dataclass(frozen=True)
class Turn:
    """A turn and its pieces. asks_for_story: the question before it asks for something that happened."""

    said: Said
    language: str
    pieces: tuple[Piece, ...]
    asks_for_story: bool


def turns(given: InterviewHeard) -> list[Turn]:
    return [_turn(said, _language(given, said)) for said in given.said]


def _language(given: InterviewHeard, said: Said) -> str:
    expected = given.language or detect(f"{said.question} {said.text}")
    return expected if is_in(said.text, expected) else detect(said.text, expected)


def _turn(said: Said, language: str) -> Turn:
    speech = phrases(language)
    words = tokenise(said.text)
    denies = denied(words, said.text, language)
    asked = flatten(said.question)
    question = tuple(terms(said.question, language))
    known = {term.stem for term in question}
    found: list[Piece] = []
    for stretch, _ in stretches(said.text, words, speech):
        span = cut(said.text, stretch.start, stretch.end)
        own = [
            term_of(word, language)
            for word in words
            if span.start <= word.start < span.end and weight(word.norm, language) > 0
        ]
        flat = flatten(span.text)
        found.append(
            Piece(
                said=said,
                language=language,
                span=span,
                stated=tuple(term for term in own if term.token.start not in denies),
                unsaid=tuple(term for term in own if term.token.start in denies),
                asked=question,
                acts=speech.action.search(flat) is not None or speech.habit.search(flat) is not None,
                results=speech.result.search(flat) is not None,
                measured=_measured(span.text, language),
                refuses=refuses(flat, language, known),
                instructs=speech.instructions.search(flat) is not None,
                inquires=span.text.rstrip("\"'”’») ").endswith(_ASKING),
                intends=intends(flat, language),
            )
        )
    story = speech.behavioural.search(asked) is not None and speech.hypothetical.search(asked) is None
    return Turn(said, language, tuple(found), story)


def _measured(text: str, language: str) -> bool:
    return any(said.unit and said.value > 1 for said in quantities(text, language))


def pieces(heard: Sequence[Turn]) -> list[Piece]:
    """All pieces that may count: no refusals, no words to the scorer, no questions; the same words once."""
    found: dict[str, Piece] = {}
    for turn in heard:
        for piece in turn.pieces:
            if not (piece.instructs or piece.refuses or piece.inquires):
                found.setdefault(" ".join(word.norm for word in tokenise(piece.span.text)), piece)
    return list(found.values())
