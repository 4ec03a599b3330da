"""Titles and employers: said against written."""

from __future__ import annotations

import re

from greenroom.skills.cross_check.cues import ranks
from greenroom.skills.cross_check.schema import Conflict
from greenroom.skills.cross_check.spoken import Sentence
from greenroom.skills.cross_check.stated import Job, Stated
from greenroom.skills.evidence import Span
from greenroom.skills.lexical import Token, likeness, stem
from greenroom.skills.parse_resume.vocabulary import words

_LONGEST_TITLE = 5
_SAME = 0.7
_JOB_ENDS = frozenset(
    "at for in with by from and or but who that which bei in im und chez pour dans et en y na no em e".split()  # noqa: SIM905
)


def titles(sentence: Sentence) -> tuple[int, list[Conflict]]:
    """A title said for a job of the resume: another rank, or another trade."""
    job = sentence.job
    if job is None or job.title is None:
        return 0, []
    said = _title_said(sentence)
    if not said:
        return 0, []
    span = sentence.span(said[0].start, said[-1].end)
    written = _folded(job.title.text)
    spoken = [token.norm for token in said]
    severity = _ranks_apart(spoken, written) or _trades_apart(spoken, written, sentence.heard.language)
    if not severity:
        return 1, []
    reason = f"The candidate says “{span.text}”, the resume “{job.title.text}”."
    return 1, [sentence.conflict("title", severity, reason, first=job.title, second=span)]


def _title_said(sentence: Sentence) -> list[Token]:
    """The words after "I was a", up to the end of the name of a job; none that name no job."""
    found = sentence.cues.title.search(sentence.plain)
    if found is None or sentence.heard.denies(found.start(), found.end() + 1):
        return []
    said: list[Token] = []
    for token in (each for each in sentence.words if each.start >= found.end()):
        gap = sentence.text[said[-1].end : token.start] if said else " "
        if len(said) == _LONGEST_TITLE or token.norm in _JOB_ENDS or re.search(r"[,.;:!?]", gap):
            break
        said.append(token)
    junior, lead = ranks()
    named = words().titles | junior | lead
    return said if any(token.norm in named for token in said) else []


def _folded(title: str) -> list[str]:
    return re.findall(r"[^\W\d_]+", " ".join(title.casefold().split()))


def _ranks_apart(spoken: list[str], written: list[str]) -> int:
    """2 where one leads and the other does not, 3 where the other is a beginner; 0 where nothing is clear."""
    one, other = _rank(spoken), _rank(written)
    if one is None or other is None or one == other:
        return 0
    return 3 if {one, other} == {-1, 1} else 2 if 1 in (one, other) else 0


def _rank(title: list[str]) -> int | None:
    """-1 for a beginner, 1 for who leads, 0 for neither, None for what sounds like both."""
    junior, lead = ranks()
    young, old = bool(junior & set(title)), bool(lead & set(title))
    if young and old:
        return None
    return 1 if old else -1 if young else 0


def _trades_apart(spoken: list[str], written: list[str], language: str) -> int:
    """2 where both name a trade and no word of one means a word of the other."""
    junior, lead = ranks()
    known = words().titles - junior - lead - words().ranks
    mine = [stem(word, language) for word in spoken if word in known]
    theirs = [stem(word, language) for word in written if word in known]
    if not mine or not theirs:
        return 0
    every = [stem(word, language) for word in written]
    every_said = [stem(word, language) for word in spoken]
    alike = any(likeness(one, other, language) >= _SAME for one in every_said for other in every)
    return 0 if alike else 2


def employers(sentence: Sentence, stated: Stated) -> tuple[int, list[Conflict]]:
    """The employer of today: another one than the one the resume has going on."""
    found = sentence.cues.current.search(sentence.plain)
    present = [job for job in stated.jobs if job.is_present and job.employer]
    if found is None or not present or sentence.heard.denies(found.start(), found.end()):
        return 0, []
    span = _capitals(sentence, found.end())
    if span is None:
        return 0, []
    if any(_shares(span.text, _known(job)) for job in stated.jobs):
        return 1, []
    job = present[0]
    if job.employer is None:
        return 0, []
    reason = f"The candidate names “{span.text}” as employer of today, the resume “{job.employer.text}”."
    second = sentence.span(found.start(), span.end - sentence.heard.start)
    return 1, [sentence.conflict("employer", 2, reason, first=job.employer, second=second)]


def _known(job: Job) -> str:
    return " ".join(span.text for span in (job.employer, job.title) if span)


def _shares(one: str, other: str) -> bool:
    mine, theirs = set(_folded(one)), set(_folded(other))
    return bool(mine & theirs) or "".join(_folded(one)) in "".join(_folded(other))


def _capitals(sentence: Sentence, start: int) -> Span | None:
    """The name that begins here: words with capitals; no town and no country."""
    name = re.match(
        r"(?:[A-ZÀ-ÖØ-Þ][\w&'’.-]*)(?:\s+(?:[A-ZÀ-ÖØ-Þ&][\w&'’.-]*|of|de|und|and))*", sentence.text[start:]
    )
    if name is None:
        return None
    bare = " ".join(_folded(name.group()))
    if not bare or bare in words().cities or bare in words().countries:
        return None
    return sentence.span(start, start + len(name.group().rstrip(".,")))
