"""A job description cut into the items it lists, each with its section and exact place."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from greenroom.skills.lexical import sentences
from greenroom.skills.plan_interviewer import runon
from greenroom.skills.plan_interviewer.cues import Reading

_BULLET = re.compile(r"^\s*(?:[-*•·●▪◦‣–—✓✔➢►+]|\(?\d{1,2}[.)]|[a-h][.)])\s+")
_MARKUP = re.compile(r"^[\s#*_>=]+|[\s#*_:=?–-]+$")
_LEADER = re.compile(r"\.(?:\s?\.){4,}")
_CLAUSE = re.compile(r";\s+(?!(?:or|oder|ou|o)\b)(?:(?:and|und|et|y|e)\s+(?=\w))?")
_FULL_SENTENCE = re.compile(r"^[A-Z]\w+ [^;]*\b(?:is|are|must|may|will|or)\b|\bor\b", re.IGNORECASE)
_VERB_NEXT = re.compile(
    r"(?:may |must |is |also )*[a-z]+(?:(?<!s)s|es)\b(?! of)|(?:may|must|is|also)\b|[A-Z]"
)
_GERUND_NEXT = re.compile(r"\w+ing\b")
_INITIALS = re.compile(r"\b(?:[A-Z]\.){2,}$|\bNo\.$")
LONGEST = 100_000
_AGAIN, _FEWEST_ONCE = 3, 5
_LONGEST_LINE = 200  # characters; a longer one is no heading


@dataclass(frozen=True)
class Item:
    """One thing a job description says. section: a name from [headings], "" before the first heading."""

    start: int
    end: int
    text: str
    section: str
    bullet: bool


def items(text: str, words: Reading) -> list[Item]:
    """The bullets and sentences of a job description in order; headings set the section of what follows."""
    found: list[Item] = []
    section = ""
    for start, end in _lines(text, words):
        named = _heading(text[start:end], words)
        if named is not None:
            section = named
            continue
        for section_here, begin, stop in _inline_sections(text, start, end, section, words):
            section = section_here
            found.extend(_pieces(text, begin, stop, section, words))
    return found


def without_boilerplate(found: list[Item], words: Reading) -> list[Item]:
    """The items without those that are said again and again, unless the whole text is, or they ask for something
    that can be checked."""
    times = Counter(item.text.casefold() for item in found)
    if sum(n < _AGAIN for n in times.values()) < _FEWEST_ONCE:
        return found
    return [i for i in found if times[i.text.casefold()] < _AGAIN or words.has("checkable", i.text)]


def _lines(text: str, words: Reading) -> Iterator[tuple[int, int]]:
    at = 0
    for line in text[:LONGEST].splitlines(keepends=True):
        if line.strip() and not _LEADER.search(line):
            yield from ((at + begin, at + stop) for begin, stop in runon.pieces(line.rstrip(), words))
        at += len(line)


def _heading(line: str, words: Reading) -> str | None:
    """The section a line opens; "other" for a heading that is not known; None for a line of text."""
    if len(line.strip()) > _LONGEST_LINE:
        return None
    bare = _MARKUP.sub("", line.strip())
    if not bare or len(bare) > 70:
        return None
    known = words.headings.get(bare.lower().replace("’", "'").rstrip(" ?؟!:"))
    if known is not None:
        return known
    if re.match(r"About (?:[A-Z][\w&.]+ ?){1,5}:?$", bare):
        return "about"
    bullet = _BULLET.match(line) is not None
    few = len(bare.split()) <= 7
    shouted = bare.isupper() and len(bare) > 4 and not any(c.isdigit() for c in bare)
    marked = line.lstrip().startswith("#") or line.rstrip().endswith(":")
    return "other" if few and not bullet and (shouted or marked) else None


def _inline_sections(
    text: str, start: int, end: int, section: str, words: Reading
) -> Iterator[tuple[str, int, int]]:
    """Parts of a line by the headings inside it, as in "Requirements: a licence"."""
    begin = start
    for match in words.inline.finditer(text[start:end]):
        if text[begin : start + match.start()].strip():
            yield section, begin, start + match.start()
        section, begin = words.headings[(match["first"] or match["inner"]).lower()], start + match.end()
    if text[begin:end].strip():
        yield section, begin, end


def _pieces(text: str, start: int, end: int, section: str, words: Reading) -> Iterator[Item]:
    mark = _BULLET.match(text[start:end])
    begin = start + mark.end() if mark else start
    for at, stop in _sentences(text, begin, end):
        sentence = text[at:stop]
        verbs = _verbs_follow(sentence) if section == "duties" and words.language == "en" else None
        for piece_start, piece_end in _clauses(sentence, verbs, listed=section in ("must", "nice")):
            piece = text[at + piece_start : at + piece_end]
            if any(c.isalnum() for c in piece):
                yield Item(at + piece_start, at + piece_end, piece, section, mark is not None)


def _sentences(text: str, begin: int, end: int) -> Iterator[tuple[int, int]]:
    """The sentences of a line; initials such as "U.S." do not end one."""
    held: int | None = None
    for stretch in sentences(text[begin:end]):
        at = begin + stretch.start if held is None else held
        stop = begin + stretch.end
        held = at if _INITIALS.search(text[at:stop]) and stop < end else None
        if held is None:
            yield at, stop


def _verbs_follow(sentence: str) -> re.Pattern[str]:
    """What a new duty begins with in a sentence that lists several: a verb in the form of the first."""
    return _GERUND_NEXT if re.match(r"\W*\w+ing\b", sentence) else _VERB_NEXT


def _clauses(sentence: str, verbs: re.Pattern[str] | None, *, listed: bool) -> Iterator[tuple[int, int]]:
    """A sentence with semicolons is a list of its clauses, unless they are short or belong together.

    verbs: what has to follow a cut, where anything may not. listed: whether it stands where requirements are listed,
    each of which may be short.
    """
    found = _CLAUSE.finditer(sentence)
    cuts = [match.span() for match in found if verbs is None or verbs.match(sentence, match.end())]
    if not cuts or (len(sentence) < 120 and not (listed and not _FULL_SENTENCE.search(sentence))):
        yield 0, len(sentence)
        return
    begin = 0
    for stop, following in [*cuts, (len(sentence), len(sentence))]:
        if stop > begin:
            yield begin, stop
        begin = following
