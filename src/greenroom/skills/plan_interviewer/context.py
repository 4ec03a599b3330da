"""What a job description says of the company, the role and the process, in its own words."""

from __future__ import annotations

from collections.abc import Sequence

from greenroom.skills.evidence import Span, cut
from greenroom.skills.plan_interviewer.cues import Reading
from greenroom.skills.plan_interviewer.posting import Item
from greenroom.skills.plan_interviewer.schema import PlannedContext, PlannedSection, Requirement

LONGEST = 1_500  # characters of a section
_SHORTEST = 12
_A_SENTENCE = 6  # words
_ROLE = ("location", "pay", "availability", "benefits")


def context(
    text: str,
    listed: Sequence[Item],
    needed: Sequence[Requirement],
    warned: Sequence[Span],
    words: Reading,
    style: str,
) -> PlannedContext:
    """The sections; wording that is warned about stands in none, nor does a promise of equal treatment."""
    asked = [requirement.quote for requirement in needed]
    first = text.strip().partition("\n")[0].strip()
    plain = [
        item
        for item in listed
        if not any(span.start < item.end and item.start < span.end for span in warned)
        and not words.has("fair", item.text)
        and item.text.strip() != first
        and len(item.text.strip()) >= _SHORTEST
    ]
    firm = [item for item in plain if item.section == "about" or _introduces(item, listed, asked, words)]
    duties = [item for item in plain if item.section == "duties"][:4]
    told = [item for item in plain if item.section in _ROLE]
    process = [item for item in plain if item.section == "process" and _is_sentence(item.text)]
    return PlannedContext(
        company=_section(text, firm),
        role=_section(text, sorted([*duties, *told], key=lambda item: item.start)),
        process=_section(text, process, LONGEST // 2),
        style=style,
    )


def _is_sentence(line: str) -> bool:
    """Whether a line can be told: a sentence with a beginning, without an address."""
    first = line.split(" ", 1)[0]
    return not line[:1].islower() and not (first.isupper() and len(first) > 1) and "http" not in line


def _introduces(item: Item, listed: Sequence[Item], asked: Sequence[Span], words: Reading) -> bool:
    """Whether a sentence before the first heading speaks of the firm: it says so, or it asks for nothing."""
    if item.section:
        return False
    if words.openings.match(item.text) is not None:
        return True
    headed = any(other.section and other.start > item.start for other in listed)
    asks = any(span.start < item.end and item.start < span.end for span in asked)
    return headed and not asks and len(item.text.split()) >= _A_SENTENCE


def _section(text: str, chosen: Sequence[Item], longest: int = LONGEST) -> PlannedSection:
    quotes: list[Span] = []
    said: set[str] = set()
    length = 0
    for item in chosen:
        quote = cut(text, item.start, item.end)
        length += len(quote.text) + 1
        if length > longest:
            break
        if quote.text.casefold() not in said:
            said.add(quote.text.casefold())
            quotes.append(quote)
    return PlannedSection(text="\n".join(" ".join(quote.text.split()) for quote in quotes), quotes=quotes)
