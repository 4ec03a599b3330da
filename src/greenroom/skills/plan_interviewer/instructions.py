"""What a recruiter's instructions ask of the plan, as far as rules can understand them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from babel import Locale

from greenroom.skills.lexical import level, sentences
from greenroom.skills.plan_interviewer.flow import Flow, read_flow, spoken_language
from greenroom.skills.plan_interviewer.protected import ground_of
from greenroom.skills.plan_interviewer.settings import NUMBERS
from greenroom.skills.plan_interviewer.strict import Strictness, read_strictness
from greenroom.skills.plan_interviewer.wishes_text import Text, overlaps
from greenroom.skills.plan_interviewer.wording import tidy
from greenroom.skills.plan_interviewer.workflow_words import KINDS, LANGUAGES, said

FEWEST, MOST = 5, 8
MOST_ASKED_FOR = 12
_MINUTES_A_QUESTION = 2.5
_NUMBER = re.compile(
    rf"\b(?P<n>\d{{1,2}}|{'|'.join(NUMBERS)})\s+(?:\w+\s+)?(?:questions?|fragen|preguntas"
    rf"|perguntas)\b",
    re.IGNORECASE,
)
_ASK = re.compile(
    r"(?:\bquestions?\s+(?:about|on)|\bfragen\s+(?:zu|über)|\bquestions\s+sur|\bpreguntas\s+sobre|\bperguntas\s+sobre"
    r"|must[- ]ask|must include|(?:be sure to |make sure to |always |also |please )*(?:\bask(?:ing|s)?\b"
    r"|\binclude|cover|check|focus)"
    r"(?: (?:them|candidates?|everyone))?(?: (?:a|one|the))?(?: questions?)?(?: (?:about|on|for))?|"
    r"(?:unbedingt |bitte |auch )*frag(?:e|en|t)?(?: sie)?(?: bitte| auch)* nach|pregunt(?:a|ar"
    r"|e)(?: también)? (?:por|sobre)|"
    r"pose[rz]?(?: une)? questions? sur|demande[rz]?|pergunt(?:e"
    r"|ar)(?: também)? sobre|اسأل(?:هم|وا)?(?: أيضا)? (?:عن|حول))\s*:?\s+(?P<topic>[^.;؛\n?؟]{3,160})",
    re.IGNORECASE,
)
_QUESTION = re.compile(r"[\"“„«]?\s*([A-ZÀ-ÝÄÖÜ¿\u0621-\u064a][^?؟\n\"“”„«»]{8,300}[?؟])")
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
    r"\b(?:do not|don't|never|avoid|no|without|nicht|keine?|ne|no|nunca|não|evit\w+)\b[^,;:]{0,25}"
    r"\b(?:ask\w*|questions?|mention\w*|frag\w+|demand\w*|pos(?:er?|ez)|pregunt\w*|pergunt\w*)\b"
    r"|\b(?:frag\w+|demand\w+|pregunt\w+|pergunt\w+|pos\w+)\b.{0,20}\b(?:nicht|nie|pas|jamais)\b|\bavoid\b",
    re.IGNORECASE,
)
_EXCLUDES = re.compile(
    r"\b(?:avoid|evit\w+)\b.{0,12}\b(?:hir\w+|candidat\w+|applicant\w*|men|women)\b", re.IGNORECASE
)
_LONGEST_REFUSED = 160
_WITHOUT_ASKING = re.compile(
    r"^(?:\W|be sure to|make sure to|always|also|please)*(?:include|cover|check|focus)", re.IGNORECASE
)
_BY = re.compile(
    r"\s*\b(?:in|on|by|via|during|with|im|per|in der|beim|dans|par|en|por|no|na|pelo|pela|في|عبر)\s*(?:\w+\s+)?$"
)
_TO = re.compile(r"\b(?:to|zu|pour|para)\s+$")
_NEAR, _BESIDE = 12, 6


@dataclass(frozen=True)
class Wishes:
    """number: of interview questions, None where nothing was said. asked: whole questions in the recruiter's words.
    topics: what a question must be about. placed: topics and the kind of stage that is to ask about them.
    refused: wishes that touch a protected characteristic, each with its ground (see `protected`).
    min_follow_ups and max_follow_ups: for every question. flow: the workflow. strictness: what nobody may lack.
    style: how to talk, in the recruiter's words. language: of the interview, "" where nothing was said.
    unread: what rules could not understand.
    """

    number: int | None = None
    wanted: int | None = None
    asked: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    placed: tuple[tuple[str, str], ...] = ()
    refused: tuple[tuple[str, str], ...] = ()
    min_follow_ups: int = 0
    max_follow_ups: int = 2
    flow: Flow = field(default_factory=Flow)
    strictness: Strictness = field(default_factory=Strictness)
    style: str = ""
    language: str = ""
    unread: tuple[str, ...] = ()


def read(instructions: str) -> Wishes:
    """What rules can understand of the wishes, in whatever of the languages they are written."""
    text = Text(instructions)
    if not text.raw.strip():
        return Wishes()
    strictness = read_strictness(text)
    found = _to_ask(text, strictness.spans)
    flow = read_flow(text, [*strictness.spans, *found.spans])
    least, most = _follow_ups(text, [*strictness.spans, *found.spans])
    wanted = flow.wish("web_interview").questions or flow.wish("").questions
    number = wanted if wanted is not None else _number_in(flow)
    return Wishes(
        number=None if number is None else max(1, min(MOST_ASKED_FOR, number)),
        wanted=wanted,
        asked=tuple(dict.fromkeys(found.asked))[:MOST],
        topics=tuple(dict.fromkeys(found.topics))[: MOST - 1],
        placed=tuple(dict.fromkeys(found.placed)),
        refused=tuple(dict.fromkeys([*found.refused, *strictness.refused])),
        min_follow_ups=least,
        max_follow_ups=most,
        flow=flow,
        strictness=strictness,
        style=_style(text, found.spans),
        language=spoken_language(text, _language_names()),
        unread=tuple(text.unread()),
    )


def _number_in(flow: Flow) -> int | None:
    """As many questions as fit into the minutes wished of the interview."""
    wish = flow.wish("web_interview")
    minutes = wish.most_minutes or wish.least_minutes or flow.wish("").most_minutes
    return None if minutes is None else round(minutes / _MINUTES_A_QUESTION)


@lru_cache(maxsize=1)
def _language_names() -> Mapping[str, str]:
    """Folded name of a language, in any of the languages, to its code."""
    names: dict[str, str] = {}
    for code in LANGUAGES:
        for other in (*LANGUAGES, "it", "nl", "pl", "tr", "uk", "ru", "zh", "ja", "hi"):
            name = Locale(code).languages.get(other)
            if name:
                names[level(name)] = other
    return names


def _style(text: Text, apart: Sequence[tuple[int, int]]) -> str:
    said_so = []
    for clause in text.clauses():
        found = said("style").search(text.folded, clause.start, clause.end)
        if found and not overlaps(clause.start, clause.end, apart):
            text.take(clause.start, clause.end)
            said_so.append(text.raw[clause.start : clause.end].strip())
    return ". ".join(said_so)


def _follow_ups(text: Text, apart: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """Least and most, by words that speak of no stage and of nothing that is asked for."""
    stages = [match.span() for kind in KINDS for match in said(kind).finditer(text.folded)]
    for pattern, numbers in ((_NO_FOLLOW_UPS, (0, 0)), (_STRICT, (1, 3)), (_GENTLE, (0, 1))):
        for match in pattern.finditer(text.raw):
            if numbers == (0, 0) or not overlaps(*match.span(), [*apart, *stages]):
                text.take(*match.span())
                return numbers
    return 0, 2


@dataclass
class _Read:
    """Wishes as they are found, in order. spans: where topics and questions stand."""

    asked: list[str] = field(default_factory=list)
    topics: list[str] = field(default_factory=list)
    placed: list[tuple[str, str]] = field(default_factory=list)
    refused: list[tuple[str, str]] = field(default_factory=list)
    spans: list[tuple[int, int]] = field(default_factory=list)

    def take(self, wish: str, into: list[str]) -> bool:
        """Keep a wish, or refuse it; whether it was refused."""
        ground = ground_of(wish)
        if ground:
            self.refused.append((tidy(wish, _LONGEST_REFUSED), ground))
        else:
            into.append(wish)
        return bool(ground)


def _to_ask(text: Text, apart: Sequence[tuple[int, int]]) -> _Read:
    read = _Read()
    for stretch in sentences(text.raw):
        sentence = text.raw[stretch.start : stretch.end]
        if _LEAVE_OUT.search(sentence) and not _EXCLUDES.search(sentence):
            text.take(stretch.start, stretch.end)
            continue
        questions = list(_QUESTION.finditer(sentence))
        for match in questions:
            read.take(_own_question(match[1]), read.asked)
            read.spans.append((stretch.start + match.start(), stretch.start + match.end()))
            text.take(*read.spans[-1])
        if questions or _takes_topics(read, text, stretch.start, stretch.end):
            continue
        ground = ground_of(sentence)
        if ground and not overlaps(stretch.start, stretch.end, apart):
            read.refused.append((tidy(sentence, _LONGEST_REFUSED), ground))
            text.take(stretch.start, stretch.end)
    return read


def _own_question(said_so: str) -> str:
    return re.sub(
        r"^(?:[\w ,]{0,80}(?:ask|Ask|Frage|Pregunta|Demande|Pergunta)[\w ]{0,20}:?\s+[\"'“„«]?)(?=[A-ZÀ-Ý¿])",
        "",
        said_so.strip(),
    )


def _takes_topics(read: _Read, text: Text, start: int, end: int) -> bool:
    """Whether a sentence names topics and each was kept or refused by itself.

    A sentence that touches a protected characteristic only as a whole is left to be refused as a whole.
    """
    found = _ASK.search(text.raw, start, end)
    while (
        found is not None and _TO.search(text.raw, start, found.start()) and _WITHOUT_ASKING.match(found[0])
    ):
        found = _ASK.search(text.raw, found.start("topic"), end)
    if found is None:
        return False
    begin, stop = found.span("topic")
    kind, stop = _placed(text, begin, min(stop, end))
    kind = kind or _place_before(text, start, found.start())
    if kind and _WITHOUT_ASKING.match(found[0]):
        return False
    topics = _topics(text.raw[begin:stop])
    if not topics:
        return False
    alone = [ground_of(topic) for topic in topics]
    if not any(alone) and ground_of(text.raw[start:end]):
        return False
    kept: list[str] = []
    for topic in topics:
        read.take(topic, kept)
    in_place = kind in ("form", "conversational_sms")
    read.placed.extend((topic, kind) for topic in kept if in_place)
    read.topics.extend(topic for topic in kept if not in_place)
    read.spans.append((begin, stop))
    text.take(found.start(), stop)
    return True


def _placed(text: Text, begin: int, stop: int) -> tuple[str, int]:
    """The stage that is to ask, "" where none is named, and where the topic ends before it."""
    for kind in KINDS:
        for match in said(kind).finditer(text.folded, begin, stop):
            by = _BY.search(text.folded, begin, match.start())
            if by:
                return kind, by.start()
            if match.start() - begin <= _NEAR:
                return kind, stop
            comma = text.folded.rfind(",", begin, match.start())
            stop = comma if comma > begin else stop
    return "", stop


def _place_before(text: Text, begin: int, stop: int) -> str:
    """The form or text messages that a sentence names first, as in "In the form, ask about …"."""
    for kind in ("form", "conversational_sms"):
        for match in said(kind).finditer(text.folded, begin, stop):
            if _BY.search(text.folded, begin, match.start()) or stop - match.end() <= _BESIDE:
                return kind
    return ""


def _topics(topic: str) -> list[str]:
    parts = re.split(
        r"[,،]\s+(?:and\s+|und\s+)?|\s+(?:and also|and about|sowie|as well as)\s+", _NUMBER.sub("", topic)
    )
    asked = (re.sub(r"^(?:and |also |ask |about |for )+", "", tidy(part, 120)) for part in parts)
    return [part for part in asked if len(part) > 2 and not _NO_FOLLOW_UPS.search(part)]
