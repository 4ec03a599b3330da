"""How a language model plays a candidate: it quotes its own words for each point, code finds them."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict

from greenroom.skills.contract import Checked, ModelSide
from greenroom.skills.evidence import locate
from greenroom.skills.lexical.fence import DATA_ONLY, fenced
from greenroom.skills.play_candidate.schema import AnswerPlayed, PartToPlay, PointPlayed

_SYSTEM = f"""You play a candidate in a job interview, so that a recruiter sees what a rubric does. Answer as one
speaks, in the first person and the language asked for, in at most 200 words.
strong: one concrete story of your own that names every key point with specifics: when, what, figures, what came of it.
typical: about half of the key points, in general words, no figures. weak: short, off the point or generic, no
key point.
Never copy a key point word for word; tell it as something you did. Invent people and firms plainly, no real names.
Say nothing about age, family, origin, religion, health or other protected matters.
points: for each key point you spoke to, its number and your own words that do, copied character for character.
{DATA_ONLY}"""


class _Shape(BaseModel):
    model_config = ConfigDict(extra="forbid")


class PointSpoken(_Shape):
    point: int
    quote: str


class PlayedAnswer(_Shape):
    """What the model fills in. points: numbers from 1."""

    text: str
    points: list[PointSpoken]


def prompt(given: PartToPlay) -> tuple[str, str]:
    lines = [f"Role: {given.role or 'not named'}", f"Level: {given.level}", f"Language: {given.language}"]
    lines.append(f"Question: {given.question}")
    lines += [f"Score {score}: {text}" for score, text in sorted(given.anchors.items())]
    if given.key_points:
        lines += ["Key points:", *(f"{at}. {point}" for at, point in enumerate(given.key_points, start=1))]
    lines += [fenced("said", f"{exchange.speaker}: {exchange.text}") for exchange in given.exchanges]
    return _SYSTEM, "\n".join(lines)


def read(given: PartToPlay, answer: PlayedAnswer) -> Checked[AnswerPlayed]:
    """Points whose quote stands in the answer, each once, in their order; the others are dropped and counted."""
    text = answer.text.strip()
    kept: dict[int, PointPlayed] = {}
    dropped = 0
    for spoken in answer.points:
        span = locate(spoken.quote, text)
        if span is None:
            dropped += 1
        elif 1 <= spoken.point <= len(given.key_points):
            kept.setdefault(spoken.point - 1, PointPlayed(point=spoken.point - 1, span=span))
    return Checked(AnswerPlayed(text=text, points=[kept[point] for point in sorted(kept)]), dropped)


MODEL_SIDE = ModelSide[PartToPlay, AnswerPlayed](version="1", answer=PlayedAnswer, prompt=prompt, read=read)
