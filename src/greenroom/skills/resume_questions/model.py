"""How a language model asks about a resume: it quotes what it asks about, code finds the quote."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict

from greenroom.skills.contract import Checked, ModelSide
from greenroom.skills.evidence import locate
from greenroom.skills.lexical.fence import DATA_ONLY, fenced
from greenroom.skills.resume_questions.schema import ResumeQuestion, ResumeQuestions, ResumeToAskAbout
from greenroom.skills.resume_questions.wording import is_private

LONGEST = 500  # characters of a question

_SYSTEM = f"""You write questions for an interview about what a candidate's own resume says: open, friendly, one
thing at a time, about work that bears on the role, in the language that is named. Never about age, origin, family,
health, religion, looks or gaps between positions, and nothing the interview asks anyway.
timing: upfront for what warms up and sets the scene, deferred for what goes deep.
quote: the words of the resume a question is about, copied character for character.
{DATA_ONLY}"""


class _Shape(BaseModel):
    model_config = ConfigDict(extra="forbid")


class AskedAbout(_Shape):
    text: str
    timing: Literal["upfront", "deferred"]
    quote: str


class AskedAnswer(_Shape):
    """What the model fills in."""

    questions: list[AskedAbout]


def prompt(given: ResumeToAskAbout) -> tuple[str, str]:
    lines = [
        f"Role: {given.role}\nLanguage: {given.language}\nAt most {given.count} questions.",
        fenced("requirements", "\n".join(given.requirements)),
        fenced("asked-anyway", "\n".join(given.asked)),
        fenced("resume", given.text),
    ]
    return _SYSTEM, "\n\n".join(lines)


def read(given: ResumeToAskAbout, answer: AskedAnswer) -> Checked[ResumeQuestions]:
    """A question that rests on no words of the resume, or touches a protected ground, is dropped and counted."""
    kept = []
    for each in answer.questions:
        about, text = locate(each.quote, given.text), " ".join(each.text.split())
        if about is not None and text and len(text) <= LONGEST and not is_private(f"{text} {about.text}"):
            kept.append(ResumeQuestion(text=text, timing=each.timing, about=about))
    return Checked(ResumeQuestions(questions=kept[: given.count]), len(answer.questions) - len(kept))


MODEL_SIDE = ModelSide[ResumeToAskAbout, ResumeQuestions](
    version="1", answer=AskedAnswer, prompt=prompt, read=read
)
