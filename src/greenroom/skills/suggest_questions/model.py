"""How a language model suggests questions: it quotes the job description, code finds the quotes."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field

from greenroom.skills.contract import Checked, ModelSide
from greenroom.skills.evidence import locate
from greenroom.skills.lexical import coverage, detect
from greenroom.skills.lexical.fence import DATA_ONLY, fenced
from greenroom.skills.plan_interviewer.focus import PROMPT
from greenroom.skills.plan_interviewer.protected import ground_of
from greenroom.skills.suggest_questions.schema import (
    JobToAskAbout,
    QuestionsSuggested,
    Shape,
    SuggestedQuestion,
)

_SYSTEM = f"""You suggest further questions for a job, of the modality asked for, that are not asked yet.
open: an interview question for a story or a case. structured, form, sms: an answer with a shape (yes_no, number with
its unit, text, date). tag: a fact to listen for, as a short name. qualification: a yes/no statement about the
candidate that a resume can show. criterion: a statement scored 1 to 5 from a resume.
Each asks one thing, bound to what this job needs. Anchors (one, five) and key points for open questions; anchors for
criteria; empty elsewhere. Never ask about age, family, gender, orientation, religion, origin, health, politics or
looks. reason: one sentence for the recruiter. quote: the words of the job description it rests on, character for
character; empty where it rests on none. Write in the language of the job description, or the one asked for.
{DATA_ONLY}"""
_ASKED = 0.8


class _Shape(BaseModel):
    model_config = ConfigDict(extra="forbid")


class QuestionMade(_Shape):
    text: str
    topic: str
    shape: Shape
    unit: str
    one: str
    five: str
    key_points: list[str] = Field(max_length=6)
    reason: str
    quote: str


class SuggestedAnswer(_Shape):
    """What the model fills in."""

    questions: list[QuestionMade]


def prompt(given: JobToAskAbout) -> tuple[str, str]:
    lines = [f"Modality: {given.modality}", f"How many: {given.count}", f"Role: {given.title or 'not named'}"]
    if given.language:
        lines.append(f"Language: {given.language}")
    if given.focus in PROMPT and given.modality == "open":
        lines.append(PROMPT[given.focus])
    lines += ["Required:", *(f"* {text}" for text in given.requirements)] if given.requirements else []
    lines += ["Asked already:", *(f"* {text}" for text in given.asked)] if given.asked else []
    return _SYSTEM, "\n".join([*lines, "", fenced("job", given.job_description)])


def read(given: JobToAskAbout, answer: SuggestedAnswer) -> Checked[QuestionsSuggested]:
    """Without questions that rest on words that are not there, are asked already, or that nobody may ask."""
    language = given.language or detect(given.job_description)
    kept: list[SuggestedQuestion] = []
    dropped = 0
    for made in answer.questions:
        quote = locate(made.quote, given.job_description)
        if made.quote.strip() and quote is None:
            dropped += 1
            continue
        told = [*given.asked, *(question.text for question in kept)]
        asked = any(coverage(made.text, text, language) >= _ASKED for text in told)
        if made.text.strip() and not asked and not ground_of(made.text):
            anchors = {"1": made.one, "5": made.five} if made.one.strip() and made.five.strip() else {}
            kept.append(
                SuggestedQuestion(
                    text=made.text.strip(),
                    topic=made.topic,
                    shape=made.shape,
                    unit=made.unit,
                    anchors=anchors,
                    key_points=made.key_points,
                    reason=made.reason,
                    quote=quote,
                )
            )
    return Checked(QuestionsSuggested(questions=kept[: given.count]), dropped)


MODEL_SIDE = ModelSide[JobToAskAbout, QuestionsSuggested](
    version="1", answer=SuggestedAnswer, prompt=prompt, read=read
)
