"""Facts that are stated twice, in writing and in conversation, by the finders of `extract_tags`."""

from __future__ import annotations

from collections.abc import Sequence

from greenroom.skills.cross_check.schema import Conflict, StatementsToCompare
from greenroom.skills.cross_check.stated import Stated
from greenroom.skills.evidence import cut
from greenroom.skills.extract_tags.builtin import hear
from greenroom.skills.extract_tags.schema import STANDARD_TAGS, TagHeard, TagsToHear
from greenroom.skills.find_highlights.schema import Said
from greenroom.skills.judge_structured.typed import duration

_COMPARED = {"years_of_experience", "work_authorisation", "notice_period"}
_SUMMARY = "resume summary"
_ALLOWED = {"Citizen", "Permanent resident", "No sponsorship needed"}
_NEEDS = {"Needs sponsorship"}
_YEAR = 365.0


def compare(given: StatementsToCompare, stated: Stated) -> tuple[int, list[Conflict]]:
    """Years of experience, notice and right to work, where both sides name them."""
    written = _written(given, stated)
    said = _heard(given.said, given.language)
    found = []
    pairs = [(first, said[name]) for name, first in written.items() if name in said]
    for first, second in pairs:
        severity = _apart(first, second)
        if severity:
            found.append(_conflict(first, second, severity, given, stated))
    return len(pairs), found


def _written(given: StatementsToCompare, stated: Stated) -> dict[str, TagHeard]:
    """A form's answers count before the resume's summary."""
    summary = []
    if stated.summary:
        summary = [Said(turn=_SUMMARY, question="", text=stated.summary.text)]
    return {**_heard(summary, ""), **_heard(given.written, "")}


def _heard(said: Sequence[Said], language: str) -> dict[str, TagHeard]:
    wanted = [tag for tag in STANDARD_TAGS if tag.name in _COMPARED]
    if not said:
        return {}
    return {tag.name: tag for tag in hear(TagsToHear(language=language, wanted=wanted, said=list(said))).tags}


def _apart(first: TagHeard, second: TagHeard) -> int:
    if first.name == "work_authorisation":
        one, other = {first.value}, {second.value}
        return 3 if (one <= _ALLOWED and other <= _NEEDS) or (one <= _NEEDS and other <= _ALLOWED) else 0
    one_time, other_time = duration(first.value), duration(second.value)
    if one_time is None or other_time is None:
        return 0
    low, high = sorted((one_time.days, other_time.days))
    if first.name == "notice_period":
        return 1 if high - low > 7 else 0
    if high - low < 2 * _YEAR or high < 1.5 * low:
        return 0
    return 2 if high >= 2 * low else 1


def _conflict(
    first: TagHeard, second: TagHeard, severity: int, given: StatementsToCompare, stated: Stated
) -> Conflict:
    label = next(tag.label for tag in STANDARD_TAGS if tag.name == first.name)
    span, source = first.span, first.turn
    if source == _SUMMARY and stated.summary:
        begin = stated.summary.start
        span, source = cut(given.resume, begin + span.start, begin + span.end), ""
    return Conflict(
        kind="other",
        severity=severity,
        reason=f"{label}: {first.value} in writing, {second.value} in conversation.",
        source=source,
        first=span,
        turn=second.turn,
        second=second.span,
    )
