"""The anchors of a rubric: made to differ, made to say something, and moved up or down at the recruiter's wish."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from greenroom.skills.evidence import cut
from greenroom.skills.improve_question.schema import Change, Problem, QuestionToImprove
from greenroom.skills.improve_question.wording import Wording
from greenroom.skills.lexical import coverage, negations, tokenise

_SAME = 0.85
_FEWEST = 2  # words that say something
_MIDDLE = {"2": 0.25, "3": 0.5, "4": 0.75}


def improve_anchors(given: QuestionToImprove, wording: Wording) -> tuple[dict[str, str], list[Change]]:
    """The anchors from now on, and what was changed about them, by score."""
    now = dict(given.anchors)
    changed: dict[str, tuple[Problem, str]] = {}
    same = _say_the_same(now.get("1", ""), now.get("5", ""), wording.language)
    for score, text in now.items():
        ends = score in ("1", "5")
        problem: Problem | None = "same_anchors" if same and ends else None
        if problem is None and _is_vague(text, wording):
            problem = "vague_anchor"
        if problem:
            now[score] = _written(score, given.key_points, wording)
            changed[score] = (problem, problem)
    for score, (text, reason) in _moved(now, given.wish, wording).items():
        if text != now[score]:
            now[score] = text
            changed[score] = ("wish", reason)
    changes = [_change(score, given.anchors, now, *changed[score], wording) for score in sorted(changed)]
    return now, changes


def _change(
    score: str,
    before: Mapping[str, str],
    now: Mapping[str, str],
    problem: Problem,
    reason: str,
    wording: Wording,
) -> Change:
    old = before[score]
    span = cut(old, 0, len(old)) if old.strip() else None
    told = wording.reasons[reason]
    return Change(field=f"anchor {score}", problem=problem, before=span, after=now[score], reason=told)


def _say_the_same(one: str, other: str, language: str) -> bool:
    if not one.strip() or not other.strip():
        return False
    if _denials(one, language) != _denials(other, language):
        return False
    return min(coverage(one, other, language), coverage(other, one, language)) >= _SAME


def _denials(text: str, language: str) -> int:
    return len(negations(tokenise(text), text, language))


def _is_vague(text: str, wording: Wording) -> bool:
    telling = [token for token in tokenise(text) if token.text.casefold() not in wording.vague]
    return len(telling) < _FEWEST


def _written(score: str, points: Sequence[str], wording: Wording) -> str:
    """An anchor made from the key points; from what any told example holds, where there are none."""
    ends = {"1": "one", "5": "five"}
    if not points:
        return wording.say[f"{ends.get(score, 'five')}_plain"]
    listed = "; ".join(points)
    if score in ends:
        return wording.say[ends[score]].format(points=listed)
    count = max(1, round(_MIDDLE.get(score, 0.5) * len(points)))
    return wording.say["some"].format(count=count, points=listed)


def _moved(anchors: Mapping[str, str], wish: str, wording: Wording) -> dict[str, tuple[str, str]]:
    """Score to (text, reason) where the bar was to be moved: each text goes to the score next to its own."""
    stricter = wording.wishes["stricter"].search(wish) is not None
    lenient = wording.wishes["lenient"].search(wish) is not None
    if stricter == lenient or not anchors:
        return {}
    name, step = ("stricter", 1) if stricter else ("lenient", -1)
    whole = all(anchors.get(str(score), "").strip() for score in range(1, 6))
    moved = {}
    for score in anchors if whole else ():
        source = str(int(score) + step)
        if score not in ("1", "5"):
            moved[score] = (anchors[source], name)
    for score, key in (("1", "one"), ("5", "five")):
        text = anchors.get(score, "").strip()
        if text:
            if whole and not stricter and score == "5":
                text = anchors["4"]
            moved[score] = (_with(text, wording.say[f"{name}_{key}"]), f"{name}_end")
    return moved


def _with(text: str, more: str) -> str:
    if more in text:
        return text
    return f"{text if text[-1] in '.!?؟' else text + '.'} {more}"
