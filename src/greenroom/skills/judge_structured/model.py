"""How a language model reads structured answers: it names the turn and quotes, code finds the quotes."""

from __future__ import annotations

from datetime import date

from pydantic import BaseModel, ConfigDict, Field

from greenroom.skills.contract import Checked, ModelSide
from greenroom.skills.evidence import locate
from greenroom.skills.judge_structured.schema import (
    AnswerJudged,
    AnswersJudged,
    AnswersToJudge,
    Choice,
    Duration,
    Money,
    Number,
    Period,
    Start,
    Typed,
    WantedAnswer,
    YesNo,
)
from greenroom.skills.judge_structured.typed import passes
from greenroom.skills.lexical.fence import DATA_ONLY, interview

_SYSTEM = f"""You note structured answers that a candidate gives in a job interview.
Note only the names listed, each at most once, and only what the candidate states of themselves as a fact of today or
of the agreed future: not what is denied, imagined, asked, or said of somebody else. A correction counts.
value says it short in English ("GBP 12.60 an hour", "2 weeks", "No sponsorship needed").
Fill in only what its kind needs. money: number, up_to for a range, currency (ISO 4217), period. duration: number of
days. start: day (ISO date) or number of days from now. yes_no: yes. number: number. choice: choices, from the options
where there are some. Leave the rest null.
turn is the id of the candidate's turn; quote copies its words character for character, at most 20 words.
{DATA_ONLY}"""


class _Shape(BaseModel):
    model_config = ConfigDict(extra="forbid")


class FoundAnswer(_Shape):
    name: str
    value: str
    number: float | None
    up_to: float | None
    currency: str | None
    period: Period | None
    day: date | None
    yes: bool | None
    choices: list[str] | None
    confidence: float = Field(ge=0, le=1)
    turn: str
    quote: str


class FoundAnswers(_Shape):
    """What the model fills in."""

    answers: list[FoundAnswer]


def prompt(given: AnswersToJudge) -> tuple[str, str]:
    """The answers wanted in plain lines; questions in plain lines, the candidate's turns fenced."""
    lines = [f"The interview was held on {given.as_of.isoformat()}.", "Answers:"]
    lines += [f"- {each.name}: {each.label} ({_how(each)})" for each in given.wanted]
    lines += interview(given.said)
    return _SYSTEM, "\n".join(lines)


def _how(wanted: WantedAnswer) -> str:
    options = f", options: {'; '.join(wanted.options)}" if wanted.options else ""
    unit = f", in {wanted.unit}" if wanted.unit else ""
    return f"{wanted.kind}{unit}{options}"


def read(given: AnswersToJudge, answer: FoundAnswers) -> Checked[AnswersJudged]:
    """Answers whose quote stands in their turn and whose value has the kind asked for; the unfounded are counted."""
    texts = {said.turn: said.text for said in given.said}
    found: dict[str, AnswerJudged] = {}
    dropped = 0
    wanted = {each.name: each for each in given.wanted}
    for each in answer.answers:
        span = locate(each.quote, texts.get(each.turn, ""))
        if span is None:
            dropped += 1
            continue
        asked = wanted.get(each.name)
        meant = _typed(each, asked) if asked else None
        if asked is None or meant is None or each.name in found:
            continue
        found[each.name] = AnswerJudged(
            name=each.name,
            value=each.value.strip() or span.text,
            typed=meant,
            passes=passes(meant, asked.expected, given.as_of),
            confidence=each.confidence,
            turn=each.turn,
            span=span,
        )
    return Checked(AnswersJudged(answers=[found[name] for name in wanted if name in found]), dropped)


def _typed(each: FoundAnswer, asked: WantedAnswer) -> Typed | None:
    """None where the model left out what the kind needs."""
    match asked.kind:
        case "yes_no":
            return None if each.yes is None else YesNo(value=each.yes)
        case "choice":
            chosen = [option for option in each.choices or [] if not asked.options or option in asked.options]
            return Choice(values=chosen) if chosen else None
        case "start":
            return Start(day=each.day) if each.day else Start(in_days=each.number)
        case _ if each.number is None:
            return None
        case "money":
            return Money(
                amount=each.number,
                up_to=each.up_to,
                currency=(each.currency or "")[:3].upper(),
                period=each.period or "",
            )
        case "duration":
            return Duration(days=each.number)
        case _:
            return Number(value=each.number, unit=asked.unit)


MODEL_SIDE = ModelSide[AnswersToJudge, AnswersJudged](
    version="1", answer=FoundAnswers, prompt=prompt, read=read
)
