"""The transcript of a talk about a role: what is said of the job, without names, times and small talk."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from greenroom.skills.lexical import sentences
from greenroom.skills.plan_interviewer.cues import Reading
from greenroom.skills.plan_interviewer.facts import LONGEST_TITLE, clean_title, names_a_job
from greenroom.skills.plan_interviewer.posting import LONGEST, Item

_STAMP = r"[\[(]?(?:\d{1,2}:)?\d{1,2}:\d{2}(?:[.,]\d{1,3})?\s?(?:AM|PM|am|pm)?[\])]?"
_NAME = r"(?:[A-ZÀ-Ý\u0621-\u064a][\w.'’-]*)(?:[ ,]+[A-ZÀ-Ý(\u0621-\u064a][\w.'’)-]*){0,3}"
_CUE_LINE = re.compile(rf"\s*(?:\d{{1,5}}|WEBVTT.*|NOTE\b.*|{_STAMP}\s*-->\s*{_STAMP}.*)\s*$")
_SPEAKER = re.compile(
    rf"\s*(?:{_STAMP}\s*[-–]?\s*)?(?:<v\s+(?P<tag>[^>]{{1,60}})>|(?P<who>{_NAME})\s*(?:{_STAMP})?\s*:(?=\s|$))"
    rf"\s*(?:{_STAMP}\s*)?"
)
_ALONE = re.compile(rf"\s*(?:(?P<who>{_NAME})\s+{_STAMP}|{_STAMP}\s+(?P<after>{_NAME}))\s*$")
_STAMPED = re.compile(rf"\s*{_STAMP}\s*[-–]?\s*")
_FEWEST_TURNS, _FEWEST_STAMPS = 4, 3
_CLAUSE = re.compile(
    r",\s+(?:and|but|und|aber|et|mais|y|pero|e|mas)\s+|;\s+|\s[–—]\s|\s(?:but|aber|mais|pero|mas)\s+"
)
_QUESTION = re.compile(r"[?؟]\s*$")
_EDGE = " ,.;:!–—-…\"'“”"
_AN = re.compile(r"(?:for )?(?:an?|ein\w*|une?|uma?)\s")
_A_THING = re.compile(
    r"(?!(?:That|This|These|Those|Which|Everything|Nothing|There)$)[A-ZÀ-Ý\u0621-\u064a]\w{3,}"
)
_FEWEST_WORDS = 2
_TITLE_WORDS = 6
_LEAD = 40  # characters before a cue that may be left out with it
_SPOKEN_TITLE = re.compile(
    r"(?:role|position|job|opening|vacancy|backfill)(?:['’]s| is| was| here| called| of| for)+ (?:for )?(?:an? |the )"
    r"(?P<title>[\w/& -]{3,50}?)(?=[,.;:!?\n]| (?:in|on|at|for|to|who|with|and|based)\b|$)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Utterance:
    """What one person says, by its offsets, without the name and the time before it."""

    start: int
    end: int


def utterances(text: str, words: Reading) -> list[Utterance]:
    """The turns of a talk in order; none where a text is not one."""
    lines = list(_lines(text))
    who = Counter(name for start, end in lines if (name := _speaker(text[start:end])))
    who = Counter({name: n for name, n in who.items() if name.lower() not in words.headings})
    stamps = sum(_STAMPED.match(text[start:end]) is not None for start, end in lines)
    turns = sum(n for n in who.values() if n > 1)
    if not (turns >= _FEWEST_TURNS or (stamps >= _FEWEST_STAMPS and who)):
        return []
    found: list[Utterance] = []
    begun = False
    for start, end in lines:
        line = text[start:end]
        if _CUE_LINE.match(line):
            continue
        at, begins = _speech_begins(line, who)
        begun = begun or begins
        stop = len(line.rstrip().removesuffix("</v>"))
        if begun and line[at:stop].strip():
            found.append(Utterance(start + at, start + stop))
    return found


def _lines(text: str) -> Iterator[tuple[int, int]]:
    at = 0
    for line in text[:LONGEST].splitlines(keepends=True):
        if line.strip():
            yield at, at + len(line.rstrip())
        at += len(line)


def _speaker(line: str) -> str:
    found = _SPEAKER.match(line) or _ALONE.match(line)
    return "" if found is None else next((name for name in found.groups() if name), "").strip()


def _speech_begins(line: str, who: Counter[str]) -> tuple[int, bool]:
    """Where in a line what is said begins, and whether somebody new begins to speak."""
    alone = _ALONE.match(line)
    if alone is not None:
        return len(line), True
    found = _SPEAKER.match(line)
    if found is not None and _speaker(line) in who:
        return found.end(), True
    stamp = _STAMPED.match(line)
    return (stamp.end(), True) if stamp else (0, False)


def items(text: str, spoken: Sequence[Utterance], words: Reading) -> list[Item]:
    """What is asked for, welcome, done or arranged, each cut to the words that say it; all else as "spoken"."""
    found: list[Item] = []
    for turn in spoken:
        for stretch in sentences(text[turn.start : turn.end]):
            if len(text[turn.start + stretch.start : turn.start + stretch.end].split()) >= _FEWEST_WORDS:
                found.extend(_items(text, turn.start + stretch.start, turn.start + stretch.end, words))
    return found


def _items(text: str, start: int, end: int, words: Reading) -> Iterator[Item]:
    sentence = text[start:end]
    if _QUESTION.search(sentence) or words.spoken["small"].search(sentence):
        yield Item(start, end, sentence, "spoken", bullet=False)
        return
    section = "spoken"
    for begin, stop in _clauses(sentence):
        named = _section(sentence[begin:stop], words)
        section = named or section
        core = _core(sentence[begin:stop], words)
        if (
            core is None
            or section == "spoken"
            or _says_title(sentence[begin:stop][slice(*core)], section, words)
        ):
            yield Item(start + begin, start + stop, sentence[begin:stop], "spoken", bullet=False)
            continue
        at, to = start + begin + core[0], start + begin + core[1]
        yield Item(at, to, text[at:to], section, bullet=False)


def _clauses(sentence: str) -> Iterator[tuple[int, int]]:
    begin = 0
    for match in _CLAUSE.finditer(sentence):
        if match.start() > begin:
            yield begin, match.start()
        begin = match.end()
    if begin < len(sentence):
        yield begin, len(sentence)


def _section(clause: str, words: Reading) -> str:
    """What a clause is about, "" where it only goes on."""
    if words.spoken["nice"].search(clause):
        return "nice"
    if words.spoken["must"].search(clause):
        return "must"
    if words.spoken["duty"].search(clause):
        return "duties"
    return "availability" if words.has("travel", clause) else ""


def _core(clause: str, words: Reading) -> tuple[int, int] | None:
    """The part of a clause that names the thing: without fillers, without the cue at its edge, without what trails
    off; None where too little is left."""
    begin, end = 0, len(clause)
    tail = next(
        (m for m in re.finditer(r",\s*", clause) if words.spoken["tail"].match(clause, m.end())), None
    )
    end = tail.start() if tail else end
    begin = _past_fillers(clause, begin, words)
    for name in ("must", "nice", "duty"):
        cue = words.spoken[name].search(clause, begin, end)
        if cue is None:
            continue
        if cue.start() - begin <= _LEAD and len(clause[cue.end() : end].split()) >= _FEWEST_WORDS:
            begin = _past_fillers(clause, cue.end(), words)
            again = words.spoken[name].match(clause, begin, end)
            begin = again.end() if again else begin
        elif len(clause[begin : cue.start()].split()) >= _FEWEST_WORDS:
            end = cue.start()
        break
    begin = _past_fillers(clause, begin, words)
    trimmed = re.sub(r"\s+(?:that's|that is|is|are|would be|it's|ist|est|es|é)\s*$", "", clause[begin:end])
    kept = trimmed.rstrip(_EDGE)
    lead = len(kept) - len(kept.lstrip(_EDGE))
    named = begin == 0 and end < len(clause) and _A_THING.fullmatch(kept.strip(_EDGE)) is not None
    if len(kept.split()) < _FEWEST_WORDS and not named:
        return None
    return begin + lead, begin + len(kept)


def _says_title(core: str, section: str, words: Reading) -> bool:
    """Whether what is said of the work only names the job, as in "the role is for a warehouse operative"."""
    first = " ".join(core.split()[:_TITLE_WORDS])
    return (
        section == "duties"
        and re.match(r"(?:for )?(?:an?|ein\w*|une?|uma?)\s", first) is not None
        and names_a_job(first, words)
    )


def _past_fillers(clause: str, begin: int, words: Reading) -> int:
    while True:
        gap = re.match(rf"[{re.escape(_EDGE)}]*", clause[begin:])
        at = begin + (gap.end() if gap else 0)
        filler = words.spoken["filler"].match(clause, at)
        if filler is None or filler.end() >= len(clause):
            return at
        begin = filler.end()


def title(text: str, spoken: Sequence[Utterance], words: Reading) -> str:
    """The name of the job: in a line before the talk, else as somebody says it, "" where nobody does."""
    for line in text[: spoken[0].start].splitlines():
        for part in re.split(r"\s[-–—|:]\s|:\s", line):
            head = clean_title(part, words)
            if head and names_a_job(head, words) and len(head.split()) <= 8:
                return head
    speech = "\n".join(text[turn.start : turn.end] for turn in spoken)[:LONGEST]
    for pattern in (_SPOKEN_TITLE, *words.titles):
        for match in pattern.finditer(speech):
            named = clean_title(match["title"], words)
            if names_a_job(named, words):
                return named[:1].upper() + named[1:LONGEST_TITLE]
    return ""
