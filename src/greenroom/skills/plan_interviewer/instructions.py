"""What a recruiter's instructions ask of the plan, as far as rules can understand them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from greenroom.skills.lexical import sentences
from greenroom.skills.plan_interviewer.protected import ground_of
from greenroom.skills.plan_interviewer.wording import tidy

FEWEST, MOST = 5, 8
_NUMBER_WORDS = {
    "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "twelve": 12,
    "fünf": 5, "sechs": 6, "sieben": 7, "acht": 8, "zehn": 10, "cinq": 5, "sept": 7, "huit": 8, "dix": 10,
    "cinco": 5, "seis": 6, "siete": 7, "ocho": 8, "diez": 10, "sete": 7, "oito": 8, "dez": 10,
}  # fmt: skip
_NUMBER = re.compile(
    rf"\b(?P<n>\d{{1,2}}|{'|'.join(_NUMBER_WORDS)})\s+(?:\w+\s+)?(?:questions?|fragen|preguntas"
    rf"|perguntas)\b",
    re.IGNORECASE,
)
_ASK = re.compile(
    r"(?:must[- ]ask|must include|(?:be sure to |make sure to |always |also |please )*(?:ask"
    r"|include|cover|check|focus)"
    r"(?: (?:them|candidates?|everyone))?(?: (?:a|one|the))?(?: questions?)?(?: (?:about|on|for))?|"
    r"(?:unbedingt |bitte |auch )*frag(?:e|en|t)?(?: sie)?(?: bitte| auch)* nach|pregunt(?:a|ar"
    r"|e)(?: también)? (?:por|sobre)|"
    r"pose[rz]?(?: une)? questions? sur|demande[rz]?|pergunt(?:e"
    r"|ar)(?: também)? sobre)\s*:?\s+(?P<topic>[^.;\n?]{3,160})",
    re.IGNORECASE,
)
_QUESTION = re.compile(r"[\"“„«]?\s*([A-ZÀ-ÝÄÖÜ¿][^?\n\"“”„«»]{8,300}\?)")
_STRICT = re.compile(
    r"\b(?:strict\w*|demanding|tough|rigorous\w*|thorough\w*|probe|dig deep\w*|streng\w*"
    r"|gründlich|exigeante?s?|rigoureu\w+|estrict\w*|exigente\w*|rigoros\w*)\b",
    re.IGNORECASE,
)
_GENTLE = re.compile(
    r"\b(?:relaxed|lenient|friendly and short|short|quick|brief|light|junior[- ]friendly|kurz\w*"
    r"|locker|court\w*|rapide|breve\w*|corta|rápid\w*|curt\w*)\b",
    re.IGNORECASE,
)
_NO_FOLLOW_UPS = re.compile(
    r"\b(?:no follow[- ]?ups?|without follow[- ]?ups?|keine (?:nachfragen|rückfragen)"
    r"|sans relances?|sin repreguntas|sem (?:novas perguntas|repergunt\w*))\b",
    re.IGNORECASE,
)
_LEAVE_OUT = re.compile(
    r"\b(?:do not|don't|never|avoid|no|without|nicht|keine?|ne|no|nunca|não|evit\w+)\b.{0,25}"
    r"\b(?:ask\w*|questions?|mention\w*|frag\w+|demand\w*|pos(?:er?|ez)|pregunt\w*|pergunt\w*)\b"
    r"|\b(?:frag\w+|demand\w+|pregunt\w+|pergunt\w+|pos\w+)\b.{0,20}\b(?:nicht|nie|pas|jamais)\b|\bavoid\b",
    re.IGNORECASE,
)
_EXCLUDES = re.compile(
    r"\b(?:avoid|evit\w+)\b.{0,12}\b(?:hir\w+|candidat\w+|applicant\w*|men|women)\b", re.IGNORECASE
)
_LONGEST_REFUSED = 160


@dataclass(frozen=True)
class Wishes:
    """number: of questions, None where nothing was said. asked: whole questions in the recruiter's words.
    topics: what a question must be about. refused: wishes that touch a protected characteristic, each with
    its ground (see `protected`).
    min_follow_ups and max_follow_ups: for every question.
    """

    number: int | None = None
    wanted: int | None = None
    asked: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    refused: tuple[tuple[str, str], ...] = ()
    min_follow_ups: int = 0
    max_follow_ups: int = 2


def read(instructions: str) -> Wishes:
    """What rules can understand of the wishes, in whatever of the languages they are written."""
    wanted = _wanted_number(instructions)
    found = _to_ask(instructions[:5000])
    least, most = _follow_ups(instructions)
    return Wishes(
        number=None if wanted is None else max(FEWEST, min(MOST, wanted)),
        wanted=wanted,
        asked=tuple(dict.fromkeys(found.asked))[:MOST],
        topics=tuple(dict.fromkeys(found.topics))[: MOST - 1],
        refused=tuple(dict.fromkeys(found.refused)),
        min_follow_ups=least,
        max_follow_ups=most,
    )


def _wanted_number(text: str) -> int | None:
    found = _NUMBER.search(text)
    if found is None:
        return None
    said = found["n"].lower()
    return int(said) if said.isdigit() else _NUMBER_WORDS[said]


def _follow_ups(text: str) -> tuple[int, int]:
    if _NO_FOLLOW_UPS.search(text):
        return 0, 0
    if _STRICT.search(text):
        return 1, 3
    return (0, 1) if _GENTLE.search(text) else (0, 2)


@dataclass
class _Read:
    """Wishes as they are found, in order."""

    asked: list[str]
    topics: list[str]
    refused: list[tuple[str, str]]

    def take(self, wish: str, into: list[str]) -> None:
        """Keep a wish, or refuse it."""
        ground = ground_of(wish)
        if ground:
            self.refused.append((tidy(wish, _LONGEST_REFUSED), ground))
        else:
            into.append(wish)


def _to_ask(text: str) -> _Read:
    read = _Read([], [], [])
    for stretch in sentences(text):
        sentence = text[stretch.start : stretch.end]
        if _LEAVE_OUT.search(sentence) and not _EXCLUDES.search(sentence):
            continue
        questions = [_own_question(match[1]) for match in _QUESTION.finditer(sentence)]
        for question in questions:
            read.take(question, read.asked)
        if not questions and not _takes_topics(read, sentence):
            read.take(sentence, [])
    return read


def _own_question(said: str) -> str:
    return re.sub(
        r"^(?:[\w ]{0,30}(?:ask|Ask|Frage|Pregunta|Demande|Pergunta)[\w ]{0,20}:?\s+[\"'“„«]?)(?=[A-ZÀ-Ý¿])",
        "",
        said.strip(),
    )


def _takes_topics(read: _Read, sentence: str) -> bool:
    """Whether a sentence names topics and each was kept or refused by itself.

    A sentence that touches a protected characteristic only as a whole is left to be refused as a whole.
    """
    found = _ASK.search(sentence)
    if found is None:
        return False
    topics = _topics(found["topic"])
    alone = [ground_of(topic) for topic in topics]
    if not any(alone) and ground_of(sentence):
        return False
    for topic in topics:
        read.take(topic, read.topics)
    return True


def _topics(said: str) -> list[str]:
    parts = re.split(
        r",\s+(?:and\s+|und\s+)?|\s+(?:and also|and about|sowie|as well as)\s+", _NUMBER.sub("", said)
    )
    asked = (re.sub(r"^(?:and |also |ask |about |for )+", "", tidy(part, 120)) for part in parts)
    return [topic for topic in asked if len(topic) > 2]
