"""What nobody may lack, as instructions say it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from greenroom.skills.plan_interviewer.protected import ground_of
from greenroom.skills.plan_interviewer.wishes_text import Text, overlaps
from greenroom.skills.plan_interviewer.wording import tidy
from greenroom.skills.plan_interviewer.workflow_words import KINDS, said

_LEAD = re.compile(
    r"^[\s:]*(?:(?:it |they |he |she |you |is |are |have |has |on |about |a valid |a |an |the |any |their |our "
    r"|can't do |cannot do |can't |cannot |does not have |doesn't have |no |without |ohne |sans |sin |sem "
    r"|der |die |das |den |dem |beim |im |ein |eine |einen |einem |einer |le |la |les |un |une |el |los |las |una "
    r"|o |os |as |um |uma |du |des |de |d'|l'))*"
)
_STOP = re.compile(
    r"[,،.;؛!?\n()]|\s(?:->|→|–|—|-)\s|\s(?:and|und|et|y|e)\s+(?=(?:be|ask|let|then|add|make|use|reject|knock|no)\b)|$"
)
_LIST = re.compile(r"\s*(?:,|،)\s*(?P<item>[^,،.;؛\n]{2,40})")
_PARTS = re.compile(
    r"\s*(?:,|،|\s(?:and|und|et|y|e|sowie|as well as|or|oder|ou)\s|\s(?=و\w{3}))\s*(?:و(?=\w{3}))?"
)
_LAST = re.compile(r"^(?:and|und|et|y|e)\s|^و")
_FIGURE = re.compile(r"\d\s*(?:%|percent|prozent|pour cent|por ciento|por cento)", re.IGNORECASE)
_LONGEST = 120


@dataclass(frozen=True)
class Strictness:
    """subjects: what nobody may lack, in the recruiter's words. everything: all that the job requires.
    refused: subjects that touch a protected characteristic, each with its ground. spans: where all that is said."""

    subjects: tuple[str, ...] = ()
    everything: bool = False
    refused: tuple[tuple[str, str], ...] = ()
    spans: tuple[tuple[int, int], ...] = ()

    def __bool__(self) -> bool:
        return bool(self.subjects) or self.everything


def read_strictness(text: Text) -> Strictness:
    subjects: list[str] = []
    refused: list[tuple[str, str]] = []
    spans = [match.span() for match in said("enforce_all").finditer(text.folded)]
    everything = bool(spans)
    for start, end, begin, stop in _found(text):
        if overlaps(begin, stop, spans):
            continue
        spans.append((start, end))
        if _is_all(text.folded[begin:stop]):
            everything = True
            continue
        for subject in _parts(text, begin, stop):
            if _FIGURE.search(subject):
                continue
            ground = ground_of(subject)
            if ground:
                refused.append((tidy(subject, _LONGEST), ground))
            else:
                subjects.append(subject)
    for span in spans:
        text.take(*span)
    return Strictness(tuple(dict.fromkeys(subjects)), everything, tuple(dict.fromkeys(refused)), tuple(spans))


def _found(text: Text) -> Iterator[tuple[int, int, int, int]]:
    """Where each strict wish stands, and where in it its subject."""
    for match in said("before_subject").finditer(text.folded):
        stop = _stop(text, match.end())
        if text.folded[match.end() : stop].strip(" :"):
            yield match.start(), stop, match.end(), stop
    for match in said("after_subject").finditer(text.folded):
        clause = next((c for c in text.clauses() if c.start <= match.start() < c.end), None)
        if clause is not None and text.folded[clause.start : match.start()].strip():
            yield clause.start, match.end(), clause.start, match.start()


def _stop(text: Text, at: int) -> int:
    """Where a subject ends: with its clause, or with the list it begins."""
    if text.folded[at : at + 1] == ":":
        return next((end for begin, end in text.sentences() if begin <= at < end), len(text.folded))
    found = _STOP.search(text.folded, at)
    stop = found.start() if found else len(text.folded)
    while item := _LIST.match(text.folded, stop):
        closes = _LAST.match(item["item"]) or " and " in item["item"] or " und " in item["item"]
        names_stage = any(said(kind).search(item["item"]) for kind in KINDS) or said("next").search(
            item["item"]
        )
        if names_stage or said("wait").search(item["item"]) or not (closes or _goes_on(text, item.end())):
            break
        stop = item.end()
    return min(stop, at + 300)


def _goes_on(text: Text, at: int) -> bool:
    """Whether a list after a comma still has its last item to come."""
    following = _LIST.match(text.folded, at)
    return following is not None and (
        _LAST.match(following["item"]) is not None or " and " in following["item"]
    )


def _is_all(subject: str) -> bool:
    bare = subject.strip(" :.")
    return any(match.span() == (0, len(bare)) for match in said("all_subjects").finditer(bare))


def _parts(text: Text, begin: int, stop: int) -> Iterator[str]:
    at = begin
    for match in [*_PARTS.finditer(text.folded, begin, stop), None]:
        end = match.start() if match else stop
        lead = _LEAD.match(text.folded[at:end])
        subject = tidy(text.raw[at + (lead.end() if lead else 0) : end], _LONGEST)
        if len(subject) > 1:
            yield subject
        at = match.end() if match else end
