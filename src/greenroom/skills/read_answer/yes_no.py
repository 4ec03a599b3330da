"""Reading a yes or a no."""

from __future__ import annotations

from datetime import date

from greenroom.skills.evidence import cut
from greenroom.skills.read_answer.amounts import by_amount
from greenroom.skills.read_answer.days import days_in
from greenroom.skills.read_answer.echoes import by_denial, by_echo, is_beside
from greenroom.skills.read_answer.schema import AnswerRead, Later
from greenroom.skills.read_answer.signals import Signal, masked
from greenroom.skills.read_answer.spelling import misspelt
from greenroom.skills.read_answer.topics import by_topic, is_left_open
from greenroom.skills.read_answer.vocabulary import Vocabulary

_NEARLY = 3  # letters
_OUTRIGHT = 0.9


def read_yes_no(text: str, flat: str, question: str, speech: Vocabulary, as_of: date) -> AnswerRead | None:
    """What `text` (levelled: `flat`) says to a yes/no question; None where it says neither, or both."""
    facts = by_topic(flat, question, speech)
    if not facts and is_left_open(flat, question, speech):
        return None
    if speech.says("unsure", masked(_without(flat, facts), speech["hidden"])):
        return None
    chosen = _chosen(_all_signals(flat, facts, question, speech), flat, speech)
    if chosen is None:
        return None
    return AnswerRead(
        reading="answered",
        value=chosen.yes,
        span=cut(text, chosen.start, chosen.end),
        confidence=chosen.sure,
        later=None if chosen.yes else _later(text, flat, speech, as_of),
    )


def _without(flat: str, signals: list[Signal]) -> str:
    for signal in signals:
        flat = flat[: signal.start] + "·" * (signal.end - signal.start) + flat[signal.end :]
    return flat


def _all_signals(flat: str, facts: list[Signal], question: str, speech: Vocabulary) -> list[Signal]:
    """What is said outright; else what the facts of the topic, an amount or the question's own words say."""
    rest = _without(flat, facts)
    said = _signals(rest, speech)
    if facts and all(fact.yes == facts[0].yes for fact in facts):
        return _with_facts(said, facts)
    amount = by_amount(rest, question, speech)
    if amount and not amount[0].yes and all(signal.sure < _OUTRIGHT for signal in said):
        return amount
    said = [signal for signal in said if not is_beside(signal, rest, question, speech)]
    if len({signal.yes for signal in said}) > 1:
        return by_denial(rest, question, speech) or said
    return said or misspelt(rest, speech) or amount or by_echo(rest, question, speech)


def _with_facts(said: list[Signal], facts: list[Signal]) -> list[Signal]:
    """What is said outright, unless the facts deny it: "I can only do days" is no yes to nights."""
    if facts[0].yes:
        return said or facts
    if said and said[0].yes and said[0].sure >= _OUTRIGHT:
        return [*said, *facts]
    return [signal for signal in said if not signal.yes] or facts


def _signals(flat: str, speech: Vocabulary) -> list[Signal]:
    """Every yes and no, in the order said. What one pattern has taken is not read again by another."""
    alone = flat.strip(" .!,;\n")
    at = flat.find(alone)
    for yes, name in ((True, "yes_alone"), (False, "no_alone")):
        if alone and speech[name].fullmatch(alone):
            return [Signal(yes, at, at + len(alone), 0.95)]
    found: list[Signal] = []
    rest = flat
    for yes, name, sure in ((True, "hidden", 0.85), (False, "no", 0.95), (True, "yes", 0.95)):
        found += [Signal(yes, *match.span(), sure) for match in speech[name].finditer(rest)]
        rest = masked(rest, speech[name])
    begin = _after_fillers(rest, speech)
    for yes, name in ((True, "yes_start"), (False, "no_start")):
        match = speech[name].match(rest, begin)
        if match:
            found.append(Signal(yes, *match.span(), 0.85))
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


def _chosen(signals: list[Signal], flat: str, speech: Vocabulary) -> Signal | None:
    """The one that counts: a correction's; else a no that the same words soften no further; never a guess."""
    if not signals:
        return None
    first, last = signals[0], signals[-1]
    if all(signal.yes == first.yes for signal in signals):
        return first
    turn = next((signal for signal in signals if signal.yes != first.yes), last)
    between = flat[first.end : turn.start]
    if any(speech.says(name, flat[first.end : last.start]) for name in ("correction", "so")):
        return last
    begins = first.start - _after_fillers(flat, speech) <= _NEARLY
    if not begins and any(letter.isalnum() for letter in between):
        return None
    if first.yes:
        return (
            _yes_then_no(first, turn, between, flat, speech)
            if begins
            else Signal(False, first.start, turn.end, 0.8)
        )
    if speech.says("but", between) or "," in between or "." in between:
        return first
    return Signal(False, first.start, turn.end, 0.7)


def _yes_then_no(first: Signal, turn: Signal, between: str, flat: str, speech: Vocabulary) -> Signal | None:
    """ "Yes, never had an accident" is a yes, "I have none" a no, "yes, but not now" neither."""
    if speech.says("but", between) or (first.sure < 0.9 and "," in between):
        return None
    outright = first.sure >= _OUTRIGHT or not speech.says("denies", flat[turn.start : turn.end])
    if between.strip(" ") not in ("", ","):
        if not outright:
            return None
        return Signal(True, first.start, first.end, 0.7)
    if "," in between and flat[turn.end :].strip(" .!"):
        return Signal(True, first.start, first.end, 0.6)
    return Signal(False, first.start, turn.end, 0.8)


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
