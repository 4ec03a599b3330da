"""The built-in engine: an answer made from the rubric, as somebody of that level would speak."""

from __future__ import annotations

import re
from collections.abc import Sequence
from math import ceil

from greenroom.skills.evidence import cut
from greenroom.skills.lexical import coverage
from greenroom.skills.lexical.phrases import flatten, phrases
from greenroom.skills.play_candidate.points import Figures, spoken
from greenroom.skills.play_candidate.schema import AnswerPlayed, PartToPlay, PointPlayed
from greenroom.skills.play_candidate.speech import Speech, speech

_CLAUSES = re.compile(r"[;.]\s+|,\s+(?:and|und|et|y|e|و)\s+")
_MOST_POINTS = 6


def play(given: PartToPlay) -> AnswerPlayed:
    """The same part is always played with the same words."""
    words = speech(given.language)
    figures = Figures(f"{given.question}|{given.role}|{given.level}")
    points = given.key_points or _from_the_anchor(given)
    if any(exchange.speaker == "candidate" for exchange in given.exchanges):
        return _going_on(given, points, figures, words)
    if given.level == "weak":
        return AnswerPlayed(text=words.choices["weak"][figures.pick(len(words.choices["weak"]))])
    strong = given.level == "strong"
    wanted = list(range(len(points))) if strong else _half(points)
    parts: list[tuple[int | None, str]] = [(None, _opening(given, figures, words))]
    parts += [(at, spoken(points[at], at, figures, words, strong=strong)) for at in wanted]
    if strong:
        parts.append((None, _filled(words.say["end"], given, figures, words)))
    return _joined(parts, bool(given.key_points))


def _from_the_anchor(given: PartToPlay) -> list[str]:
    """What the best anchor says, where there are no key points."""
    best = given.anchors.get("5", "")
    clauses = [clause.strip(" .") for clause in _CLAUSES.split(best)]
    return [clause for clause in clauses if clause][:_MOST_POINTS]


def _half(points: Sequence[str]) -> list[int]:
    return list(range(ceil(len(points) / 2)))


def _opening(given: PartToPlay, figures: Figures, words: Speech) -> str:
    if given.level == "typical":
        return _filled(words.say["usual"], given, figures, words)
    if phrases(words.language).hypothetical.search(flatten(given.question)):
        return _filled(words.say["scene_if"], given, figures, words)
    scenes = words.choices["scene"]
    return _filled(scenes[figures.pick(len(scenes))], given, figures, words)


def _filled(template: str, given: PartToPlay, figures: Figures, words: Speech) -> str:
    numbers = {name: str(value) for name, value in figures.of(len(given.key_points)).items()}
    for name, value in {"role": given.role.strip() or words.say["nobody"], **numbers}.items():
        template = template.replace(f"{{{name}}}", value)
    return template


def _going_on(given: PartToPlay, points: Sequence[str], figures: Figures, words: Speech) -> AnswerPlayed:
    """What is said to a follow-up: the point it goes after, if it was not made; a weak candidate has no more."""
    if given.level == "weak" or not points:
        return AnswerPlayed(text=words.say["weak_more"])
    said = " ".join(exchange.text for exchange in given.exchanges if exchange.speaker == "candidate")
    asked = given.exchanges[-1].text if given.exchanges[-1].speaker == "interviewer" else ""
    strong = given.level == "strong"
    left = [
        at for at, point in enumerate(points) if spoken(point, at, figures, words, strong=strong) not in said
    ] or list(range(len(points)))
    aimed = max(left, key=lambda at: (coverage(points[at], asked, words.language), -at))
    text = spoken(points[aimed], aimed, figures, words, strong=strong)
    return _joined([(None, words.say["more"].strip()), (aimed, text)], bool(given.key_points))


def _joined(parts: Sequence[tuple[int | None, str]], named: bool) -> AnswerPlayed:
    text, places = "", []
    for point, sentence in parts:
        start = len(text) + bool(text)
        text = f"{text} {sentence}" if text else sentence
        if point is not None and named:
            places.append((point, start, len(text)))
    return AnswerPlayed(
        text=text,
        points=[PointPlayed(point=point, span=cut(text, start, end)) for point, start, end in places],
    )
