"""How a language model writes a task: it quotes the background it rests on, code finds the quotes."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict

from greenroom.skills.contract import Checked, ModelSide
from greenroom.skills.evidence import locate
from greenroom.skills.lexical import detect
from greenroom.skills.lexical.fence import DATA_ONLY, fenced
from greenroom.skills.write_scenario.builtin import LONGEST_TITLE
from greenroom.skills.write_scenario.schema import RubricLine, ScenarioToWrite, ScenarioWritten
from greenroom.skills.write_scenario.wording import wording

MOST_LINES, MOST_POINTS, LONGEST = 6, 8, 5_000

_SYSTEM = f"""You write a task that a candidate does together with an AI assistant in 20 to 30 minutes, from a
recruiter's background and the job description, in the language that is named.
title: a few words. goal: what the candidate is to show. scenario: the situation with all facts and figures the task
needs, so that the assistant can be asked about them; keep those of the background, add only what makes the task
whole, and nothing on age, sex, origin, religion, health or family. deliverable: one piece of work, its parts named.
criteria: 3 to 5 lines of the rubric on how the candidate leads and checks the assistant and on the result; text, one
and five say what a 1 and a 5 look like; key_points are what is counted. In error_detection the assistant makes
mistakes of fact: exactly one line is on finding them, with finds_mistakes true and no key_points; the scenario then
holds at least five facts with a figure.
quotes: the words of the background and of the job description you rest on, copied character for character.
{DATA_ONLY}"""


class _Shape(BaseModel):
    model_config = ConfigDict(extra="forbid")


class AnsweredLine(_Shape):
    text: str
    one: str
    five: str
    key_points: list[str]
    finds_mistakes: bool = False


class AnsweredTask(_Shape):
    """What the model fills in."""

    title: str
    goal: str
    scenario: str
    deliverable: str
    criteria: list[AnsweredLine]
    quotes: list[str]


def prompt(given: ScenarioToWrite) -> tuple[str, str]:
    language = given.language or detect(given.background)
    parts = [
        f"Mode: {given.mode}\nLanguage: {language}\nRole: {given.role}",
        fenced("background", given.background),
        fenced("job-description", given.job_description),
    ]
    return _SYSTEM, "\n\n".join(parts)


def read(given: ScenarioToWrite, answer: AnsweredTask) -> Checked[ScenarioWritten]:
    """Quotes that stand in neither text are dropped and counted. Where mistakes are to be found and no line
    is on them, the usual one is added; in standard mode no line is left without points."""
    words = wording(given.language or detect(given.background))
    found = [
        locate(quote, given.background) or locate(quote, given.job_description) for quote in answer.quotes
    ]
    sources = [span for span in found if span is not None]
    lines = [_line(each, given.mode) for each in answer.criteria if each.text.strip()][:MOST_LINES]
    if given.mode == "error_detection" and all(line.key_points for line in lines):
        lines = [*lines[: MOST_LINES - 1], words.finds]
    output = ScenarioWritten(
        title=answer.title.strip()[:LONGEST_TITLE],
        goal=answer.goal.strip()[:LONGEST],
        scenario=answer.scenario.strip()[:LONGEST],
        deliverable=answer.deliverable.strip()[:LONGEST],
        criteria=lines or words.rubric(given.mode),
        sources=sorted(sources, key=lambda span: span.start),
    )
    return Checked(output, len(found) - len(sources))


def _line(line: AnsweredLine, mode: str) -> RubricLine:
    finds = mode == "error_detection" and line.finds_mistakes
    points = [] if finds else [point.strip() for point in line.key_points if point.strip()][:MOST_POINTS]
    anchors = {level: said.strip() for level, said in (("1", line.one), ("5", line.five)) if said.strip()}
    return RubricLine(text=line.text.strip(), anchors=anchors, key_points=points)


MODEL_SIDE = ModelSide[ScenarioToWrite, ScenarioWritten](
    version="1", answer=AnsweredTask, prompt=prompt, read=read
)
