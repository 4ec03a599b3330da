"""How a language model improves a question: it quotes what it changed, code finds the quotes and keeps the law."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict

from greenroom.skills.contract import Checked, ModelSide
from greenroom.skills.evidence import locate
from greenroom.skills.improve_question.builtin import note
from greenroom.skills.improve_question.schema import (
    Change,
    Problem,
    QuestionImproved,
    QuestionToImprove,
    Remark,
)
from greenroom.skills.improve_question.wording import wording
from greenroom.skills.lexical import detect
from greenroom.skills.lexical.fence import DATA_ONLY, fenced
from greenroom.skills.plan_interviewer.focus import PROMPT
from greenroom.skills.plan_interviewer.protected import ground_of

_SYSTEM = f"""You improve one interview question, or one entry of a scoring rubric, for a recruiter.
Look for: two questions in one (double), wording that gives the wanted answer away (leading), a yes/no question where
a story is needed (yes_no), protected characteristics (protected), wording that shuts people out (biased), anchors for
1 and 5 that do not differ (same_anchors), anchors that would fit any question (vague_anchor), jargon, too_long; and
do what the recruiter wishes (wish).
Change as little as possible, and nothing that has no fault. Keep the language of the question. Never ask about age,
family, gender, orientation, religion, origin, health, politics or looks. Anchors say what an answer holds, not how
good it is. Of two questions keep the first; the second goes into split_off.
For each change name the field ("text", "anchor 1" to "anchor 5"), copy the words it replaces into quote, character for
character ("" where there was nothing), give the new words and the reason in one sentence.
remarks: what you could not mend by yourself, with its quote.
{DATA_ONLY}"""

Field = Literal["text", "anchor 1", "anchor 2", "anchor 3", "anchor 4", "anchor 5"]


class _Shape(BaseModel):
    model_config = ConfigDict(extra="forbid")


class ChangeMade(_Shape):
    field: Field
    problem: Problem
    quote: str
    after: str
    reason: str


class RemarkMade(_Shape):
    field: Field
    problem: Problem
    quote: str
    reason: str


class AnchorText(_Shape):
    score: Literal["1", "2", "3", "4", "5"]
    text: str


class ImprovedAnswer(_Shape):
    """What the model fills in: the whole question as it should be, and what changed."""

    text: str
    anchors: list[AnchorText]
    changes: list[ChangeMade]
    remarks: list[RemarkMade]
    split_off: list[str]


def prompt(given: QuestionToImprove) -> tuple[str, str]:
    lines = [f"Role: {given.title or 'not named'}", f"Kind of question: {given.modality}"]
    lines.append(f"The recruiter's wish: {given.wish.strip() or 'none'}")
    if given.focus in PROMPT and given.modality == "open":
        lines.append(PROMPT[given.focus])
    lines += ["", fenced("text", given.text)]
    lines += [fenced("anchor", text, id=score) for score, text in sorted(given.anchors.items())]
    if given.key_points:
        lines.append(fenced("points", "\n".join(given.key_points)))
    return _SYSTEM, "\n".join(lines)


def read(given: QuestionToImprove, answer: ImprovedAnswer) -> Checked[QuestionImproved]:
    """A field is changed only where a change names it with words that stand there; a question nobody may ask is not
    taken at all."""
    fields = {"text": given.text} | {f"anchor {score}": text for score, text in given.anchors.items()}
    offered = {"text": answer.text} | {f"anchor {anchor.score}": anchor.text for anchor in answer.anchors}
    changes: list[Change] = []
    dropped = 0
    for made in answer.changes:
        before = locate(made.quote, fields.get(made.field, ""))
        new = made.field.startswith("anchor") and not fields.get(made.field) and not made.quote
        if (before is None and not new) or not _fit(offered.get(made.field, "")):
            dropped += 1
            continue
        after = made.after.strip()
        changes.append(
            Change(field=made.field, problem=made.problem, before=before, after=after, reason=made.reason)
        )
    for change in changes:
        fields[change.field] = offered[change.field].strip()
    remarks, lost = _remarks(given, answer)
    words = wording(given.language or detect(given.text))
    output = QuestionImproved(
        text=fields["text"],
        anchors={name.removeprefix("anchor "): text for name, text in fields.items() if name != "text"},
        key_points=given.key_points,
        changes=changes,
        remarks=remarks,
        split_off=[text.strip() for text in answer.split_off if changes and _fit(text)],
        note=note(len(changes), words),
    )
    return Checked(output, dropped + lost)


def _fit(text: str) -> bool:
    return bool(text.strip()) and not ground_of(text)


def _remarks(given: QuestionToImprove, answer: ImprovedAnswer) -> tuple[list[Remark], int]:
    kept: list[Remark] = []
    for made in answer.remarks:
        text = (
            given.text if made.field == "text" else given.anchors.get(made.field.removeprefix("anchor "), "")
        )
        quote = locate(made.quote, text)
        if quote is not None:
            kept.append(Remark(field=made.field, problem=made.problem, quote=quote, reason=made.reason))
    return kept, len(answer.remarks) - len(kept)


MODEL_SIDE = ModelSide[QuestionToImprove, QuestionImproved](
    version="1", answer=ImprovedAnswer, prompt=prompt, read=read
)
