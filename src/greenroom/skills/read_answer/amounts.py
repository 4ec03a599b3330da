"""Yes or no by a number: where a question names the least that is wanted, a reply may name what there is."""

from __future__ import annotations

from greenroom.skills.lexical import covered, terms
from greenroom.skills.read_answer.counting import Counted, counted
from greenroom.skills.read_answer.number import factor_of
from greenroom.skills.read_answer.signals import Signal, masked
from greenroom.skills.read_answer.vocabulary import Vocabulary, plain

_YEARS = range(1900, 2100)
_SURE = 0.7
_NOTHING_ELSE = 0.6


def by_amount(flat: str, question: str, speech: Vocabulary) -> list[Signal]:
    """ "30 max" to "Can you lift 50 lbs?" is a no, "3 years" to "At least 2 years?" a yes."""
    asked = plain(question)
    if not speech.says("least_asked", asked):
        return []
    wanted, said = _amounts(asked, speech), _amounts(flat, speech)
    if len(wanted) != 1 or len(said) != 1:
        return []
    least, own = wanted[0], said[0]
    factor = factor_of(own.unit, least.unit) if own.unit and least.unit else 1.0
    if factor is None or not _is_all(own, flat, question, speech):
        return []
    enough = own.value * factor >= least.value
    if not enough and speech.says("at_least", flat[: own.start]):
        return []
    if enough and speech.says("less", flat[: own.start]) and not speech.says("limit", flat[: own.start]):
        return []
    return [Signal(enough, own.start, own.end, _SURE)]


def _is_all(own: Counted, flat: str, question: str, speech: Vocabulary) -> bool:
    """Whether the words speak of nothing but the amount and what the question is about."""
    rest = flat[: own.start] + " " * (own.end - own.start) + flat[own.end :]
    said = terms(masked(rest, speech["beside"], *speech.months), speech.language)
    return not said or covered(said, terms(question, speech.language), speech.language) >= _NOTHING_ELSE


def _amounts(flat: str, speech: Vocabulary) -> list[Counted]:
    return [found for found in counted(flat, speech) if int(found.value) not in _YEARS]
