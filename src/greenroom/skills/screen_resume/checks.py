"""Kinds of qualification, and how a resume shows or contradicts each."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from greenroom.skills import lexical
from greenroom.skills.evidence import Span, cut
from greenroom.skills.lexical import Term
from greenroom.skills.parse_resume.schema import ParsedResume
from greenroom.skills.screen_resume import degrees, experience, tongues
from greenroom.skills.screen_resume.passages import Passage, Resume, alternatives, matched, share, wanted
from greenroom.skills.screen_resume.wording import GENERIC_PAPER

_MOST_SPANS = 4
_PARTS = {"year": 1, "years": 1, "month": 12}  # of a year
_YEARS = re.compile(r"experien|erfahrung|expérience|berufspraxis", re.IGNORECASE)
_PAPER = re.compile(
    r"licen[cs]|certifi|registration|permit\b|führerschein|schein\b|zertifikat|permis|carnet|carta de condu|habilita|"
    r"\bcdl\b|\bcpa\b|\bpmp\b|\bcpr\b|credential|accredit",
    re.IGNORECASE,
)
_OR_ALIKE = re.compile(
    r"[eé]quivalent|any field|any discipline|gleichwertig|vergleichbar|comparable", re.IGNORECASE
)
_LAPSED = re.compile(
    r"\bexpired\b|\blapsed\b|\brevoked\b|\bsuspended\b|abgelaufen|expiré|caducad|vencid", re.IGNORECASE
)
_SPOKEN = re.compile(
    r"fluen|speak|spoken|bilingual|native|proficien|language|conversational|sprach|fließend|verhandlungssicher|muttersprach|"
    r"courant|parl|langue|bilingue|idioma|habla|nativ|língua|fala|\b[abc][12]\b|written|in wort|kenntnisse",
    re.IGNORECASE,
)
_UNFINISHED = re.compile(
    r"expected|in progress|(?:currently|now) (?:pursuing|enrolled|studying|attending)|\bpursuing\b|candidate for|"
    r"voraussichtlich|laufend|en cours|en curso|em curso",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Finding:
    """What the resume says to one qualification. passed: None where it says nothing."""

    passed: bool | None
    confidence: float
    reason: str
    evidence: tuple[Span, ...] = ()


@dataclass(frozen=True)
class Case:
    """A resume with everything that was read out of it. job_language: of the qualifications."""

    resume: Resume
    parsed: ParsedResume
    jobs: tuple[experience.Held, ...]
    job_language: str
    as_of: str


Check = Callable[[str, Case], Finding]
UNKNOWN = Finding(None, 0.3, "The resume says nothing about this.")


def check_for(text: str) -> Check:
    """The check that fits what a qualification asks for."""
    if asked_years(text) and (_YEARS.search(text) or not degrees.lowest(text)):
        return years
    if tongues.mentions(text) and _SPOKEN.search(text):
        return language
    if _PAPER.search(text) and degrees.lowest(text) < 3:
        return school_or_paper if degrees.lowest(text) == 1 else paper
    if degrees.lowest(text):
        return degree
    return words


def asked_years(text: str) -> float:
    """The years a qualification asks for, 0 where it asks for none."""
    found = lexical.quantities(text, lexical.detect(text))
    years = (float(q.value) / _PARTS[q.unit] for q in found if q.unit in _PARTS)
    return next((number for number in years if 0 < number < 60), 0.0)


def years(text: str, case: Case) -> Finding:
    asked, resume = asked_years(text), case.resume
    topic = wanted(text, case.job_language)
    topics = alternatives(text, case.job_language)
    on_topic = experience.relevant_to_any(case.jobs, topics, resume, resume.language)
    found, total = experience.added_up(on_topic), experience.added_up(case.jobs)
    said = experience.stated(resume, topic, resume.language)
    if found.years + 0.05 >= asked:
        reason = f"Dated jobs that show this add up to {found.years:g} years; {asked:g} are asked for."
        return Finding(True, 0.85 if topic else 0.8, reason, tuple(found.evidence[:_MOST_SPANS]))
    if said and said.years >= asked:
        return Finding(
            True,
            0.7,
            f"The resume states {said.years:g} years; {asked:g} are asked for.",
            tuple(said.evidence),
        )
    if said and topic and said.years < asked and found.years < asked:
        return Finding(
            False,
            0.75,
            f"The resume states {said.years:g} years; {asked:g} are asked for.",
            tuple(said.evidence),
        )
    if case.jobs and total.years + 0.05 < asked:
        reason = f"All dated jobs together add up to {total.years:g} years; {asked:g} are asked for."
        return Finding(False, 0.7, reason, tuple(total.evidence[:_MOST_SPANS]))
    if found.evidence:
        reason = f"Dated jobs that clearly show this add up to {found.years:g} of {asked:g} years; others may count."
        return Finding(None, 0.5, reason, tuple(found.evidence[:_MOST_SPANS]))
    return UNKNOWN


def degree(text: str, case: Case) -> Finding:
    asked = degrees.lowest(text)
    held = _held_degrees(case)
    if not held:
        return UNKNOWN
    highest = max(level for level, _, _ in held)
    enough = [(level, span, finished) for level, span, finished in held if level >= asked]
    if not enough:
        reason = (
            f"The highest level named is a {degrees.NAMES[highest]}; a {degrees.NAMES[asked]} is asked for."
        )
        return Finding(
            False, 0.65, reason, tuple(span for level, span, _ in held if level == highest)[:_MOST_SPANS]
        )
    done = [span for _, span, finished in enough if finished]
    if not done:
        return Finding(False, 0.55, "The degree named is not finished yet.", (enough[0][1],))
    fields = wanted(text, case.job_language, without=_DEGREE_WORDS)
    strict = fields and asked > 1 and not _OR_ALIKE.search(text)
    if not strict:
        return Finding(True, 0.85, f"The resume names a {degrees.NAMES[highest]}.", tuple(done[:_MOST_SPANS]))
    fitting = [span for span in done if _says(fields, span, case)]
    if fitting:
        return Finding(
            True,
            0.9,
            f"The resume names a {degrees.NAMES[highest]} in this field.",
            tuple(fitting[:_MOST_SPANS]),
        )
    return Finding(
        None, 0.45, "The resume names the degree, but in another field or none.", tuple(done[:_MOST_SPANS])
    )


_DEGREE_WORDS = frozenset(
    {
        *(
            "bachelor",
            "bachelor's",
            "bachelors",
            "master",
            "master's",
            "masters",
            "degree",
            "doctorate",
            "phd",
            "diploma",
        ),
        *(
            "college",
            "university",
            "accredited",
            "graduation",
            "four-year",
            "discipline",
            "abgeschlossenes",
            "studium",
        ),
        *(
            "associate",
            "associate's",
            "higher",
            "licence",
            "grado",
            "titulo",
            "universitario",
            "licenciatura",
            "e.g",
            "ba",
        ),
        *(
            "bs",
            "b.s",
            "ms",
            "m.s",
            "ma",
            "bsc",
            "msc",
            "mba",
            "recognized",
            "recognised",
            "institution",
            "school",
        ),
    }
)


def _says(fields: Sequence[Term], span: Span, case: Case) -> bool:
    language = case.resume.language
    around = [
        p
        for p in case.resume.passages
        if p.start < span.end + 80 and span.start - 80 < p.end and p.kind == "education"
    ]
    stems = frozenset(term.stem for term in lexical.terms(span.text, language)) | frozenset(
        s for p in around for s in p.stems
    )
    return share(matched(fields, stems, language), fields) >= 0.3


def _held_degrees(case: Case) -> list[tuple[int, Span, bool]]:
    """Level, place and whether finished, of each degree or school-leaving certificate."""
    found = []
    for at, one in enumerate(case.parsed.education):
        spans = [s for path, s in case.parsed.spans.items() if path.startswith(f"education.{at}.")]
        level = max(degrees.level(one.degree), degrees.level(one.school) if not one.degree else 0)
        if level and spans:
            shown = cut(case.resume.text, min(a for a, _ in spans), max(b for _, b in spans))
            line = shown.text + case.resume.text[shown.end :].split("\n", 1)[0]
            late = bool(case.as_of and one.end[:4].isdigit() and one.end > case.as_of[:7])
            found.append((level, shown, not (late or one.end == "present" or _UNFINISHED.search(line))))
    if found:
        return found
    named = [
        p
        for p in case.resume.passages
        if p.kind in {"education", "summary", "top", "certificates"} and not p.denied
    ]
    for passage in named:
        shown = case.resume.span(passage)
        level = degrees.level(shown.text)
        if level and len(shown.text) < 200:
            found.append((level, shown, not _UNFINISHED.search(shown.text)))
    return found


def paper(text: str, case: Case) -> Finding:
    """A licence or certificate: its own words must stand in one passage."""
    special = wanted(text, case.job_language, without=GENERIC_PAPER)
    terms = special or wanted(text, case.job_language)
    return _found_words(terms, case, enough=0.6, most_said=0.85)


def school_or_paper(text: str, case: Case) -> Finding:
    found = degree(text, case)
    return found if found.passed is not None else paper(text, case)


def words(text: str, case: Case) -> Finding:
    """Anything else: most of its words in one passage."""
    return _found_words(wanted(text, case.job_language), case, enough=0.66, most_said=0.75)


def _found_words(terms: list[Term], case: Case, *, enough: float, most_said: float) -> Finding:
    if not terms:
        return UNKNOWN
    language = case.resume.language
    scored = [(share(matched(terms, p.stems, language), terms), p) for p in case.resume.passages]
    against = [p for p in case.resume.passages if _denies(p, terms, language, enough)]
    lapsed = [
        p for cover, p in scored if cover >= enough and _LAPSED.search(case.resume.text[p.start : p.end])
    ]
    if against or lapsed:
        shown = tuple(case.resume.span(p) for p in (against or lapsed)[:_MOST_SPANS])
        return Finding(False, 0.8, "The resume says that this is not so.", shown)
    best = sorted((pair for pair in scored if pair[0] >= enough), key=lambda pair: (-pair[0], pair[1].start))
    if best:
        shown = tuple(case.resume.span(p) for _, p in best[:2])
        return Finding(True, round(most_said * best[0][0], 2), "The resume says so.", shown)
    return UNKNOWN


def _denies(passage: Passage, terms: list[Term], language: str, enough: float) -> bool:
    if not passage.denied:
        return False
    both = passage.stems | passage.denied
    denied = matched(terms, passage.denied, language)
    return (
        bool(denied)
        and share(denied, terms) >= 0.4
        and share(matched(terms, both, language), terms) >= enough
    )


def language(text: str, case: Case) -> Finding:
    asked = tongues.grade(text)
    findings = [
        _speaks(code, asked, case) for code in dict.fromkeys(code for code, _, _ in tongues.mentions(text))
    ]
    if re.search(r"\b(?:or|oder|ou|o)\b", text) and len(findings) > 1:
        return max(findings, key=lambda found: (found.passed is True, found.passed is None))
    return combine(findings)


def _speaks(code: str, asked: int, case: Case) -> Finding:
    best = UNKNOWN
    for passage in case.resume.passages:
        shown = case.resume.text[passage.start : passage.end]
        for mention, start, end in tongues.mentions(shown):
            if mention == code and (passage.kind == "languages" or _SPOKEN.search(shown)):
                found = _spoken(shown, start, end, passage, asked, case)
                best = found if best.passed is None or found.passed else best
    return best


def _spoken(shown: str, start: int, end: int, passage: Passage, asked: int, case: Case) -> Finding:
    left = max(shown.rfind(mark, 0, start) for mark in ",;|\t•/\n") + 1
    right = min((at for mark in ",;|\t•/\n" if (at := shown.find(mark, end)) >= 0), default=len(shown))
    span = cut(case.resume.text, passage.start + left, passage.start + right)
    level = tongues.grade(span.text)
    tokens = lexical.tokenise(span.text)
    if lexical.negated(tokens, span.text, case.resume.language):
        return Finding(False, 0.8, "The resume says that this language is not spoken.", (span,))
    if asked and level and not tongues.enough(level, asked):
        return Finding(False, 0.75, "The level named is lower than the one asked for.", (span,))
    sure = 0.9 if level or not asked else 0.6
    return Finding(True, sure, "The resume names the language" + (" and a level." if level else "."), (span,))


def combine(findings: Sequence[Finding]) -> Finding:
    """All of several findings: one that failed fails, one that is open leaves it open."""
    evidence = tuple(dict.fromkeys(span for found in findings for span in found.evidence))[:_MOST_SPANS]
    for wanted_state in (False, None):
        hit = [found for found in findings if found.passed is wanted_state]
        if hit:
            worst = max(hit, key=lambda found: found.confidence)
            return Finding(
                wanted_state,
                worst.confidence,
                worst.reason,
                worst.evidence if wanted_state is False else evidence,
            )
    least = min(findings, key=lambda found: found.confidence)
    return Finding(True, least.confidence, least.reason, evidence)
