"""Words the recogniser was unsure of are unknown: they can earn something, and cost nothing."""

from __future__ import annotations

from greenroom.skills.evidence import Span, cut
from greenroom.skills.score_answer import builtin
from greenroom.skills.score_answer.reasons import no_answer
from greenroom.skills.score_answer.schema import AnswerScore, AnswerToScore, PointCovered

UNCLEAR = "[unclear]"
_PART = 0.15
_GOOD = 3.0


def score(given: AnswerToScore) -> AnswerScore:
    """The better of the answer as heard and the answer without its unsure words.

    Where what was clear is no answer, and what was unsure no good one, it may have been misheard: the verdict is then
    "unheard", which counts as missing.
    """
    if not given.unsure:
        return builtin.score(given)
    heard = given.model_copy(update={"unsure": []})
    clear = heard.model_copy(update={"answer": without(given, " ")})
    whole, sure = builtin.score(heard), builtin.score(clear)
    if sure.score is None and (whole.score or 0.0) < _GOOD:
        return told(given, sure)
    best = max(whole, sure, key=lambda found: found.score or 0.0)
    return told(given, _in_its_own_words(best, given.answer))


def told(given: AnswerToScore, found: AnswerScore) -> AnswerScore:
    """A result that says what was hard to hear, and is as much less sure."""
    share = _share(given)
    if share <= 0:
        return found
    language = given.rubric.language
    if found.verdict == "not_addressed":
        points = [PointCovered(point=point) for point in given.rubric.key_points]
        return AnswerScore(
            verdict="unheard", confidence=0.0, reason=no_answer("unheard", language), points=points
        )
    if share < _PART:
        return found
    reason = f"{found.reason} {no_answer('partly_heard', language)}"
    confidence = round(found.confidence * (1 - share / 2), 2)
    return found.model_copy(update={"reason": reason, "confidence": confidence})


def without(given: AnswerToScore, mark: str) -> str:
    """The answer with its unsure stretches taken out: blanked letter by letter by " ", else replaced by `mark`."""
    text, parts, at = given.answer, [], 0
    for begins, ends in sorted(given.unsure):
        start, end = max(begins, at), min(ends, len(text))
        if start < end:
            parts += [text[at:start], " " * (end - start) if mark == " " else mark]
            at = end
    return "".join([*parts, text[at:]])


def _share(given: AnswerToScore) -> float:
    letters = sum(not letter.isspace() for letter in given.answer)
    clear = sum(not letter.isspace() for letter in without(given, " "))
    return 1 - clear / letters if letters else 0.0


def _in_its_own_words(found: AnswerScore, answer: str) -> AnswerScore:
    """Spans of a blanked answer, with the words that really stand there."""

    def own(span: Span) -> Span:
        return cut(answer, span.start, span.end)

    points = [
        point.model_copy(update={"span": own(point.span)}) if point.span else point for point in found.points
    ]
    return found.model_copy(update={"evidence": [own(span) for span in found.evidence], "points": points})
