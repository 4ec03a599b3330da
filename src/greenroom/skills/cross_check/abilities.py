"""What somebody says they cannot do, never did or never finished, against what is written."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from greenroom.skills.cross_check.schema import Conflict
from greenroom.skills.cross_check.spoken import Sentence
from greenroom.skills.cross_check.stated import Course, Stated
from greenroom.skills.evidence import Span, cut
from greenroom.skills.find_highlights.schema import Said
from greenroom.skills.lexical import Term, terms
from greenroom.skills.parse_resume.dates import periods
from greenroom.skills.screen_resume.degrees import NAMES, level

_DEGREE = 2
_ACADEMIC = 3


def skills(sentence: Sentence, abilities: Sequence[Span]) -> tuple[int, list[Conflict]]:
    """Skills, certificates and languages of the resume that the candidate denies outright."""
    denial = _denial(sentence)
    named = [(span, place) for span in abilities if (place := _named(span.text, sentence))]
    if denial is None:
        return len(named), []
    found = [
        sentence.conflict(
            "skill",
            2,
            f"The resume lists “{span.text}”, the candidate says they have no such experience.",
            first=span,
            second=sentence.span(min(denial[0], place[0]), max(denial[1], place[1])),
        )
        for span, place in named
        if sentence.heard.denies(*place)
    ]
    return len(named), found


def answers(sentence: Sentence, written: Sequence[tuple[Said, Span]]) -> tuple[int, list[Conflict]]:
    """What was answered with yes in a form, and is denied in conversation."""
    denial = _denial(sentence)
    if denial is None:
        return 0, []
    found = [
        sentence.conflict(
            "skill",
            3,
            f"The form says yes to “{said.question[:120]}”, the candidate denies it.",
            first=yes,
            second=sentence.whole(),
            source=said.turn,
        )
        for said, yes in written
        if _is_about(said.question, sentence)
    ]
    return len(found), found


def _denial(sentence: Sentence) -> tuple[int, int] | None:
    found = sentence.cues.denies.search(sentence.plain)
    if found is None or sentence.cues.softened.search(sentence.plain):
        return None
    return found.span()


@lru_cache(maxsize=512)
def _terms(text: str, language: str) -> tuple[Term, ...]:
    return tuple(terms(text, language))


def _named(ability: str, sentence: Sentence) -> tuple[int, int] | None:
    """Where all the words of an ability stand in a row."""
    language = sentence.heard.language
    wanted = [term.stem for term in _terms(ability, language)]
    said = _terms(sentence.text, language)
    if not wanted or len("".join(wanted)) < 2:
        return None
    for at in range(len(said) - len(wanted) + 1):
        run = said[at : at + len(wanted)]
        if [term.stem for term in run] == wanted:
            return run[0].token.start, run[-1].token.end
    return None


def _is_about(question: str, sentence: Sentence) -> bool:
    """Whether a sentence holds every telling word of a question."""
    language = sentence.heard.language
    telling = {term.stem for term in _terms(question, language) if term.weight > 0.5}
    return bool(telling) and telling <= {term.stem for term in _terms(sentence.text, language)}


def education(sentence: Sentence, stated: Stated) -> tuple[int, list[Conflict]]:
    """A course that was not finished, a higher degree than is written, another year or another school."""
    courses = [course for course in stated.courses if course.degree or course.school]
    if not courses or not sentence.cues.studies.search(sentence.plain):
        return 0, []
    for look in (_unfinished, _higher, _year, _school):
        seen, found = look(sentence, courses)
        if seen:
            return seen, found
    return 0, []


def _quote(course: Course) -> Span:
    span = course.degree or course.school
    assert span is not None  # noqa: S101  (education keeps only those with one)
    return span


def _unfinished(sentence: Sentence, courses: Sequence[Course]) -> tuple[int, list[Conflict]]:
    found = sentence.cues.unfinished.search(sentence.plain)
    ended = [c for c in courses if c.degree and not c.is_going_on and level(c.degree.text) >= _DEGREE]
    if found is None or not ended:
        return 0, []
    course = ended[0] if len(ended) == 1 else _meant(sentence, ended)
    if course is None:
        return 1, []
    reason = f"The resume lists “{_quote(course).text}”, the candidate says it was not finished."
    return 1, [sentence.conflict("education", 3, reason, first=_quote(course), second=sentence.whole())]


def _meant(sentence: Sentence, courses: Sequence[Course]) -> Course | None:
    """The one course of the level that is spoken of."""
    spoken = level(sentence.text)
    alike = [course for course in courses if course.degree and level(course.degree.text) == spoken]
    return alike[0] if spoken and len(alike) == 1 else None


def _higher(sentence: Sentence, courses: Sequence[Course]) -> tuple[int, list[Conflict]]:
    holds = sentence.cues.holds.search(sentence.plain)
    spoken = level(sentence.text)
    written = max(_level(course) for course in courses)
    if holds is None or spoken < _ACADEMIC or not written or sentence.heard.denied:
        return 0, []
    if spoken <= written:
        return (1, []) if not periods(sentence.text) else (0, [])
    highest = next(course for course in courses if _level(course) == written)
    reason = f"The candidate speaks of a {NAMES[spoken]}, the resume's highest is “{_quote(highest).text}”."
    return 1, [sentence.conflict("education", 3, reason, first=_quote(highest), second=sentence.whole())]


def _level(course: Course) -> int:
    """Of the degree; of the school's name where none is read beside it."""
    return level(_quote(course).text)


def _year(sentence: Sentence, courses: Sequence[Course]) -> tuple[int, list[Conflict]]:
    found = sentence.cues.graduated.search(sentence.plain)
    years = [period for period in periods(sentence.text) if not period.is_range]
    if found is None or len(years) != 1:
        return 0, []
    course = courses[0] if len(courses) == 1 else _meant(sentence, courses)
    if course is None or course.ends is None or course.end is None:
        return 0, []
    said = int(years[0].ends[:4])
    apart = abs(said - course.ends)
    if not apart:
        return 1, []
    reason = f"The candidate says they graduated in {said}, the resume says {course.ends}."
    second = sentence.span(min(found.start(), years[0].start), max(found.end(), years[0].end))
    severity = 1 if apart <= 1 else 2
    return 1, [sentence.conflict("education", severity, reason, first=course.end, second=second)]


def _school(sentence: Sentence, courses: Sequence[Course]) -> tuple[int, list[Conflict]]:
    found = sentence.cues.school.search(sentence.plain)
    if found is None or len(courses) != 1 or courses[0].school is None:
        return 0, []
    name = re.match(
        r"[A-ZÀ-ÖØ-Þ][\w'’.-]*(?:\s+(?:[A-ZÀ-ÖØ-Þ][\w'’.-]*|of|de|du|di|für))*", sentence.text[found.end() :]
    )
    if name is None:
        return 0, []
    said, written = (_telling(text, sentence) for text in (name.group(), courses[0].school.text))
    if not said or not written:
        return 0, []
    if said & written:
        return 1, []
    span = cut(sentence.text, found.end(), found.end() + len(name.group().rstrip(".")))
    reason = f"The candidate names “{span.text}”, the resume “{courses[0].school.text}”."
    second = sentence.span(found.start(), span.end)
    return 1, [sentence.conflict("education", 2, reason, first=courses[0].school, second=second)]


def _telling(name: str, sentence: Sentence) -> set[str]:
    language = sentence.heard.language
    return {term.token.norm for term in _terms(name, language)} - sentence.cues.generic
