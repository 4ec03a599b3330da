"""The brief as the assistant knows it: its sentences, and the parts of what is to be produced."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from greenroom.skills.evidence import Span, cut
from greenroom.skills.lexical import coverage, sentences, terms
from greenroom.skills.lexical.phrases import flatten
from greenroom.skills.scenario_reply.schema import ScenarioToAssist
from greenroom.skills.scenario_reply.speech import Speech

_TELLING = 0.75
_SHORTEST_PART = 4
_MOST_FACTS = 3
_ANSWERS = 0.5
_EDGES = " .;:,-•*"


def facts(given: ScenarioToAssist) -> list[Span]:
    """The sentences of the scenario, each with its place."""
    return [cut(given.scenario, stretch.start, stretch.end) for stretch in sentences(given.scenario)]


def parts(given: ScenarioToAssist, words: Speech) -> list[str]:
    """What the deliverable is made of, in its order; the whole of it where it names no parts."""
    found = [piece.strip(_EDGES) for piece in words.joins.split(given.deliverable)]
    named = [piece for piece in found if len(piece) >= _SHORTEST_PART and terms(piece, words.language)]
    return list(dict.fromkeys(named)) or [given.deliverable.strip() or given.title]


def telling(text: str, language: str) -> list[str]:
    """The words of a text that carry its meaning, as they stand there, each once."""
    return list(dict.fromkeys(t.token.text for t in terms(text, language) if t.weight >= _TELLING))


@dataclass(frozen=True)
class Found:
    """A fact and how much of what was asked it says, 0 to 1."""

    fact: Span
    share: float


def found_for(request: str, known: Sequence[Span], language: str) -> list[Found]:
    """The facts that speak of a request, most first; none that shares no telling word with it."""
    shares = [Found(fact, coverage(request, fact.text, language)) for fact in known]
    kept = sorted((one for one in shares if one.share > 0), key=lambda one: (-one.share, one.fact.start))
    return kept[:_MOST_FACTS]


def answer_to(question: str, known: Sequence[Span], language: str) -> Span | None:
    """The fact that answers a question: it says most of its telling words."""
    best = found_for(" ".join(telling(question, language)) or question, known, language)
    return best[0].fact if best and best[0].share >= _ANSWERS else None


def missing(part: str, given: ScenarioToAssist, words: Speech) -> list[str]:
    """The telling words of a part of the deliverable that neither the brief nor the candidate's earlier words
    say anything of."""
    told = [turn.text for turn in given.turns[:-1] if turn.speaker == "candidate"]
    brief = "\n".join([given.title, given.goal, given.scenario, *told])
    subjects = [
        w for w in telling(part, words.language) if not words.patterns["documents"].fullmatch(flatten(w))
    ]
    return [word for word in subjects if coverage(word, brief, words.language) == 0]


def drafted(part: str, given: ScenarioToAssist) -> bool:
    """Whether the assistant has drafted a part already."""
    return any(turn.speaker == "assistant" and part in turn.text for turn in given.turns)


def figures(text: str) -> list[re.Match[str]]:
    return list(re.finditer(r"\d+(?:[.,:]\d+)*", text))
