"""A mistake for the candidate to catch: one figure of the brief told wrong."""

from __future__ import annotations

import re
from dataclasses import dataclass
from hashlib import sha256

from greenroom.skills.evidence import Span, cut
from greenroom.skills.lexical import fold
from greenroom.skills.lexical.packs import pack
from greenroom.skills.scenario_reply.brief import figures

_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True)
class Mistake:
    """text: the fact told wrong. start, end: of the wrong words in it. right: where the right ones stand."""

    text: str
    start: int
    end: int
    right: Span


def mistake_in(fact: Span, scenario: str, language: str) -> Mistake | None:
    """The same one every time; None where a fact holds no number to tell wrong."""
    digits = [
        (match.start(), match.end(), _other_figure(match.group(), scenario)) for match in figures(fact.text)
    ]
    found = digits or _words(fact.text, scenario, language)
    if not found:
        return None
    start, end, wrong = found[sha256(fact.text.encode()).digest()[0] % len(found)]
    text = fact.text[:start] + wrong + fact.text[end:]
    right = cut(scenario, fact.start + start, fact.start + end)
    return Mistake(text, start, start + len(wrong), right)


def _other_figure(figure: str, scenario: str) -> str:
    """A figure near the right one that the brief holds nowhere; an hour stays an hour."""
    head = re.match(r"\d+", figure)
    whole = head.group() if head else figure
    value, step = int(whole), max(1, round(int(whole) * 0.2))
    rest = figure[len(whole) :]
    clock = rest.startswith(":")
    known = {match.group() for match in figures(scenario)}
    for times in range(1, 20):
        other = (value + times) % 24 if clock else value + step * times
        made = f"{other:0{len(whole)}d}{rest}"
        if made not in known:
            return made
    return f"{value + step * 20}{rest}"


def _words(text: str, scenario: str, language: str) -> list[tuple[int, int, str]]:
    """Numbers in words, each with another one in its place; articles that also mean one are left alone."""
    numbers = pack(language).numbers
    known = {fold(word) for word in _WORD.findall(scenario)}
    found = []
    for match in _WORD.finditer(text):
        value = numbers.get(fold(match.group()), 0)
        others = [word for word, number in numbers.items() if number == value + 1 and word not in known]
        if value >= 2 and others:
            found.append((match.start(), match.end(), others[0]))
    return found
