"""Yes or no by the question's own words: a statement that says again what is asked for, or denies it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from greenroom.skills.lexical import Term, Token, covered, negated, terms, tokenise
from greenroom.skills.read_answer.signals import Signal, masked
from greenroom.skills.read_answer.vocabulary import Vocabulary, plain

_TELLING = 0.5
_ABOUT = 0.45
_NOTHING_ELSE = 0.6
_SURE = 0.6
_CLAUSE = re.compile(r"(?:(?!\s(?:and|und|et|y|e)\s)[^.,;:!&\n])+")


def by_echo(flat: str, question: str, speech: Vocabulary) -> list[Signal]:
    """The first clause that answers, then the words as a whole; never where only a part is granted."""
    if speech.says("part", flat):
        return []
    clauses = [match.span() for match in _CLAUSE.finditer(flat)]
    for start, end in [*clauses[:1], (0, len(flat))]:
        found = _in_clause(flat, start, end, question, speech)
        if found is not None:
            return [found]
    return []


def is_beside(signal: Signal, flat: str, question: str, speech: Vocabulary) -> bool:
    """Whether "I have" and the like are followed by something else than what is asked for."""
    if not signal.yes or speech["holds"].fullmatch(flat[signal.start : signal.end]) is None:
        return False
    clause = _CLAUSE.match(flat, signal.end)
    if clause is None or speech.says("stands_for", clause.group()):
        return False
    rest = masked(clause.group(), *(speech[name] for name in ("often", "hidden", "yes", "yes_start")))
    said = [term for term in terms(rest, speech.language) if term.weight >= _TELLING]
    return bool(said) and not covered(said, terms(question, speech.language), speech.language)


def by_denial(flat: str, question: str, speech: Vocabulary) -> list[Signal]:
    """ "I can do days but not nights": a no that, after a turn, names what is asked."""
    asked = [term for term in terms(question, speech.language) if term.weight >= _TELLING]
    for turn in speech["but"].finditer(flat):
        denial = speech["no"].search(flat, turn.end())
        if denial is None or flat[turn.end() : denial.start()].strip():
            continue
        named = terms(" " * denial.end() + flat[denial.end() :], speech.language)[:1]
        if covered(named, asked, speech.language) >= _NOTHING_ELSE:
            return [Signal(False, denial.start(), named[0].token.end, _SURE)]
    return []


def _in_clause(flat: str, start: int, end: int, question: str, speech: Vocabulary) -> Signal | None:
    clause = " " * start + masked(flat[start:end], speech["often"])
    often = "·" in clause
    tokens = tokenise(clause)
    said = terms(clause, speech.language)
    asked = plain(question)
    ever = speech.says("ever_asked", asked) and not speech.says("least_asked", asked)
    if often and not said and ever:
        place = start + clause[start:].index("·"), start + clause[start:].rindex("·") + 1
        return Signal(True, *place, _SURE)
    if not tokens or not _echoes(said, tokens, clause, question, speech):
        return None
    denied = negated(tokens, clause, speech.language)
    return Signal(not denied, tokens[0].start, tokens[-1].end, _SURE)


def _echoes(
    said: Sequence[Term], tokens: Sequence[Token], clause: str, question: str, speech: Vocabulary
) -> bool:
    """Whether a clause speaks of what is asked and of little else; "it" and the like stand for what is asked."""
    language = speech.language
    every = terms(question, language)
    asked = [term for term in every if term.weight >= _TELLING]
    if covered(said, asked, language) >= _NOTHING_ELSE and covered(asked, said, language) >= _ABOUT:
        return True
    stands_for = speech.says("stands_for", clause) or (len(tokens) > 1 and "·" in clause)
    return stands_for and covered(said, every, language) >= _NOTHING_ELSE
