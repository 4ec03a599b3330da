"""Schools and degrees."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from greenroom.skills.parse_resume.cues import degree_strength, place_code, school_strength, title_strength
from greenroom.skills.parse_resume.dates import Period, periods
from greenroom.skills.parse_resume.lines import Fragment, Line, by_comma, fragments, trimmed
from greenroom.skills.parse_resume.sections import Section

_FIELD = re.compile(r"\s+(?:in|of|en|em|für|im|der|des)\s+(?=[^\W\d_])|\s*[:,–—-]\s+|\s*\(\s*", re.IGNORECASE)
_OF_DEGREE = re.compile(
    r"(?:bachelor|master|associate|doctor|licen\w+|m[aá]ster|mestrado|bacharelado|doctorado|doutorado|graduado|grado)\w*['’]?s?"
    r"(?:\s+(?:degree|diploma))?(?:\s+of\s+(?:applied\s+)?"
    r"(?:arts|science|sciences|business administration|engineering|philosophy|education|laws?|fine arts|commerce|"
    r"technology|nursing|social work|music|architecture|public health|public administration|medicine)\b)?",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"(?:(?P<subject>major|field(?: of study)?|subject|specialization|fachrichtung|especialidad)|school|institution|"
    r"university|college|degree|qualification|course|schule|hochschule|abschluss|établissement|diplôme|institución|"
    r"centro|título|titulación|instituição|curso|grau)\s*:\s*",
    re.IGNORECASE,
)
_LEAD = re.compile(r"(?:in|at|from|an der|am|à l['’]|à|en|na|no)\s+(?=[^\W\d_])")
_GRADE = re.compile(r"\b(?:gpa|grade|note|abschlussnote|cgpa|honou?rs|cum laude|media)\b.*$", re.IGNORECASE)


@dataclass(frozen=True)
class Study:
    school: Fragment | None = None
    degree: Fragment | None = None
    subject: Fragment | None = None
    period: Period | None = None
    unnamed: Fragment | None = None


def studies(text: str, sections: list[Section]) -> list[Study]:
    """The entries of the education sections; without such a section, lines that name both degree and school."""
    lines = [line for section in sections if section.kind == "education" for line in section.lines]
    certified = [line for section in sections if section.kind == "certificates" for line in section.lines]
    lines += [
        line for line in certified if lines and school_strength(line.text) >= 0.9 and periods(line.text)
    ]
    if lines:
        return _read(text, lines)
    loose = [line for s in sections if s.kind in {"top", "other"} for line in s.lines]
    telling = [
        line for line in loose if degree_strength(line.text) == 1.0 and school_strength(line.text) >= 0.9
    ]
    return _read(text, [line for line in telling if len(line.text) < 140])


def _read(text: str, lines: list[Line]) -> list[Study]:
    found: list[Study] = []
    current = Study()
    for line in lines:
        if line.bullet and (current.school or current.degree) and not _starts_entry(line):
            continue
        if len(line.text) > 170 or _is_prose(line):
            continue
        new = _of_line(text, line)
        if _conflicts(current, new) or (line.after_gap and _is_full(current) and (new.school or new.degree)):
            found.append(current)
            current = Study()
        current = _together(current, new)
    found.append(current)
    named = [replace(study, school=study.school or study.unnamed) for study in found]
    return [study for study in named if study.school or study.degree]


def _starts_entry(line: Line) -> bool:
    return bool(periods(line.text)) and (degree_strength(line.text) > 0 or school_strength(line.text) > 0)


def _is_prose(line: Line) -> bool:
    return line.text.endswith(".") and len(line.text) > 70 and not periods(line.text)


def _conflicts(current: Study, new: Study) -> bool:
    """Whether a line says again what the entry already has, so that it must begin another one."""
    twice_degree = current.degree is not None and new.degree is not None
    twice_school = current.school is not None and new.school is not None
    dated_again = current.period is not None and new.period is not None and (_is_full(current))
    return (
        twice_school
        or dated_again
        or (twice_degree and (current.school is not None or new.school is not None))
    )


def _is_full(study: Study) -> bool:
    return study.school is not None or study.degree is not None


def _together(current: Study, new: Study) -> Study:
    return Study(
        current.school or new.school,
        current.degree or new.degree,
        current.subject or new.subject,
        current.period or new.period,
        current.unnamed or new.unnamed,
    )


def _of_line(text: str, line: Line) -> Study:
    dates = periods(line.text)
    period = next((one for one in dates if one.is_range), dates[-1] if dates else None)
    cuts = [(line.start + one.start, line.start + one.end) for one in dates]
    study = Study(period=_moved(period, line.start) if period else None)
    at = line.start
    for start, end in [*cuts, (line.end, line.end)]:
        for fragment in fragments(text, at, start):
            study = _add(text, study, fragment)
        at = end
    return study


def _add(text: str, study: Study, fragment: Fragment) -> Study:
    """Sort one fragment, by its parts between commas where it names several things."""
    label = _LABEL.match(fragment.text)
    if label:
        rest = trimmed(text, fragment.start + label.end(), fragment.end)
        if rest is None:
            return study
        if label.group("subject"):
            return replace(study, subject=study.subject or rest)
        fragment = rest
    fragment = _without_grade(text, fragment)
    degree, school = degree_strength(fragment.text), school_strength(fragment.text)
    parts = by_comma(text, fragment)
    if len(parts) > 1 and (school or degree):
        return _add_parts(text, study, parts)
    if degree and school and not study.school:
        split = _degree_at_school(text, fragment)
        if split:
            return _with_degree(text, replace(study, school=split[1]), split[0])
    return _add_one(text, study, fragment)


def _without_grade(text: str, fragment: Fragment) -> Fragment:
    grade = _GRADE.search(fragment.text)
    if not grade or grade.start() < 4:
        return fragment
    end = fragment.start + len(re.sub(r"[\s\d.,/()–-]+$", "", fragment.text[: grade.start()]))
    return trimmed(text, fragment.start, end) or fragment


def _add_parts(text: str, study: Study, parts: list[Fragment]) -> Study:
    for part in parts:
        if place_code(part.text) is not None and school_strength(part.text) == 0:
            continue
        if study.degree and not study.subject and _is_subject(part) and part.start > study.degree.end:
            study = replace(study, subject=part)
            continue
        study = _add(text, study, part) if part != parts[0] or len(parts) > 1 else study
    return study


def _is_subject(part: Fragment) -> bool:
    few = len(part.text.split()) <= 6 and not any(char.isdigit() for char in part.text)
    return (
        few and not school_strength(part.text) and not degree_strength(part.text) and part.text[0].isalpha()
    )


def _add_one(text: str, study: Study, fragment: Fragment) -> Study:
    degree, school = degree_strength(fragment.text), school_strength(fragment.text)
    if school and school >= degree and not study.school:
        lead = _LEAD.match(fragment.text)
        named = trimmed(text, fragment.start + lead.end(), fragment.end) if lead else fragment
        return replace(study, school=named or fragment)
    if degree and not study.degree:
        return _with_degree(text, study, fragment)
    if study.school or place_code(fragment.text) is not None:
        later = (
            study.degree and not study.subject and _is_subject(fragment) and fragment.start > study.degree.end
        )
        return replace(study, subject=fragment) if later and place_code(fragment.text) is None else study
    unnamed = fragment.text[0].isupper() and 1 < len(fragment.text.split()) <= 7 and study.degree
    if unnamed and title_strength(fragment.text) < 0.8:
        return replace(study, unnamed=study.unnamed or fragment)
    return study


def _degree_at_school(text: str, fragment: Fragment) -> tuple[Fragment, Fragment] | None:
    """ "BSc Physics University of Utah": where the school's name begins inside a degree's line."""
    at = re.search(
        r"(?:\s+(?:at|from|an der|am|à l['’]|à|en la|en el|na|no|pela|by)\s+|\s+)"
        r"(?=(?:the )?(?:\w+[ -]){0,3}?(?:University|College|Institute|School|Universit\w+|Hochschule|Fachhochschule|"
        r"Technische|École|Ecole|Lyc[ée]e|IUT|Universidad\w*|Instituto|Escuela|Faculdade|Academy|Polytechnic)\b)",
        fragment.text,
    )
    if not at:
        return None
    left = trimmed(text, fragment.start, fragment.start + at.start())
    right = trimmed(text, fragment.start + at.end(), fragment.end)
    if left and right and degree_strength(left.text):
        return left, right
    return None


def _with_degree(text: str, study: Study, fragment: Fragment) -> Study:
    """Degree and subject of "Bachelor of Science in Computer Science"."""
    named = _OF_DEGREE.match(fragment.text)
    cut = named.end() if named else 0
    match = _FIELD.search(fragment.text, cut)
    if match is None or degree_strength(fragment.text[: match.start()]) == 0:
        words = fragment.text.split()
        short = words and len(words) > 1 and degree_strength(words[0]) and len(words[0].replace(".", "")) <= 5
        if not short or (named and cut > len(words[0])):
            return replace(study, degree=fragment)
        degree = trimmed(text, fragment.start, fragment.start + len(words[0]))
        subject = trimmed(text, fragment.start + len(words[0]), fragment.end)
        return replace(study, degree=_keep_dots(text, degree), subject=study.subject or subject)
    degree = trimmed(text, fragment.start, fragment.start + match.start())
    subject = trimmed(text, fragment.start + match.end(), fragment.end)
    if subject and subject.text.endswith(")"):
        subject = trimmed(text, subject.start, subject.end - 1)
    return replace(study, degree=_keep_dots(text, degree), subject=study.subject or subject)


def _keep_dots(text: str, degree: Fragment | None) -> Fragment | None:
    if degree and text[degree.end : degree.end + 1] == "." and "." in degree.text:
        return Fragment(degree.start, degree.end + 1, text[degree.start : degree.end + 1])
    return degree


def _moved(period: Period, by: int) -> Period:
    def move(span: tuple[int, int] | None) -> tuple[int, int] | None:
        return (span[0] + by, span[1] + by) if span else None

    return replace(
        period,
        start=period.start + by,
        end=period.end + by,
        start_span=move(period.start_span),
        end_span=move(period.end_span),
    )
