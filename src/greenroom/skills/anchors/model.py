"""How a language model describes the middle of a scale."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field

from greenroom.skills.anchors.schema import AnchorsToWrite, AnchorsWritten
from greenroom.skills.contract import Checked, ModelSide
from greenroom.skills.lexical.fence import DATA_ONLY, fenced

_SYSTEM = f"""A recruiter has described the worst (1) and the best (5) answer to an interview question.
Describe what earns 2, 3 and 4, each in one or two plain sentences in the language of those descriptions: behaviour that
can be heard in an answer, each clearly better than the one before, evenly spaced between the two ends. Ask for nothing
that the ends do not speak of: nothing about the person, their voice or their style.
{DATA_ONLY}"""
_LONGEST = 600


class WrittenAnchors(BaseModel):
    """What the model fills in."""

    model_config = ConfigDict(extra="forbid")

    two: str = Field(min_length=1)
    three: str = Field(min_length=1)
    four: str = Field(min_length=1)


def prompt(given: AnchorsToWrite) -> tuple[str, str]:
    """The question and its ends, fenced: recruiters paste them from anywhere."""
    lines = [fenced("question", given.question), "Score 1:", fenced("one", given.one), "Score 5:"]
    lines.append(fenced("five", given.five))
    lines += [f"- {point}" for point in given.key_points]
    if given.language:
        lines.append(f"Language: {given.language}")
    return _SYSTEM, "\n".join(lines)


def read(_given: AnchorsToWrite, answer: WrittenAnchors) -> Checked[AnchorsWritten]:
    """The three texts, cut at 600 characters; there is nothing in them to quote."""
    two, three, four = (" ".join(text.split())[:_LONGEST] for text in (answer.two, answer.three, answer.four))
    return Checked(AnchorsWritten(two=two, three=three, four=four))


MODEL_SIDE = ModelSide[AnchorsToWrite, AnchorsWritten](
    version="1", answer=WrittenAnchors, prompt=prompt, read=read
)
