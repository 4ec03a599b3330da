"""The words by which job descriptions are read, one editable file a language under reading/."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

LANGUAGES = ("en", "es", "fr", "de", "pt", "ar")
_FOLDER = Path(__file__).parent / "reading"
_LEADS = {"ar": "(?:[وف])?(?:بال|كال|لل|ال|[بلك])?"}
_SPELLINGS = str.maketrans(
    {"ا": "[اأإآ]", "أ": "[اأإآ]", "إ": "[اأإآ]", "آ": "[اأإآ]", "ة": "[ةه]", "ى": "[ىي]"}
)


@dataclass(frozen=True)
class Reading:
    """What one language's file says.

    headings: heading in lower case to section. cues: name to what finds it. openings: how a sentence begins that
    speaks of the firm. inline: finds headings with a colon inside a line. large: finds any heading of several words.
    titles: patterns with a group "title". noise: words before a title that are not part of it. nouns: words that
    name a job. spoken: as cues, for what is said in a meeting. competences: name to what finds it, in the file's order.
    """

    language: str
    headings: dict[str, str]
    inline: re.Pattern[str]
    large: re.Pattern[str]
    cues: dict[str, re.Pattern[str]]
    openings: re.Pattern[str]
    titles: tuple[re.Pattern[str], ...]
    noise: re.Pattern[str]
    nouns: frozenset[str]
    spoken: dict[str, re.Pattern[str]]
    competences: dict[str, re.Pattern[str]]

    def has(self, cue: str, text: str) -> bool:
        return self.cues[cue].search(text) is not None


def any_of(words: Iterable[str], lead: str = "") -> re.Pattern[str]:
    """What finds any of these words or phrases; a star at the end of one stands for any ending.

    lead: a pattern of what may be written together with the beginning of a word.
    """
    parts = []
    for word in sorted(words, key=len, reverse=True):
        stem, ending = (word[:-1], r"\w*") if word.endswith("*") else (word, r"(?!\w)")
        parts.append(r"\s+".join(map(re.escape, stem.split())).translate(_SPELLINGS) + ending)
    return re.compile(rf"(?<!\w){lead}(?:{'|'.join(parts)})", re.IGNORECASE)


@lru_cache(maxsize=1)
def named_tools() -> re.Pattern[str]:
    """Finds the tools, programming languages and licences of reading/tools.txt, as they are written."""
    names = (_FOLDER / "tools.txt").read_text(encoding="utf-8").splitlines()
    return re.compile(any_of(name for name in names if name and not name.startswith("#")).pattern)


@lru_cache(maxsize=8)
def reading(language: str) -> Reading:
    """The reading words of a language; English for one without a file."""
    code = language if language in LANGUAGES else "en"
    data = tomllib.loads((_FOLDER / f"{code}.toml").read_text(encoding="utf-8"))
    headings = {heading: section for section, names in data["headings"].items() for heading in names}
    longest_first = sorted(headings, key=len, reverse=True)
    anywhere = "|".join(re.escape(name) for name in longest_first if len(name) > 4)
    at_start = "|".join(map(re.escape, longest_first))
    title = data["title"]
    lead = _LEADS.get(code, "")
    return Reading(
        language=code,
        headings=headings,
        inline=re.compile(
            rf"(?:^[\s#*_>•-]*(?i:(?P<first>{at_start}))|(?:(?<=[.;!?)] )"
            rf"|(?<=\w )(?=[A-ZÀ-Ý]))(?i:(?P<inner>{anywhere})))"
            r"[*_]*\s*:(?=\s)"
        ),
        large=any_of(name for name in headings if len(name.split()) > 1 and len(name) > 8),
        cues={name: any_of(words, lead) for name, words in data["cues"].items()},
        openings=any_of(data["openings"]["firm"]),
        titles=tuple(re.compile(pattern, re.IGNORECASE) for pattern in title["asked"]),
        noise=re.compile(rf"^(?:{'|'.join(map(re.escape, title['noise']))})\s*[:\-–—!]+\s*", re.IGNORECASE),
        nouns=frozenset(title["nouns"]),
        spoken={name: any_of(words, lead) for name, words in data["spoken"].items()},
        competences={name: any_of(words, lead) for name, words in data["competences"].items()},
    )
