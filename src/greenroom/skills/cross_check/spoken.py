"""Sentences of the conversation in which somebody speaks of their own past, and which job they speak of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from greenroom.skills.cross_check.cues import Cues, cues
from greenroom.skills.cross_check.schema import ClaimKind, Conflict
from greenroom.skills.cross_check.stated import Job, mentions
from greenroom.skills.evidence import Span, cut
from greenroom.skills.extract_tags.hearing import Heard, facts
from greenroom.skills.extract_tags.schema import TagsToHear
from greenroom.skills.find_highlights.schema import Said
from greenroom.skills.lexical import Token, tokenise

_MOST_SENTENCES = 4000


@dataclass(frozen=True)
class Sentence:
    """One sentence. job: the one job of the resume that it is about; named: where that is said, None where implied."""

    heard: Heard
    cues: Cues
    words: Sequence[Token]
    job: Job | None
    named: tuple[int, int] | None

    @property
    def plain(self) -> str:
        return self.heard.plain

    @property
    def text(self) -> str:
        return self.heard.text

    @property
    def is_own(self) -> bool:
        """Whether the speaker is who it is about, and nobody else is named in it."""
        return bool(self.cues.first.search(self.plain)) and not self.cues.others.search(self.plain)

    def span(self, start: int, end: int) -> Span:
        return self.heard.span(start, end)

    def whole(self) -> Span:
        return self.heard.span(0, len(self.text))

    def conflict(
        self, kind: ClaimKind, severity: int, reason: str, *, first: Span, second: Span, source: str = ""
    ) -> Conflict:
        return Conflict(
            kind=kind,
            severity=severity,
            reason=reason,
            source=source,
            first=first,
            turn=self.heard.said.turn,
            second=second,
        )


def spoken(said: Sequence[Said], jobs: Sequence[Job], language: str) -> Iterator[Sentence]:
    """The sentences that state facts, in order. "There" is the employer named last in the same turn or its question."""
    turn, last = "", None
    for number, heard in enumerate(facts(TagsToHear(language=language, wanted=[], said=list(said)))):
        if number >= _MOST_SENTENCES:
            return
        own = cues(heard.language)
        if heard.said.turn != turn:
            turn, last = heard.said.turn, _only(heard.said.question, jobs)
        found = [(job, place) for job in jobs if (place := mentions(job, tokenise(heard.text), heard.text))]
        if len(found) == 1:
            last, named = found[0]
        else:
            named = None
            last = None if found else last
        points_back = named is not None or own.there.search(heard.plain) is not None
        yield Sentence(heard, own, tokenise(heard.text), last if points_back else None, named)


def _only(question: str, jobs: Sequence[Job]) -> Job | None:
    words = tokenise(question)
    named = [job for job in jobs if mentions(job, words, question)]
    return named[0] if len(named) == 1 else None


def clause(sentence: Sentence, start: int, end: int) -> Span:
    """The words from the employer's name to what is said of it, whichever comes first."""
    if sentence.named is None:
        return sentence.span(start, end)
    return cut(
        sentence.heard.said.text,
        sentence.heard.start + min(start, sentence.named[0]),
        sentence.heard.start + max(end, sentence.named[1]),
    )
