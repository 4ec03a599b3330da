"""The built-in engine: what a resume and a form state, beside what was said of the same matter since.

It is made to be right when it speaks: a sentence that leaves open which job, which course or which year it is about
raises nothing, and neither does what only one side says.
"""

from __future__ import annotations

from collections.abc import Iterator

from greenroom.skills.cross_check import abilities, dates, facts, places
from greenroom.skills.cross_check.schema import Comparison, Conflict, StatementsToCompare
from greenroom.skills.cross_check.spoken import Sentence, spoken
from greenroom.skills.cross_check.stated import Stated, stated
from greenroom.skills.evidence import Span, cut
from greenroom.skills.find_highlights.schema import Said
from greenroom.skills.read_answer.builtin import read
from greenroom.skills.read_answer.schema import AnswerToRead, YesNo

MOST = 12


def compare(given: StatementsToCompare) -> Comparison:
    """The conflicts, gravest first; the same input gives the same ones."""
    known = stated(given.resume, given.as_of)
    answered = list(_yes(given))
    compared, found = facts.compare(given, known)
    for sentence in spoken(given.said, known.jobs, given.language):
        for seen, conflicts in _looks(sentence, known, answered, given):
            compared += seen
            found = [*found, *conflicts]
    return Comparison(conflicts=_gravest(found), compared=compared)


def _looks(
    sentence: Sentence, known: Stated, answered: list[tuple[Said, Span]], given: StatementsToCompare
) -> Iterator[tuple[int, list[Conflict]]]:
    yield dates.compare(sentence, given.as_of)
    yield places.titles(sentence)
    yield places.employers(sentence, known)
    yield abilities.skills(sentence, known.abilities)
    yield abilities.answers(sentence, answered)
    yield abilities.education(sentence, known)


def _yes(given: StatementsToCompare) -> Iterator[tuple[Said, Span]]:
    """The form's answers that say yes, with the words that do."""
    for said in given.written:
        reading = read(
            AnswerToRead(question=said.question, shape=YesNo(), words=said.text, as_of=given.as_of)
        )
        if reading.reading == "answered" and reading.value is True and reading.span:
            yield said, cut(said.text, reading.span.start, reading.span.end)


def _gravest(found: list[Conflict]) -> list[Conflict]:
    """Each matter once, the gravest first; of equals, what was said first."""
    best: dict[tuple[str, str, int], Conflict] = {}
    for each in found:
        matter = (each.kind, each.source, each.first.start)
        if matter not in best or each.severity > best[matter].severity:
            best[matter] = each
    return sorted(best.values(), key=lambda each: -each.severity)[:MOST]
