"""What a job description asks for and what the job consists of, each with its exact words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from greenroom.skills.evidence import cut
from greenroom.skills.plan_interviewer.cues import Reading, named_tools
from greenroom.skills.plan_interviewer.posting import Item
from greenroom.skills.plan_interviewer.schema import Requirement
from greenroom.skills.plan_interviewer.shorten import whole
from greenroom.skills.plan_interviewer.wording import need_phrase, tidy

MOST = {"must": 15, "responsibility": 12, "nice": 8, "skill": 12}
_SKIPPED = frozenset(
    ["about", "benefits", "pay", "location", "title", "company", "availability", "unwanted", "spoken"]
)
_TAIL_OR = re.compile(
    r"[;,]?\s+(?:or|oder|ou|o|of|in one of the following(?: areas| fields)?)\s*:?"
    r"(?:\s+\(?\d{1,2}[.)]?)?\s*$",
    re.IGNORECASE,
)
_AFTER_OR = re.compile(
    r"(?:(?<=\sor )|(?<=\sou )|(?<=\so ))(?:A|An|One|Two|Three|Four|Five|Six|Seven|Eight|Ten|Graduation|Completion"
    r"|Possession|Une?|Deux|Trois|Uma?|Duas|Dois|Três|Dos|Tres)\b"
)
_EMPTY_DUTY = re.compile(
    r"^(?:and )?(?:(?:does|performs?|perform) (?:other )?(?:related|similar) (?:work|duties)|(?:any |all )?other\b"
    r"|fulfills? equal|(?:either |both )?#\s?\d"
    r"|(?:and|or|either|both|required|minimum|additional|preferred|desired|must have|optional)$|.*\bthe following$)",
    re.IGNORECASE,
)
_KNOWLEDGE_OF = re.compile(r"(?:knowledge of)\s*:?\s+([^.]{5,300})", re.IGNORECASE)
_SHORTEST = 3
_TAIL = 60  # characters


def requirements(text: str, listed: list[Item], words: Reading) -> list[Requirement]:
    """In the order of the job description, at most `MOST` of each kind, none twice."""
    found = [*_stated(text, listed, words), *_tools(text, listed)]
    kept: list[Requirement] = []
    seen: set[str] = set()
    count = dict.fromkeys(MOST, 0)
    for requirement in sorted(found, key=lambda r: (r.quote.start, -r.quote.end)):
        key = requirement.text.casefold()
        if key in seen or count[requirement.kind] >= MOST[requirement.kind]:
            continue
        seen.add(key)
        count[requirement.kind] += 1
        kept.append(requirement)
    return kept


def _stated(text: str, listed: list[Item], words: Reading) -> Iterator[Requirement]:
    for item in _joined_by_or(text, listed):
        kind = _kind(item, words)
        wording = tidy(item.text, 300)
        if kind is None or len(wording) < _SHORTEST or _EMPTY_DUTY.match(wording):
            continue
        yield Requirement.model_validate(
            {"text": _without_or(wording), "kind": kind, "quote": cut(text, item.start, item.end)}
        )


def _joined_by_or(text: str, listed: list[Item]) -> Iterator[Item]:
    """Items of which one ends in "or" are one requirement: either will do."""
    held: Item | None = None
    for item in listed:
        joined = item
        if held is not None and held.section == item.section and item.end - held.start < 700:
            joined = Item(held.start, item.end, text[held.start : item.end], item.section, item.bullet)
        elif held is not None:
            yield held
        held = joined if _ends_in_or(item.text) else None
        if held is None:
            yield joined
    if held is not None:
        yield held


def _ends_in_or(line: str) -> bool:
    return _TAIL_OR.search(" ".join(line[-_TAIL:].split())) is not None


def is_alternative(text: str, requirement: Requirement) -> bool:
    """Whether a requirement is one of several of which any will do, by the "or" before or after it."""
    quote = requirement.quote
    before = _OR_BEFORE.search(text[max(0, quote.start - 12) : quote.start])
    after = _OR_AFTER.match(text, quote.end)
    return bool(before or after or _ends_in_or(quote.text))


_OR_BEFORE = re.compile(r"\b(?:or|oder|ou|o|أو)\s*(?:\(?\w{1,2}[.)]|[-•*])?\s*$", re.IGNORECASE)
_OR_AFTER = re.compile(r"[\s;,.]{0,4}(?:or|oder|ou)\b", re.IGNORECASE)


def _kind(item: Item, words: Reading) -> str | None:
    line = item.text
    if item.section in _SKIPPED or len(line) > 900 or _says_nothing_of_the_job(line, words):
        return None
    if item.section in ("process", "other", ""):
        return _kind_by_cue(item, words)
    if words.has("aside", line):
        return None
    if words.has("nice", line):
        return "nice"
    return {"duties": "responsibility", "must": "must", "nice": "nice", "skills": "skill"}[item.section]


def _says_nothing_of_the_job(line: str, words: Reading) -> bool:
    """A promise of equal treatment, a word about the firm, the way to apply or the page itself."""
    about_us = words.openings.match(line) is not None and not words.has("must", line)
    return about_us or words.has("fair", line) or words.has("noise", line)


def _kind_by_cue(item: Item, words: Reading) -> str | None:
    """Outside a section that says what it lists, only a plain statement counts."""
    line = item.text
    if (
        words.has("admin", line)
        or words.has("aside", line)
        or len(line) > (200 if item.section == "process" else 400)
    ):
        return None
    if words.has("nice", line):
        return "nice" if words.has("checkable", line) or item.section != "process" else None
    if words.has("flat" if item.section == "process" else "must", line):
        return "must" if item.section != "process" or words.has("checkable", line) else None
    if item.section == "process":
        return None
    return "responsibility" if words.has("duty", line) else None


def _tools(text: str, listed: Iterable[Item]) -> Iterator[Requirement]:
    """Named tools, languages and licences that recruiters search for, wherever they are asked for."""
    for item in listed:
        if item.section in ("process", "about", "benefits", "title", "location", "pay"):
            continue
        for match in named_tools().finditer(item.text):
            begin = item.start + match.start()
            span = cut(text, begin, begin + len(match[0]))
            if span.text != item.text.strip():
                yield Requirement(text=span.text, kind="skill", quote=span)


def _without_or(wording: str) -> str:
    """ "…; or 2. Five years" as "… or five years"."""
    joined = re.sub(r"[;,]?(\s(?:or|oder|ou|o))\s+(?:\(?\w{1,2}[.)]|[-•*])\s+", r"\1 ", wording)
    return _AFTER_OR.sub(lambda match: match[0].lower(), whole(joined))


def knowledge_terms(listed: Iterable[Item]) -> list[str]:
    """What a description names after "knowledge of", wherever it stands, in order."""
    terms: list[str] = []
    for item in listed:
        for match in _KNOWLEDGE_OF.finditer(item.text):
            for part in re.split(r"; ?| and the ability| and ability", match[1]):
                term = need_phrase(re.sub(r"^(?:and |the )+", "", part.strip()), "en").words
                if len(term) >= 4 and "other necessary" not in term.lower():
                    terms.append(term)
    return list(dict.fromkeys(terms))
