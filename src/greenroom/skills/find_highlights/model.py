"""How a language model finds highlights: it names the turn and quotes, code finds the quotes."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from greenroom.skills.contract import Checked, ModelSide
from greenroom.skills.evidence import locate
from greenroom.skills.find_highlights.schema import Highlight, Highlights, InterviewHeard
from greenroom.skills.lexical.fence import DATA_ONLY, interview

MOST = {"highlight": 5, "lowlight": 3, "chip": 6}
_CHIP_WORDS = 4

_SYSTEM = f"""You tell a recruiter what in an interview matters for the role.
highlight: speaks for the candidate. lowlight: a gap or a risk for the role, never a matter of accent, style,
health, family, age or origin. chip: a skill in 1 to 4 words.
At most 5 highlights, 3 lowlights and 6 chips, the most important first within a kind. Severity is 1 (mention),
2 (matters) or 3 (decisive). Each text is one short sentence of your own in the language of the interview.
turn is the id of the candidate's turn it rests on; quote copies its words character for character, at most
25 words. Leave out what no words support.
{DATA_ONLY}"""


class _Shape(BaseModel):
    model_config = ConfigDict(extra="forbid")


class FoundLight(_Shape):
    kind: Literal["highlight", "lowlight", "chip"]
    text: str
    severity: int = Field(ge=1, le=3)
    turn: str
    quote: str


class FoundLights(_Shape):
    """What the model fills in."""

    found: list[FoundLight]


def prompt(given: InterviewHeard) -> tuple[str, str]:
    """Role and requirements in plain lines; questions in plain lines, the candidate's turns fenced."""
    lines = [f"Role: {given.role}", "Requirements, most important first:"]
    lines += [f"- {requirement}" for requirement in given.requirements]
    if given.language:
        lines.append(f"Language of the interview: {given.language}")
    lines += interview(given.said)
    return _SYSTEM, "\n".join(lines)


def read(given: InterviewHeard, answer: FoundLights) -> Checked[Highlights]:
    """Those whose quote stands in their turn, within the number of each kind; the unfounded are counted."""
    texts = {said.turn: said.text for said in given.said}
    kept: dict[str, list[Highlight]] = {kind: [] for kind in MOST}
    dropped = 0
    for light in answer.found:
        span = locate(light.quote, texts.get(light.turn, ""))
        if span is None or not light.text.strip():
            dropped += 1
            continue
        too_long = light.kind == "chip" and len(light.text.split()) > _CHIP_WORDS
        if len(kept[light.kind]) < MOST[light.kind] and not too_long:
            kept[light.kind].append(
                Highlight(
                    kind=light.kind,
                    text=light.text.strip(),
                    severity=light.severity,
                    turn=light.turn,
                    span=span,
                )
            )
    return Checked(Highlights(found=[light for kind in MOST for light in kept[kind]]), dropped)


MODEL_SIDE = ModelSide[InterviewHeard, Highlights](version="1", answer=FoundLights, prompt=prompt, read=read)
