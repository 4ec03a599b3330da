"""How a language model hears tags: it names the turn and quotes, code finds the quotes."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field

from greenroom.skills.contract import Checked, ModelSide
from greenroom.skills.evidence import locate
from greenroom.skills.extract_tags.schema import TagHeard, TagsHeard, TagsToHear
from greenroom.skills.lexical.fence import DATA_ONLY, interview

_SYSTEM = f"""You note facts that a candidate states about themselves in a job interview.
Note only the tags listed, each at most once, and only what the candidate states as a fact of today or of the
agreed future: not what is denied, imagined, wished for, asked, or said of somebody else.
If the candidate corrects themselves, the correction counts.
Give the value short and normalised in English: "2 weeks", "GBP 12.60 an hour", "Spanish (fluent), English".
turn is the id of the candidate's turn; quote copies its words character for character, at most 20 words.
{DATA_ONLY}"""


class _Shape(BaseModel):
    model_config = ConfigDict(extra="forbid")


class HeardTag(_Shape):
    name: str
    value: str
    confidence: float = Field(ge=0, le=1)
    turn: str
    quote: str


class HeardTags(_Shape):
    """What the model fills in."""

    tags: list[HeardTag]


def prompt(given: TagsToHear) -> tuple[str, str]:
    """The tags wanted in plain lines; questions in plain lines, the candidate's turns fenced."""
    lines = ["Tags:"]
    lines += [f"- {tag.name}: {tag.label}{f' ({tag.hint})' if tag.hint else ''}" for tag in given.wanted]
    lines += interview(given.said)
    return _SYSTEM, "\n".join(lines)


def read(given: TagsToHear, answer: HeardTags) -> Checked[TagsHeard]:
    """Tags whose quote stands in their turn, one for each name, in the order wanted; the rest is counted."""
    texts = {said.turn: said.text for said in given.said}
    wanted = [tag.name for tag in given.wanted]
    kept: dict[str, TagHeard] = {}
    dropped = 0
    for tag in answer.tags:
        span = locate(tag.quote, texts.get(tag.turn, ""))
        if span is None or not tag.value.strip():
            dropped += 1
        elif tag.name in wanted and tag.name not in kept:
            kept[tag.name] = TagHeard(
                name=tag.name, value=tag.value.strip(), confidence=tag.confidence, turn=tag.turn, span=span
            )
    return Checked(TagsHeard(tags=[kept[name] for name in wanted if name in kept]), dropped)


MODEL_SIDE = ModelSide[TagsToHear, TagsHeard](version="1", answer=HeardTags, prompt=prompt, read=read)
