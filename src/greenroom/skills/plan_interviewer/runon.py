"""Where a job description that lost its line breaks is cut again: at headings, dashes and beginnings of items."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

from greenroom.skills.plan_interviewer.cues import Reading

SHORTEST = 400
_FEWEST = 3
_DASH = re.compile(r"(?<=\S)\s(?=[-–•*·]\s+[A-ZÀ-Ý$\d])")
_SMALL = frozenset(
    ["for", "this", "and", "of", "the", "in", "to", "a", "it", "you", "we", "our", "us", "with", "is"]
)
_GOES_ON = "in of to the a an and or with for as Minimum least Required Additional".split()  # noqa: SIM905
_NO_END = "".join(rf"(?<!\b{word})" for word in _GOES_ON) + "(?<!&)"
_STARTERS = (
    r"Experience (?=with|in|of|building|developing|using|working)|Must (?=have|be|possess|hold|perform)"
    r"|Minimum (?=of|\d)|\d+\+? years|(?:Our|We|You|They|If you|Successful candidates) (?=[a-z])"
)
_FIRM = re.compile(r"(?<=\s)About (?:[A-Z][\w&.]+ ?){1,5}:")
_LOWER_STARTERS = (
    "Experience Knowledge Ability Proficient Proficiency Expert Excellent Strong Bachelor Master Hands Familiarity"
    " Demonstrated Effective Proactive Good Have High Solid Proven Understanding Willingness Fluent Relevant Insurance"
)


def pieces(line: str, words: Reading) -> list[tuple[int, int]]:
    """The items of a line in order, by their offsets; the line itself where it is short or an ordinary paragraph."""
    if len(line) < SHORTEST:
        return [(0, len(line))]
    cuts = {0, len(line), *_at_headings(line, words)}
    dashes = [match.end() for match in _DASH.finditer(line)]
    if len(dashes) >= _FEWEST:
        cuts.update(dashes)
    if words.language == "en":
        begun = [match.end() for match in _glued().finditer(line)]
        cuts.update(begun if len(begun) >= _FEWEST else ())
    return [(begin, stop) for begin, stop in pairwise(sorted(cuts)) if line[begin:stop].strip()]


def _at_headings(line: str, words: Reading) -> set[int]:
    """Both edges of the headings in a line: written large, and before something else written large."""
    cuts: set[int] = {match.start() for match in _FIRM.finditer(line)}
    for match in words.large.finditer(line):
        after = line[match.end() :].lstrip()
        telling = [word for word in re.findall(r"[\w']+", match[0]) if word.lower() not in _SMALL]
        large = all(word[0].isupper() for word in telling) and match[0][0].isupper()
        if large and telling and (after[:1] in ":-–•*" or after[:1].isupper() or after[:1].isdigit()):
            colon = re.match(r"\s*:", line[match.end() :])
            cuts.update((match.start(), match.end() + (colon.end() if colon else 0)))
    return cuts


@lru_cache(maxsize=1)
def _glued() -> re.Pattern[str]:
    """Finds the gap before the beginning of an item that follows another without a full stop."""
    verbs = (Path(__file__).parent / "reading" / "verbs_en.txt").read_text(encoding="utf-8").split()
    large = [verb.rstrip("*").capitalize() for verb in verbs if len(verb) > 3] + _LOWER_STARTERS.split()
    return re.compile(
        rf"(?<=[a-z)\]\d%]){_NO_END}\s+(?=(?:{'|'.join(sorted(set(large), key=len, reverse=True))})\b(?!:| \(| [A-Z]))"
        rf"|(?<=[\w)]){_NO_END}\s+(?={_STARTERS})"
    )
