"""Whether somebody caught a mistake that the assistant was made to make: decided by what stood in the task."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from greenroom.skills.lexical import coverage, quantities, sentences, terms
from greenroom.skills.lexical.phrases import flatten
from greenroom.skills.scenario_reply.speech import speech

KeyT = TypeVar("KeyT")
_SAME = 0.8  # of a phrase's words


@dataclass(frozen=True)
class Mistake:
    """wrong: the words of the reply that were wrong; right: what the task says; told: the sentence they stood in.

    at: the place of the reply in the talk.
    """

    wrong: str
    right: str
    told: str
    at: int


@dataclass(frozen=True)
class Words(Generic[KeyT]):
    """What the candidate wrote at a place of the talk."""

    key: KeyT
    at: int
    text: str


@dataclass(frozen=True)
class Catch(Generic[KeyT]):
    """The sentence that shows it: characters start to end of these words."""

    key: KeyT
    start: int
    end: int
    text: str


def catch(mistake: Mistake, wrote: Sequence[Words[KeyT]], language: str) -> Catch[KeyT] | None:
    """The first sentence after the mistake that puts it right, or that says of the wrong words that they are.

    To praise a reply, to repeat what was wrong in it, or to have said the right thing before, catches nothing.
    """
    for words in wrote:
        if words.at <= mistake.at:
            continue
        is_about = _is_about(words.text, mistake, language)
        for stretch in sentences(words.text):
            text = words.text[stretch.start : stretch.end]
            objects = bool(speech(language).patterns["objects"].search(flatten(text)))
            puts_right = _names(text, mistake.right, language) and (is_about or objects)
            if puts_right or (objects and _names(text, mistake.wrong, language)):
                return Catch(words.key, stretch.start, stretch.end, text)
    return None


def _names(text: str, value: str, language: str) -> bool:
    """Whether a text holds this figure, in digits or in words, or most words of this phrase."""
    folded, wanted = text.casefold(), value.casefold().strip()
    if re.search(rf"(?<![\w.,:]){re.escape(wanted)}(?!\w|[.,:]\d)", folded):
        return True
    amounts = [quantity.value for quantity in quantities(value, language)]
    if len(terms(value, language)) > 1:
        return not amounts and coverage(value, text, language) >= _SAME
    return bool(amounts) and amounts[0] in [quantity.value for quantity in quantities(text, language)]


def _is_about(text: str, mistake: Mistake, language: str) -> bool:
    """Whether a text speaks of what the sentence with the mistake spoke of, its figure apart."""
    rest = mistake.told.replace(mistake.wrong, " ")
    return coverage(rest, text.replace(mistake.right, " "), language) > 0
