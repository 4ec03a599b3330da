"""How a language model writes feedback: it quotes, code finds the quotes and puts the letter around them."""

from __future__ import annotations

import re

from pydantic import BaseModel, ConfigDict

from greenroom.skills.candidate_feedback.builtin import MOST_NEXT, MOST_WELL, letter
from greenroom.skills.candidate_feedback.schema import FeedbackToWrite, FeedbackWritten, Praise
from greenroom.skills.contract import Checked, ModelSide
from greenroom.skills.evidence import locate
from greenroom.skills.lexical.fence import DATA_ONLY, fenced

_SYSTEM = f"""You write feedback to a candidate after a job interview, kindly and concretely, in the language asked for.
went_well: up to 4 sentences, each on one thing the answers show, with a quote of the words it rests on.
next_time: up to 3 sentences on what would make such answers stronger.
Speak to the candidate, and only of the content of the answers:
never of accent, voice, grammar, looks, health, family, age or origin. Give no score, no comparison with others, no
decision and no promise.
turn is the id of the answer; quote copies its words character for character, at most 25 words.
{DATA_ONLY}"""
_SCORE = re.compile(
    r"\b\d+(?:[.,]\d+)?\s*(?:/|out of|von|sur|de|من)\s*(?:5|10|100)\b|\b\d+\s?%", re.IGNORECASE
)


class _Shape(BaseModel):
    model_config = ConfigDict(extra="forbid")


class WrittenPraise(_Shape):
    text: str
    turn: str
    quote: str


class WrittenFeedback(_Shape):
    """What the model fills in."""

    went_well: list[WrittenPraise]
    next_time: list[str]


def prompt(given: FeedbackToWrite) -> tuple[str, str]:
    """Role and key points in plain lines, the answers fenced. The name is not sent: no model needs it."""
    lines = [f"Role: {given.role}", f"Language of the feedback: {given.language}"]
    for answer in given.answers:
        lines += ["", f"Asked before turn {answer.turn}: {answer.question}"]
        lines += [f"- {point.point} ({'made' if point.made else 'not made'})" for point in answer.points]
        lines.append(fenced("turn", answer.text, id=answer.turn))
    return _SYSTEM, "\n".join(lines)


def read(given: FeedbackToWrite, answer: WrittenFeedback) -> Checked[FeedbackWritten]:
    """Praise whose quote stands in its turn. What holds a score is left out and counted alike."""
    texts = {each.turn: each.text for each in given.answers}
    well: list[Praise] = []
    dropped = 0
    for each in answer.went_well:
        span = locate(each.quote, texts.get(each.turn, ""))
        if span is None or not each.text.strip() or _SCORE.search(each.text):
            dropped += 1
        else:
            well.append(Praise(text=" ".join(each.text.split()), turn=each.turn, span=span))
    later = [" ".join(text.split()) for text in answer.next_time if text.strip()]
    kept = [text for text in later if not _SCORE.search(text)]
    dropped += len(later) - len(kept)
    well, kept = well[:MOST_WELL], kept[:MOST_NEXT]
    text = letter(given, [praise.text for praise in well], kept)
    return Checked(FeedbackWritten(went_well=well, next_time=kept, text=text), dropped)


MODEL_SIDE = ModelSide[FeedbackToWrite, FeedbackWritten](
    version="1", answer=WrittenFeedback, prompt=prompt, read=read
)
