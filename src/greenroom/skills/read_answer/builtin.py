"""The built-in engine: what the words are, then what they say in the shape asked for."""

from __future__ import annotations

import re

from greenroom.skills.evidence import cut
from greenroom.skills.lexical import detect, is_in, sentences
from greenroom.skills.read_answer.choice import read_choice
from greenroom.skills.read_answer.days import read_day
from greenroom.skills.read_answer.number import read_number
from greenroom.skills.read_answer.schema import AnswerRead, AnswerToRead, Choice, Number, Reading, YesNo
from greenroom.skills.read_answer.vocabulary import Vocabulary, plain, vocabulary
from greenroom.skills.read_answer.yes_no import read_yes_no

_ENOUGH_TO_TELL = 6  # words
_UNCLEAR = AnswerRead(reading="unclear", confidence=0.5)
_ASKED = re.compile(r"[?？؟]\s*$")
_EDGES = " \t\n.,;:!?؟¡¿\"'“”«»()*-–"


def read(given: AnswerToRead) -> AnswerRead:
    """The same words give the same reading. A wish to stop counts before all else, then a refusal."""
    text = given.words
    flat = plain(text)
    if not flat.strip(_EDGES):
        return _UNCLEAR
    speech = vocabulary(_language(given))
    return (
        _declined(text, flat, speech) or _answer(given, text, flat, speech) or _asked_back(text, flat, speech)
    )


def _language(given: AnswerToRead) -> str:
    """The question's language, unless the words are plainly in another."""
    asked = given.language.lower()[:2] or detect(given.question)
    if len(given.words.split()) < _ENOUGH_TO_TELL or is_in(given.words, asked):
        return asked
    return detect(given.words, asked)


def _declined(text: str, flat: str, speech: Vocabulary) -> AnswerRead | None:
    whole = flat.strip(_EDGES)
    if speech["stop"].fullmatch(whole):
        return _said("stop", text, (0, len(text)), 0.99)
    found = speech["stop_asked"].search(flat)
    if found:
        return _said("stop", text, found.span(), 0.9)
    if speech["help"].fullmatch(whole):
        return _said("question", text, (0, len(text)), 0.9)
    refused = speech["refused"].search(flat)
    if refused and _is_most_of(refused, whole):
        return _said("refused", text, refused.span(), 0.9)
    return None


def _is_most_of(found: re.Match[str], whole: str) -> bool:
    """Whether a refusal is what the words are about; a single word ("next") must be all of them."""
    words = found.group()
    return words == whole if len(words.split()) == 1 else len(words) >= 0.6 * len(whole)


def _answer(given: AnswerToRead, text: str, flat: str, speech: Vocabulary) -> AnswerRead | None:
    told = _without_questions(flat, speech)
    if not told.strip(_EDGES):
        return None
    shape = given.shape
    if isinstance(shape, YesNo):
        return read_yes_no(text, told, given.question, speech, given.as_of)
    if isinstance(shape, Number):
        return read_number(text, told, given.question, shape, speech, given.as_of)
    if isinstance(shape, Choice):
        return read_choice(text, told, shape, speech)
    return read_day(text, told, plain(given.question), speech, given.as_of)


def _without_questions(flat: str, speech: Vocabulary) -> str:
    """The words with what is asked back blanked out, every offset what it was."""
    told = flat
    for stretch in sentences(flat):
        sentence = flat[stretch.start : stretch.end]
        begin = _question_starts(sentence, speech)
        if begin is not None:
            start = stretch.start + begin
            told = told[:start] + " " * (stretch.end - start) + told[stretch.end :]
    return told


def _question_starts(sentence: str, speech: Vocabulary) -> int | None:
    """Where a question begins in a sentence: at its start, or after a comma ("yes, but what does it pay?")."""
    begin = 0
    for part in re.split(r"(?<=[,;:])\s*", sentence):
        lead = len(part) - len(part.lstrip(_EDGES))
        after = lead
        filler = speech["filler"].match(part, lead) or speech["but"].match(part, lead)
        if filler:
            after = filler.end() + len(part[filler.end() :]) - len(part[filler.end() :].lstrip(_EDGES))
        if speech["asks"].match(part, lead) or speech["asks"].match(part, after):
            return begin
        begin = sentence.find(part, begin) + len(part)
        begin += len(sentence[begin:]) - len(sentence[begin:].lstrip())
    hidden = speech["hidden"].search(sentence)
    return 0 if _ASKED.search(sentence) and not hidden else None


def _asked_back(text: str, flat: str, speech: Vocabulary) -> AnswerRead:
    for stretch in sentences(flat):
        begin = _question_starts(flat[stretch.start : stretch.end], speech)
        if begin is not None:
            return _said("question", text, (stretch.start + begin, stretch.end), 0.8)
    return _UNCLEAR


def _said(reading: Reading, text: str, place: tuple[int, int], confidence: float) -> AnswerRead:
    return AnswerRead(reading=reading, span=cut(text, *place), confidence=confidence)
