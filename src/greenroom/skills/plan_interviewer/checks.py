"""Facts a job description rests on, asked so that a person can answer in a word: papers, years, levels, hours."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from babel import Locale

from greenroom.skills.evidence import Span
from greenroom.skills.lexical import level, quantities
from greenroom.skills.plan_interviewer import shapes
from greenroom.skills.plan_interviewer.bank import Bank
from greenroom.skills.plan_interviewer.cues import Reading
from greenroom.skills.plan_interviewer.protected import ground_of
from greenroom.skills.plan_interviewer.schema import Requirement
from greenroom.skills.plan_interviewer.shorten import within
from greenroom.skills.plan_interviewer.statements import statement
from greenroom.skills.plan_interviewer.wording import need_phrase, tidy
from greenroom.skills.plan_interviewer.workflow_words import LANGUAGES, Wording, subjects

MOST = 10
_LONGEST_ASKED = 220
_SHORT, _REST = 160, 150
_FIRST_LETTERS = 90
_FEW_WORDS = 60  # characters
_LEVELS = ("A1", "A2", "B1", "B2", "C1", "C2")
_LEVEL = re.compile(r"\b([ABC][12])\b")
_FLUENT = re.compile(
    r"\b(?:fluen\w+|flie(?:ß|ss)end\w*|verhandlungssicher\w*|courant\w*|fluid\w+|fluên\w+)\b|بطلاقة",
    re.IGNORECASE,
)
_YEARS_OF = re.compile(
    r"(?:years?|months?)['’]?\s+(?:of\s+)?(?P<kind>(?:[\w-]+,?\s+(?:and\s+|or\s+)?){0,4}?)experience\s*(?P<rest>(?:as|in|with|of|using"
    r"|working|at|on|within|performing|doing|managing|leading|supervising|operating|driving|selling|building)\b.*)?",
    re.IGNORECASE,
)
_YEARS_AT = re.compile(r"(?:years?|months?)['’]?\s+(?P<rest>(?:in|as|with|working|at|on)\b.*)", re.IGNORECASE)
_EITHER = re.compile(
    r"[;,]\s*(?:or|and)\s+(?:(?:graduation|completion|possession|an?|one|two|three|four|five|\d+)\b)|;"
    r"|\bor (?:graduation|completion|possession|one|two|three|four|five|six|\d+ )\b",
    re.IGNORECASE,
)
_EXPERIENCE = re.compile(r"experien|experiên|expérien|erfahrung|خبرة", re.IGNORECASE)
_OTHER_YEARS = re.compile(r"[\w()]+-years?\b|\S+ \w+ (?:old|of age|alt)\b", re.IGNORECASE)
_AGE = re.compile(r"\d (?:years? old|years of age|Jahre alt)\b", re.IGNORECASE)
_LOOSE_END = re.compile(r"\b(?:an?|the|of|at|in|for|to|with|Sr|Jr|No|U\.?S)$")
_OF_THEIRS = re.compile(r"^(?:if|whether|about|their|your|his|her|the|a|an)\s+(?=\w)", re.IGNORECASE)
_PLAIN_KIND = frozenset(
    ["of", "their", "your", "relevant", "proven", "previous", "prior", "solid", "minimum"]
)


@dataclass(frozen=True)
class Check:
    """A fact to ask about. subject: the words it was made from, to compare wishes with. rank: what matters most first.

    fact: a short name of it for a sentence. quote: None where only the instructions speak of it.
    """

    text: str
    expects: dict[str, object]
    subject: str
    rank: int
    fact: str = ""
    quote: Span | None = None
    is_dealbreaker: bool = False
    is_required: bool = True

    @property
    def by_text(self) -> bool:
        """Whether it can be asked by text message: yes or no, or a number, in a few words."""
        return self.expects["type"] in ("yes_no", "number") and len(self.text) <= _LONGEST_ASKED


def checks(
    needed: Sequence[Requirement],
    conditions: tuple[str, Span] | None,
    words: Reading,
    bank: Bank,
    wording: Wording,
    *,
    bound: bool,
) -> list[Check]:
    """What can be settled by a short answer, most decisive first, nothing protected; none from a posting whose
    language is not that of the interview (`bound`)."""
    found: list[Check] = []
    if bound:
        for requirement in needed:
            if requirement.kind == "must" and not words.has("private", requirement.text):
                found.extend(_of(requirement, words, bank, wording))
        if conditions is not None and not any(check.quote == conditions[1] for check in found):
            line = tidy(conditions[0], 200)
            found.append(_conditions(line, conditions[1], wording))
    once = {_key(check): check for check in reversed(found) if not ground_of(check.text)}
    return sorted(once.values(), key=lambda check: check.rank)[:MOST]


def _conditions(line: str, quote: Span, wording: Wording) -> Check:
    text = wording.words["conditions"].format(text=line.rstrip(" .!?؟"))
    return Check(text, shapes.yes_no(wanted=True), line, 3, wording.words["tag_hours"].lower(), quote)


def _of(requirement: Requirement, words: Reading, bank: Bank, wording: Wording) -> Iterator[Check]:
    line = requirement.text
    if subjects()["work_permission"].search(level(line)):
        text = wording.words["work_permission"]
        yield Check(text, shapes.yes_no(wanted=True), line, 0, _named(line, wording), requirement.quote)
        return
    spoken_levels = _language(requirement, wording)
    if spoken_levels is not None:
        yield spoken_levels
        return
    either = _EITHER.search(line) is not None
    years = None if either else _years(requirement, words, wording)
    if years is not None:
        yield years
    elif _AGE.search(line):
        return
    elif words.has("paper", line) or (words.has("checkable", line) and not either):
        asked = _asked(line, bank, wording)
        if len(asked) <= _LONGEST_ASKED:
            rank = 1 if words.has("paper", line) and not _EXPERIENCE.search(line) else 4
            yield Check(
                asked, shapes.yes_no(wanted=True), line, rank, _named(line, wording), requirement.quote
            )


def _key(check: Check) -> str:
    """Letters a question begins with, by which one and the same fact is known."""
    return re.sub(r"\W", "", check.text.casefold())[:_FIRST_LETTERS]


def _named(line: str, wording: Wording) -> str:
    """A requirement in a few words, to stand in a list."""
    return within(need_phrase(line, wording.language).words, _FEW_WORDS)


def _asked(line: str, bank: Bank, wording: Wording) -> str:
    """A requirement as a question to the candidate."""
    frames = {name: frame for name, frame in wording.frames.items() if name != "has"}
    asking = replace(bank, frames=frames, words={**bank.words, "has": wording.frames["has"]})
    return statement(line, asking)


def _language(requirement: Requirement, wording: Wording) -> Check | None:
    line = requirement.text
    named = next(
        (code for name, code in _names(wording.language) if re.search(rf"\b{name}", level(line))), ""
    )
    asked = _LEVEL.findall(line)
    if not named or len(line) > _SHORT or not (asked or _FLUENT.search(line)):
        return None
    least = min(_LEVELS.index(found) for found in asked) if asked else _LEVELS.index("C1")
    name = Locale(wording.language).languages[named]
    options = [wording.words["level_none"], *_LEVELS]
    return Check(
        wording.words["language_level"].format(language=name),
        shapes.choice(options, _LEVELS[least:]),
        line,
        2,
        _named(line, wording),
        requirement.quote,
    )


@lru_cache(maxsize=8)
def _names(language: str) -> tuple[tuple[str, str], ...]:
    """Folded names of the languages people are hired for, as a language writes them, with their codes."""
    codes = (
        *LANGUAGES,
        "it",
        "nl",
        "pl",
        "tr",
        "uk",
        "ru",
        "zh",
        "ja",
        "ko",
        "hi",
        "vi",
        "tl",
        "ro",
        "sv",
        "da",
    )
    known = Locale(language).languages
    return tuple((re.escape(level(known[code])), code) for code in codes if code in known)


def _years(requirement: Requirement, words: Reading, wording: Wording) -> Check | None:
    line = tidy(requirement.text, 400)
    counted = next((q for q in quantities(line, words.language) if q.unit in ("year", "month")), None)
    if counted is None or not 0 < counted.value <= 40 or _OTHER_YEARS.match(line[counted.start :]):
        return None
    if words.language == "en" and not (_YEARS_OF.search(line) or _YEARS_AT.search(line)):
        return None
    unit = wording.words["years" if counted.unit == "year" else "months"]
    return Check(
        _how_many(line, unit, wording),
        shapes.number(counted.value, unit),
        requirement.text,
        2,
        wording.words["tag_experience"].lower(),
        requirement.quote,
    )


def _how_many(line: str, unit: str, wording: Wording) -> str:
    """The years as a question; in the words of the line where its grammar is known."""
    found = _YEARS_OF.search(line) or _YEARS_AT.search(line)
    if wording.language != "en" or found is None or not found["rest"]:
        plain = "experience_plain"
        return wording.words[plain].format(unit=unit, text=_stopped(tidy(line, _SHORT)))
    kind = (found.groupdict().get("kind") or "").strip()
    kept = [word for word in kind.split() if word.lower().rstrip(",") not in _PLAIN_KIND]
    rest = re.sub(r"^of\b", "in", within(found["rest"], _REST))
    rest = _LOOSE_END.sub("", rest).strip()
    return wording.words["experience"].format(unit=unit, kind="".join(f"{word} " for word in kept), rest=rest)


def _stopped(line: str) -> str:
    return line if line[-1:] in ".!?؟" else f"{line}."


def topic_check(topic: str, wording: Wording, *, by_text: bool) -> Check:
    """A check of something only the instructions name: yes or no where it decides, else words."""
    if by_text:
        text, expects = wording.words["topic_check"], shapes.yes_no(wanted=True)
    else:
        text, expects = wording.words["topic_form"], shapes.text(long=True)
    said = _OF_THEIRS.sub("", tidy(topic, 120))
    return Check(text.format(topic=said), expects, topic, 1, said)


def start_date(wording: Wording) -> Check:
    return Check(wording.words["start_date"], shapes.day(), "", 9, is_required=False)
