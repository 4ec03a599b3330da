"""The built-in engine: what a resume says was done, quoted and asked about; else a skill it names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from greenroom.skills.evidence import Span, cut, locate
from greenroom.skills.lexical import coverage, quantities, sentences
from greenroom.skills.resume_questions.schema import ResumeQuestion, ResumeQuestions, ResumeToAskAbout
from greenroom.skills.resume_questions.wording import is_private, wording

_SHORTEST, _LONGEST = 4, 40  # words of what is quoted
_FIGURE = 0.15
_ASKED = 0.6  # of a claim's words in a question that is asked anyway


@dataclass(frozen=True)
class _Claim:
    """place: which of the positions it is from. worth: how much of what the job asks for it speaks of."""

    span: Span
    place: int
    worth: float


def ask(given: ResumeToAskAbout) -> ResumeQuestions:
    """The same resume is always asked about alike: the most telling claim first, then one of another position.

    What touches a protected ground is left alone, and so is what the interview asks anyway; gaps are nobody's matter.
    """
    claims = sorted(_claims(given), key=lambda claim: (-claim.worth, claim.span.start))
    chosen: list[_Claim] = []
    for claim in claims:
        if len(chosen) < given.count and claim.place not in {each.place for each in chosen}:
            chosen.append(claim)
    words = wording(given.language)
    asked = [(words["claim"], each.span) for each in chosen]
    asked += [(words["skill"], span) for span in _skills(given)][: given.count - len(chosen)]
    return ResumeQuestions(
        questions=[
            ResumeQuestion(
                text=frame.format(quote=" ".join(span.text.split())),
                timing="deferred" if place % 2 else "upfront",
                about=span,
            )
            for place, (frame, span) in enumerate(asked)
        ]
    )


def _claims(given: ResumeToAskAbout) -> Iterator[_Claim]:
    for place, duty in enumerate(given.duties):
        found = locate(duty, given.text)
        if found is None:
            continue
        for stretch in sentences(found.text):
            span = cut(given.text, found.start + stretch.start, found.start + stretch.end)
            if _SHORTEST <= len(span.text.split()) <= _LONGEST and _may_be_asked(span.text, given):
                yield _Claim(span, place, _worth(span.text, given))


def _skills(given: ResumeToAskAbout) -> Iterator[Span]:
    for skill in given.skills:
        found = locate(skill, given.text)
        if found is not None and _may_be_asked(found.text, given):
            yield found


def _may_be_asked(text: str, given: ResumeToAskAbout) -> bool:
    known = any(coverage(text, asked, given.language) >= _ASKED for asked in given.asked)
    return not known and not is_private(text)


def _worth(text: str, given: ResumeToAskAbout) -> float:
    wanted = [*given.requirements, given.role]
    best = max(coverage(each, text, given.language) for each in wanted)
    return best + (_FIGURE if quantities(text, given.language) else 0)
