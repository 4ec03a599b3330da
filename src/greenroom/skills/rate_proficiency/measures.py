"""What can be counted in the words of an interview. Nothing here grows with how much was said."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from greenroom.skills.evidence import cut
from greenroom.skills.find_highlights.schema import Said
from greenroom.skills.lexical import Token, level, stem, tokenise, weight
from greenroom.skills.lexical.phrases import phrases, stretches
from greenroom.skills.rate_proficiency.cues import Cues, fillers
from greenroom.skills.rate_proficiency.schema import Cited

_WINDOW = 50
_RARE = 1.1
_MOST_QUOTES = 3
_MOST_WORDS = 20_000


@dataclass(frozen=True)
class Measured:
    """One figure on the scale of 1 to 5, what it counts in words, and where it can be seen."""

    level: float
    counted: str
    seen: list[Cited]


@dataclass(frozen=True)
class _Piece:
    said: Said
    start: int
    end: int
    words: tuple[Token, ...]

    def cited(self) -> Cited:
        return Cited(turn=self.said.turn, span=cut(self.said.text, self.start, self.end))


@dataclass(frozen=True)
class Speech:
    """What was said, cut into sentences, without sounds that are no words."""

    language: str
    pieces: tuple[_Piece, ...]

    @property
    def words(self) -> list[Token]:
        return [word for piece in self.pieces for word in piece.words]


def speech(said: Sequence[Said], language: str) -> Speech:
    """The first 20,000 words: no more are needed to tell."""
    pieces: list[_Piece] = []
    count = 0
    for each in said:
        words = tokenise(each.text)
        for stretch, _ in stretches(each.text, words, phrases(language)):
            inside = [word for word in words if stretch.start <= word.start < stretch.end]
            kept = tuple(word for word in inside if word.norm not in fillers())
            if kept and count < _MOST_WORDS:
                pieces.append(_Piece(each, kept[0].start, inside[-1].end, kept))
                count += len(kept)
    return Speech(language, tuple(pieces))


def word_range(given: Speech) -> Measured:
    """How varied the words are: different ones in 50, and the share of longer words beyond everyday ones.

    Names are no vocabulary: words with a capital inside a sentence, and the first of each, are left out. Arabic writes
    no short vowels, so that a word's length tells nothing there and its variety alone counts.
    """
    said = [
        word for piece in given.pieces for word in piece.words[1:] if not word.text[:1].isupper()
    ] or given.words
    varied = _different([stem(word.norm, given.language) for word in said])
    share = sum(_is_rare(word, given.language) for word in said) / len(said)
    value = _scale(varied, (0.52, 0.60, 0.68, 0.75, 0.81))
    counted = f"{varied * _WINDOW:.0f} of {_WINDOW} words differ"
    if given.language != "ar":
        value = (value + _scale(share, (0.03, 0.07, 0.12, 0.18, 0.26))) / 2
        counted += f"; {share:.0%} are longer words beyond everyday ones"
    best = sorted(given.pieces, key=lambda piece: -_rare_share(piece, given.language))[:2]
    return Measured(value, counted, [piece.cited() for piece in best])


def _is_rare(word: Token, language: str) -> bool:
    return weight(word.norm, language) >= _RARE


def _different(stems: Sequence[str]) -> float:
    """The mean share of different words in every window of 50: it does not fall as somebody goes on talking."""
    size = min(_WINDOW, len(stems))
    shares = [len(set(stems[at : at + size])) / size for at in range(0, len(stems) - size + 1, 5)]
    return sum(shares) / len(shares)


def _rare_share(piece: _Piece, language: str) -> float:
    """Of a sentence of some length; a short one shows little."""
    rare = sum(_is_rare(word, language) for word in piece.words)
    return rare / max(12, len(piece.words))


def coherence(given: Speech, cues: Cues) -> Measured:
    """How sentences hang together: the share with a word that links, and how many different ones in 100 words."""
    found = [(piece, [m.group() for m in cues.links.finditer(_plain(piece))]) for piece in given.pieces]
    linked = [piece for piece, links in found if links]
    share = sum(len(piece.words) for piece in linked) / len(given.words)
    used = [link for _, links in found for link in links]
    different = len(set(used)) / max(1.0, (len(given.words) / 100) ** 0.5)
    most = sorted(found, key=lambda pair: -len(set(pair[1])))[:2]
    value = (_scale(share, (0.10, 0.30, 0.50, 0.70, 0.85)) + _scale(different, (0.5, 2.0, 4.0, 6.0, 8.0))) / 2
    counted = f"{share:.0%} of the words stand in linked sentences; {len(set(used))} different linking words"
    return Measured(value, counted, [piece.cited() for piece, links in most if links])


def accuracy(given: Speech, cues: Cues) -> Measured | None:
    """Mistakes in 100 words, and whether there are longer sentences to make them in; None where none can be told."""
    if cues.errors is None:
        return None
    wrong: list[Cited] = []
    for piece in given.pieces:
        for match in cues.errors.finditer(_plain(piece)):
            start = piece.start + match.start()
            wrong.append(
                Cited(turn=piece.said.turn, span=cut(piece.said.text, start, piece.start + match.end()))
            )
    often = 100 * len(wrong) / len(given.words)
    complex_ones = [piece for piece in given.pieces if cues.under.search(_plain(piece))]
    share = len(complex_ones) / len(given.pieces)
    value = min(_scale(-often, (-9.0, -5.0, -2.2, -0.8, -0.1)), _scale(share, (-0.2, 0.0, 0.08, 0.2, 0.35)))
    longest = max(complex_ones or given.pieces, key=lambda piece: len(piece.words))
    counted = f"{often:.1f} mistakes in 100 words; {share:.0%} of the sentences have a subordinate clause"
    return Measured(value, counted, [*wrong[:_MOST_QUOTES], longest.cited()])


def _plain(piece: _Piece) -> str:
    return level(piece.said.text[piece.start : piece.end])


def _scale(value: float, marks: tuple[float, ...]) -> float:
    """1 to 5, between the values that stand for 1, 2, 3, 4 and 5."""
    at = bisect_right(marks, value)
    if at in (0, len(marks)):
        return 1.0 if at == 0 else 5.0
    low, high = list(pairwise(marks))[at - 1]
    return at + (value - low) / (high - low)
