"""How a language model rates a language: it names the turn and quotes, code finds the quotes."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field

from greenroom.skills.contract import Checked, ModelSide
from greenroom.skills.evidence import locate
from greenroom.skills.lexical import tokenise
from greenroom.skills.lexical.fence import DATA_ONLY, interview
from greenroom.skills.rate_proficiency.schema import (
    Category,
    CategoryRated,
    Cited,
    ProficiencyRated,
    SpeechToRate,
)

_SYSTEM = f"""You rate how well a language is commanded in a job interview, by the recruiter's rubric.
You see words alone. Never judge accent, pronunciation, speed, pauses or fillers, nor what is said about the job, nor
guess where somebody is from. A transcript may hold words that were misheard: a single odd word is no mistake.
Give each category in the rubric's order a level from 1.0 to 5.0 by its anchors. The level is null where words cannot
tell (such as pronunciation) or where there are too few; the reason then says why.
Each level quotes one to three passages it rests on: turn is the id of the turn, quote copies its words character for
character, at most 25 words. The reason is one or two plain sentences.
{DATA_ONLY}"""

UNFOUND = "The words quoted for this level do not stand in the answers, so it could not be kept."
MISSING = "Not judged: the model gave nothing for this category."


class _Shape(BaseModel):
    model_config = ConfigDict(extra="forbid")


class SpokenWords(_Shape):
    turn: str
    quote: str


class ModelLevel(_Shape):
    category: int
    level: float | None = Field(ge=1, le=5)
    confidence: float = Field(ge=0, le=1)
    reason: str
    evidence: list[SpokenWords]


class ModelLevels(_Shape):
    """What the model fills in. category: its number, from 1."""

    levels: list[ModelLevel]


def prompt(given: SpeechToRate) -> tuple[str, str]:
    """The rubric in plain lines; questions in plain lines, the candidate's turns fenced."""
    lines = [f"Language: {given.language}", "Categories:"]
    for number, category in enumerate(given.categories, start=1):
        lines.append(f"{number}. {category.name}")
        lines += [f"   {score}: {text}" for score, text in sorted(category.anchors.items())]
    lines += interview(given.said)
    return _SYSTEM, "\n".join(lines)


def read(given: SpeechToRate, answer: ModelLevels) -> Checked[ProficiencyRated]:
    """Every category in order. A level without a quote that stands in its turn is not kept."""
    texts = {said.turn: said.text for said in given.said}
    by_number = {level.category: level for level in reversed(answer.levels)}
    rated, dropped = [], 0
    for number, category in enumerate(given.categories, start=1):
        result, missing = _rated(category, by_number.get(number), texts)
        rated.append(result)
        dropped += missing
    words = sum(len(tokenise(text)) for text in texts.values())
    return Checked(ProficiencyRated(categories=rated, words=words), dropped)


def _rated(category: Category, level: ModelLevel | None, texts: dict[str, str]) -> tuple[CategoryRated, int]:
    if level is None:
        return CategoryRated(name=category.name, confidence=0.0, reason=MISSING), 0
    found = [
        Cited(turn=each.turn, span=span)
        for each in level.evidence
        if (span := locate(each.quote, texts.get(each.turn, "")))
    ]
    dropped = len(level.evidence) - len(found)
    unfounded = level.level is not None and not found
    kept = CategoryRated(
        name=category.name,
        level=None if unfounded else level.level,
        confidence=0.0 if unfounded else level.confidence,
        reason=UNFOUND if unfounded else level.reason,
        evidence=found,
    )
    return kept, dropped


MODEL_SIDE = ModelSide[SpeechToRate, ProficiencyRated](
    version="1", answer=ModelLevels, prompt=prompt, read=read
)
