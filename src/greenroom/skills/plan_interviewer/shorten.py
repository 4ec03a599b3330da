"""Lines of a job description cut to what can be read or spoken in one breath, and never in the middle of a thought."""

from __future__ import annotations

import re

SPOKEN = 120
_ALL_OF_IT = 95
_STRONG = re.compile(
    r",? (?:which|who|whose|including|such as|as well as|in order to|so that|in connection with|and may|and/or)\b"
    r"|;|: | \(|\. |,? (?:e\.g|i\.e|z\. ?B)\.|,? (?:einschließlich|wie z|sowie|notamment|ainsi que|incluyendo"
    r"|así como|incluindo|bem como)\b"
    r"|(?<!ing)(?<!ing,) and (?=\w{3,}ing\s(?!and\b|or\b))|, (?=\w{3,}ing\s(?!and\b|or\b))"
    r"|,? and (?=(?:supervises|performs|does|is|applies|provides|acts|conducts|prepares|assists|advises|makes|ensures"
    r"|works|may)\b)"
    r"|, (?=(?:by|with|to|as|using|under|mit|durch|um|avec|afin|con|para|com)\s)"
)
_WEAK = re.compile(
    r" (?=(?:that|in|for|at|within|under|of|to|by|with|from|related|directed|engaged|throughout|during|zur|zum|bei"
    r"|mit|im|für|von|pour|dans|auprès|avec|de|en|para|con|com|na|no|em)\s)"
)
_JOINING = re.compile(r"(?:[\s,;:]+(?:(?i:and/or|and|or|und|oder|et|ou|sowie|either)|(?<=[,;] )[oeyu]))+$")
_LOOSE = re.compile(
    r"(?:[\s,;:–-]+(?:and/or|and|or|of|in|to|the|a|an|for|with|at|by|on|from|as|und|oder|et|ou|y|o|e|u|de|des|du|der"
    r"|die|das|dem|den|mit|für|zu|von|la|le|les|el|los|do|da|para|con|com|pour|avec|either))+[\s,;:]*$"
)
_ELSEWHERE = re.compile(
    r"[;,]?\s+(?:and |or )?(?:either |both )?(?:#\s?\d+|(?:item|number|option|no\.?)s? \d+)"
    r"(?:\s*(?:or|and|,|/|&)\s*#?\s?\d+)*(?: (?:above|below|listed))*|[;,]\s+(?:and|or)\s+\(?\d{1,2}[.)]?$"
    r"|(?<=[a-z)])\s+or\s+\(?\d{1,2}[.)]?$",
    re.IGNORECASE,
)


def whole(line: str) -> str:
    """A line without "and" or "or" left dangling at its end, or a pointer to another item of a list."""
    bare = _ELSEWHERE.sub("", line).rstrip(" ,;:–-")
    return _JOINING.sub("", bare).rstrip(" ,;:–-")


def _cut(line: str) -> str:
    """The beginning of a line, without the words that lead to what was cut off."""
    bare = _LOOSE.sub("", whole(line)).rstrip(" ,;:–-")
    return bare[: bare.rindex("(")].rstrip(" ,;:–-") if bare.count("(") > bare.count(")") else bare


def within(line: str, limit: int) -> str:
    """At most `limit` characters, cut where a clause ends, else between words."""
    if len(line) <= limit:
        return whole(line)
    clause = max((cut.start() for cut in _STRONG.finditer(line, limit // 3, limit)), default=0)
    clause = clause or max((cut.start() for cut in _WEAK.finditer(line, limit // 2, limit)), default=0)
    return _cut(line[:clause] if clause else line[: limit + 1].rsplit(" ", 1)[0])


def spoken(line: str) -> str:
    """The first clause of a line that is too long to be spoken; a short line as it is."""
    if len(line) <= _ALL_OF_IT:
        return whole(line)
    strong = _STRONG.search(line, 30)
    first = line[: strong.start()] if strong else line
    if len(first) <= SPOKEN:
        return _cut(first)
    weak = [cut.start() for cut in _WEAK.finditer(first, 45, SPOKEN) if _cut(first[: cut.start()])]
    return _cut(first[: weak[-1]] if weak else first[: SPOKEN + 1].rsplit(" ", 1)[0])
