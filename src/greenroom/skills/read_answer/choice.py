"""Reading which options were chosen."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from rapidfuzz.distance import Levenshtein

from greenroom.skills.evidence import cut
from greenroom.skills.lexical import Token, tokenise
from greenroom.skills.lexical.packs import pack
from greenroom.skills.read_answer.schema import AnswerRead, Choice
from greenroom.skills.read_answer.vocabulary import Vocabulary, plain

_ENOUGH = 0.5
_LETTER = re.compile(
    r"(?:(?:option|answer|number|nr|nummer|numero|opcion|opcao|reponse|antwort)\W*)?([a-h]|\d{1,2})\W*"
)
_LISTED = re.compile(r"(?:[a-h]|\d{1,2})(?:\s*(?:,|;|/|&|\+|and|und|et|y|e|و)?\s*(?:[a-h]|\d{1,2}))+\W*")
_INDEX = re.compile(r"(?<!\w)(?:[a-h]|\d{1,2})(?!\w)")


@dataclass(frozen=True)
class _Named:
    option: int
    start: int
    end: int
    sure: float
    excluded: bool = False


def read_choice(text: str, flat: str, shape: Choice, speech: Vocabulary) -> AnswerRead | None:
    """The options that `text` names; None where it names none, or several where one is wanted."""
    whole = _whole_option(text, flat, shape)
    if whole is not None:
        return _answer(text, [whole], shape)
    named = _with_exclusions(_named(flat, shape, speech), flat, speech)
    chosen = [one for one in named if not one.excluded]
    excluded = {one.option for one in named if one.excluded}
    if chosen:
        return _one_or_several(text, flat, chosen, shape, speech)
    placed = _by_place(flat, shape, speech)
    if placed and not excluded:
        return _one_or_several(text, flat, placed, shape, speech)
    return _all_or_none(text, flat, excluded, shape, speech)


def _whole_option(text: str, flat: str, shape: Choice) -> _Named | None:
    said = " ".join(flat.strip(" .!,").split())
    for at, option in enumerate(shape.options):
        if said == " ".join(plain(option).strip(" .!,").split()):
            return _Named(at, 0, len(text), 0.98)
    return None


def _one_or_several(
    text: str, flat: str, chosen: list[_Named], shape: Choice, speech: Vocabulary
) -> AnswerRead | None:
    if shape.several or len({one.option for one in chosen}) == 1:
        return _answer(text, chosen, shape)
    if speech.says("correction", flat[chosen[0].end : chosen[-1].start]):
        return _answer(text, chosen[-1:], shape)
    return None


def _answer(text: str, chosen: Sequence[_Named], shape: Choice) -> AnswerRead:
    options = sorted({one.option for one in chosen})
    start, end = min(one.start for one in chosen), max(one.end for one in chosen)
    return AnswerRead(
        reading="answered",
        value=[shape.options[at] for at in options],
        span=cut(text, start, end),
        confidence=min(one.sure for one in chosen),
    )


def _all_or_none(
    text: str, flat: str, excluded: set[int], shape: Choice, speech: Vocabulary
) -> AnswerRead | None:
    if not shape.several:
        return None
    every, nothing = speech["every"].search(flat), speech["nothing"].search(flat)
    if nothing and not excluded:
        return AnswerRead(reading="answered", value=[], span=cut(text, *nothing.span()), confidence=0.85)
    if every is None:
        return None
    kept = [option for at, option in enumerate(shape.options) if at not in excluded]
    end = len(text.rstrip()) if excluded else every.end()
    span = cut(text, every.start(), end)
    return AnswerRead(reading="answered", value=kept, span=span, confidence=0.85)


def _named(flat: str, shape: Choice, speech: Vocabulary) -> list[_Named]:
    """Options whose own words are said, each word standing for the option it is most like."""
    own = _own_words(shape.options, speech.language)
    credit: dict[int, dict[str, float]] = {}
    places: dict[int, list[tuple[int, int]]] = {}
    for start, end, word, least in _words(flat):
        likes = {(at, name): _alike(word, name) for at, names in enumerate(own) for name in names}
        likes = {named: like for named, like in likes.items() if like >= least}
        best = max(likes.values(), default=0.0)
        for (at, name), like in likes.items():
            if like > 0 and like == best:
                credit.setdefault(at, {})[name] = max(like, credit.get(at, {}).get(name, 0.0))
                places.setdefault(at, []).append((start, end))
    share = {at: sum(parts.values()) / len(own[at]) for at, parts in credit.items()}
    enough = {at: part for at, part in share.items() if part >= _ENOUGH - 0.15}
    found = []
    for at, part in enough.items():
        rivals = [other for other in enough if other != at and set(places[other]) & set(places[at])]
        if all(enough[other] <= part for other in rivals):
            found += [_Named(at, *place, min(0.95, 0.5 + part / 2)) for place in places[at]]
    return sorted(found, key=lambda one: one.start)


def _own_words(options: Sequence[str], language: str) -> list[list[str]]:
    """For each option the words that not all of them share; all its words where none is left."""
    small = pack(language).stopwords
    words = [[token.norm for token in tokenise(plain(option))] for option in options]
    shared = set(words[0]).intersection(*words[1:])
    telling = [[w for w in own if w not in shared and w not in small] or own for own in words]
    return [own or [plain(option)] for own, option in zip(telling, options, strict=True)]


def _words(flat: str) -> list[tuple[int, int, str, float]]:
    """The words of an answer, and each two neighbours written as one, with how alike they must be to count."""
    tokens: list[Token] = tokenise(flat)
    single = [(token.start, token.end, token.norm, 0.1) for token in tokens]
    pairs = [
        (one.start, other.end, one.norm + other.norm, 0.9)
        for one, other in pairwise(tokens)
        if other.start - one.end <= 1
    ]
    return single + pairs


def _alike(word: str, name: str) -> float:
    """0 to 1: how far an answer's word stands for an option's."""
    if word == name or word.removeprefix("ال") == name.removeprefix("ال"):
        return 1.0
    bare = word.removeprefix("و").removeprefix("ب").removeprefix("ال")
    if not word.isascii() and bare == name.removeprefix("ال"):
        return 0.95
    shorter, longer = sorted((word, name), key=len)
    if len(shorter) < 4:
        return 0.9 if len(shorter) == 3 and longer == shorter + "s" else 0.0
    distance = Levenshtein.distance(word, name)
    if word[0] == name[0] and distance <= (1 if len(longer) < 8 else 2):
        return 0.9
    if longer.startswith(shorter) or (len(shorter) >= 5 and longer.endswith(shorter)):
        return 0.75
    common = next((at for at in range(len(shorter)) if shorter[at] != longer[at]), len(shorter))
    return 0.7 if common >= 5 and common >= len(shorter) - 1 else 0.0


def _with_exclusions(named: list[_Named], flat: str, speech: Vocabulary) -> list[_Named]:
    """Marks the options that "except" or "not" rules out: those behind it in the same clause."""
    out: list[_Named] = []
    for one in named:
        clause = re.split(r"[.;!?]|,(?=[^,]*$)", flat[: one.start])[-1] if one.start else ""
        before = flat[: one.start]
        found = list(speech["except"].finditer(before))
        ruled = bool(found) and not re.search(r"[.;!?]", before[found[-1].end() :])
        turned = bool(found) and speech.says("but", before[found[-1].end() :])
        ruled = ruled and not turned and ("," not in before[found[-1].end() :] or bool(clause.strip()))
        denied = speech["no"].match(flat, one.end + len(flat[one.end :]) - len(flat[one.end :].lstrip()))
        ruled = ruled or denied is not None
        out.append(_Named(one.option, one.start, one.end, one.sure, excluded=ruled))
    return out


def _by_place(flat: str, shape: Choice, speech: Vocabulary) -> list[_Named]:
    """Options named by letter, figure or place: "b", "1 and 3", "the second one"."""
    said = flat.strip()
    lead = len(flat) - len(flat.lstrip())
    single = _LETTER.fullmatch(said)
    if single or _LISTED.fullmatch(said):
        marks = [single] if single else list(_INDEX.finditer(said))
        at = [(_place_of(mark[1] if single else mark.group()), mark) for mark in marks if mark]
        found = [_Named(n, lead + m.start(), lead + m.end(), 0.9) for n, m in at]
        return found if all(0 <= one.option < len(shape.options) for one in found) else []
    places = [(at, pattern.search(flat)) for at, pattern in enumerate(speech.ordinals[: len(shape.options)])]
    places.append((len(shape.options) - 1, speech["last"].search(flat)))
    return [_Named(at, *match.span(), 0.85) for at, match in places if match]


def _place_of(mark: str) -> int:
    return int(mark) - 1 if mark.isdigit() else ord(mark) - ord("a")
