"""Reading a yes or a no."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from greenroom.skills.evidence import cut
from greenroom.skills.lexical import Term, covered, negated, terms, tokenise
from greenroom.skills.read_answer.days import days_in
from greenroom.skills.read_answer.schema import AnswerRead, Later
from greenroom.skills.read_answer.vocabulary import Vocabulary

_NEARLY = 3  # letters
_ABOUT = 0.45
_TELLING = 0.5
_NOTHING_ELSE = 0.6


@dataclass(frozen=True)
class _Signal:
    yes: bool
    start: int
    end: int
    sure: float


def read_yes_no(text: str, flat: str, question: str, speech: Vocabulary, as_of: date) -> AnswerRead | None:
    """What `text` (levelled: `flat`) says to a yes/no question; None where it says neither, or both."""
    if speech.says("unsure", _masked(flat, speech["hidden"])):
        return None
    signals = _signals(flat, speech) or _by_its_words(text, question, speech)
    chosen = _chosen(signals, flat, speech)
    if chosen is None:
        return None
    return AnswerRead(
        reading="answered",
        value=chosen.yes,
        span=cut(text, chosen.start, chosen.end),
        confidence=chosen.sure,
        later=None if chosen.yes else _later(text, flat, speech, as_of),
    )


def _masked(flat: str, pattern: re.Pattern[str]) -> str:
    return pattern.sub(lambda found: "·" * len(found.group()), flat)


def _signals(flat: str, speech: Vocabulary) -> list[_Signal]:
    """Every yes and no, in the order said. What one pattern has taken is not read again by another."""
    alone = flat.strip(" .!,;\n")
    at = flat.find(alone)
    for yes, name in ((True, "yes_alone"), (False, "no_alone")):
        if alone and speech[name].fullmatch(alone):
            return [_Signal(yes, at, at + len(alone), 0.95)]
    found: list[_Signal] = []
    rest = flat
    for yes, name, sure in ((True, "hidden", 0.85), (False, "no", 0.95), (True, "yes", 0.95)):
        found += [_Signal(yes, *match.span(), sure) for match in speech[name].finditer(rest)]
        rest = _masked(rest, speech[name])
    begin = _after_fillers(rest, speech)
    for yes, name in ((True, "yes_start"), (False, "no_start")):
        match = speech[name].match(rest, begin)
        if match:
            found.append(_Signal(yes, *match.span(), 0.85))
    return sorted(found, key=lambda signal: signal.start)


def _after_fillers(flat: str, speech: Vocabulary) -> int:
    """Where an answer begins, after "well, um"."""
    at = 0
    while True:
        while at < len(flat) and not flat[at].isalnum():
            at += 1
        match = speech["filler"].match(flat, at)
        if match is None or match.end() == at:
            return at
        at = match.end()


def _chosen(signals: list[_Signal], flat: str, speech: Vocabulary) -> _Signal | None:
    """The one that counts: a correction's; else a no that the same words soften no further; never a guess."""
    if not signals:
        return None
    first, last = signals[0], signals[-1]
    if all(signal.yes == first.yes for signal in signals):
        return first
    turn = next((signal for signal in signals if signal.yes != first.yes), last)
    between = flat[first.end : turn.start]
    if speech.says("correction", flat[first.end : last.start]):
        return last
    begins = first.start - _after_fillers(flat, speech) <= _NEARLY
    if not begins and any(letter.isalnum() for letter in between):
        return None
    if first.yes:
        return (
            _yes_then_no(first, turn, between, flat, speech)
            if begins
            else _Signal(False, first.start, turn.end, 0.8)
        )
    if speech.says("but", between) or "," in between or "." in between:
        return first
    return _Signal(False, first.start, turn.end, 0.7)


def _yes_then_no(
    first: _Signal, turn: _Signal, between: str, flat: str, speech: Vocabulary
) -> _Signal | None:
    """ "Yes, never had an accident" is a yes, "I have none" a no, "yes, but not now" neither."""
    if speech.says("but", between) or (first.sure < 0.9 and "," in between):
        return None
    if between.strip(" ") not in ("", ","):
        return _Signal(True, first.start, first.end, 0.7)
    if "," in between and flat[turn.end :].strip(" .!"):
        return _Signal(True, first.start, first.end, 0.6)
    return _Signal(False, first.start, turn.end, 0.8)


def _by_its_words(text: str, question: str, speech: Vocabulary) -> list[_Signal]:
    """A statement that says again what the question asks for, or denies it."""
    asked = [term for term in terms(question, speech.language) if term.weight >= _TELLING]
    tokens = tokenise(text)
    unsaid = negated(tokens, text, speech.language)
    said: list[Term] = terms(text, speech.language)
    if not asked or not tokens or covered(asked, said, speech.language) < _ABOUT:
        return []
    if covered(said, asked, speech.language) < _NOTHING_ELSE:
        return []
    return [_Signal(not unsaid, tokens[0].start, tokens[-1].end, 0.6)]


def _later(text: str, flat: str, speech: Vocabulary, as_of: date) -> Later | None:
    """The plan that follows a no."""
    found = list(speech["plans"].finditer(flat))
    if not found:
        return None
    start, end = found[0].start(), max(match.end() for match in found)
    days = days_in(flat[start:], speech, as_of)
    day = days[0] if len(days) == 1 and days[0].sure else None
    if day is not None:
        end = max(end, start + day.end)
    return Later(span=cut(text, start, end), by=day.day if day else None)
