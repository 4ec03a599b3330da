"""How a language model holds statements beside each other: it quotes both, code finds both quotes."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from greenroom.skills.contract import Checked, ModelSide
from greenroom.skills.cross_check.schema import ClaimKind, Comparison, Conflict, StatementsToCompare
from greenroom.skills.evidence import Span, locate
from greenroom.skills.lexical.fence import DATA_ONLY, fenced, interview

_SYSTEM = f"""You compare what a candidate wrote in a resume or form with what the same person said in an interview.
Report only statements about the same matter that cannot both be true: dates of a job, its title, the employer, a
skill, education. What only one side mentions, what is vague, and what a slip of the tongue or rounding explains is no
conflict. Do not judge the person: a human asks about it. When in doubt, report nothing.
severity: 1 worth asking, 2 matters, 3 decisive if it holds. reason: one plain sentence that names both statements.
first quotes what was written; its source is "resume" or the id of the form's answer. second quotes what was said; its
turn is the id of the turn. Quotes are copied character for character, at most 25 words each.
compared: how many statements stood beside one of the same matter, whether they agree or not.
{DATA_ONLY}"""
RESUME = "resume"
_MOST = 12


class _Shape(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Written(_Shape):
    source: str
    quote: str


class Spoken(_Shape):
    turn: str
    quote: str


class FoundConflict(_Shape):
    kind: Literal["date", "title", "employer", "skill", "education", "other"]
    severity: int = Field(ge=1, le=3)
    reason: str
    first: Written
    second: Spoken


class FoundConflicts(_Shape):
    """What the model fills in."""

    conflicts: list[FoundConflict]
    compared: int = Field(ge=0)


def prompt(given: StatementsToCompare) -> tuple[str, str]:
    """Everything that was written and said, fenced; questions in plain lines."""
    lines = [f"The interview was held on {given.as_of.isoformat()}."]
    if given.resume.strip():
        lines += ["", fenced("resume", given.resume, id=RESUME)]
    for said in given.written:
        lines += ["", f"Asked in the form: {said.question}", fenced("form", said.text, id=said.turn)]
    lines += interview(given.said)
    return _SYSTEM, "\n".join(lines)


def read(given: StatementsToCompare, answer: FoundConflicts) -> Checked[Comparison]:
    """Conflicts both of whose quotes stand where they are said to; each quote that does not is counted."""
    written = {RESUME: given.resume, **{said.turn: said.text for said in given.written}}
    spoken = {said.turn: said.text for said in given.said}
    kept: list[Conflict] = []
    dropped = 0
    for each in answer.conflicts:
        first = locate(each.first.quote, written.get(each.first.source, ""))
        second = locate(each.second.quote, spoken.get(each.second.turn, ""))
        dropped += (first is None) + (second is None)
        if first and second and each.reason.strip():
            kept.append(_conflict(each, each.kind, first, second))
    kept.sort(key=lambda conflict: -conflict.severity)
    return Checked(Comparison(conflicts=kept[:_MOST], compared=max(answer.compared, len(kept))), dropped)


def _conflict(each: FoundConflict, kind: ClaimKind, first: Span, second: Span) -> Conflict:
    return Conflict(
        kind=kind,
        severity=each.severity,
        reason=each.reason.strip(),
        source="" if each.first.source == RESUME else each.first.source,
        first=first,
        turn=each.second.turn,
        second=second,
    )


MODEL_SIDE = ModelSide[StatementsToCompare, Comparison](
    version="1", answer=FoundConflicts, prompt=prompt, read=read
)
