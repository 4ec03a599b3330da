"""How a language model assists: it quotes the brief and its own mistake, code finds both."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict

from greenroom.skills.contract import Checked, ModelSide
from greenroom.skills.evidence import Span, locate, locate_all
from greenroom.skills.lexical import detect
from greenroom.skills.lexical.fence import DATA_ONLY, fenced
from greenroom.skills.scenario_reply.schema import PlantedError, ScenarioReply, ScenarioToAssist
from greenroom.skills.summarize.support import added

_SYSTEM = f"""You are the assistant with whom a candidate works on a task. Answer the candidate's last words in the
language of the scenario, in at most 200 words. With no words of the candidate yet, greet and name the deliverable.
Draft only what the candidate asks for, at most one part of the deliverable at a time; the candidate leads.
Rest on the scenario. What it does not say goes into lacks, and you say so; make details up only where that is allowed,
and then say that you assume them.
In error_detection, make exactly one mistake of fact against the scenario, small enough to be overlooked, and never
mention it; wrong_quote copies its words from your reply, right_quote the words of the scenario it contradicts, what
says in one sentence what is wrong. When the candidate has just caught a mistake, admit it and make no new one.
In standard mode make no mistake; wrong_quote and right_quote are then null.
quotes: the words of the scenario that you rest on. All quotes are copied character for character.
{DATA_ONLY}"""


class AssistantAnswer(BaseModel):
    """What the model fills in."""

    model_config = ConfigDict(extra="forbid")

    text: str
    quotes: list[str]
    lacks: list[str]
    wrong_quote: str | None = None
    right_quote: str | None = None
    what: str = ""


def prompt(given: ScenarioToAssist) -> tuple[str, str]:
    allowed = "yes" if given.invents_missing_details else "no"
    lines = [
        f"Mode: {given.mode}",
        f"May make details up: {allowed}",
        f"Title: {given.title}",
        f"Goal: {given.goal}",
    ]
    lines += [
        fenced("deliverable", given.deliverable),
        fenced("task-description", given.scenario),
        "The talk so far:",
    ]
    lines += [f"- by the {turn.speaker}:\n{fenced('talk', turn.text)}" for turn in given.turns]
    return _SYSTEM, "\n".join(lines)


def read(given: ScenarioToAssist, answer: AssistantAnswer) -> Checked[ScenarioReply]:
    """A mistake counts only in error detection and only with its exact words; figures and names that stand neither in
    the brief nor in the talk are marked as invented."""
    text = answer.text.strip()
    sources, dropped = locate_all(answer.quotes, given.scenario)
    wrong, right = locate(answer.wrong_quote or "", text), locate(answer.right_quote or "", given.scenario)
    dropped += (bool(answer.wrong_quote) and wrong is None) + (bool(answer.right_quote) and right is None)
    planted = None
    if given.mode == "error_detection" and wrong is not None and right is not None:
        planted = PlantedError(span=wrong, right=right.text, source=right, what=answer.what)
    output = ScenarioReply(
        text=text,
        sources=sorted(sources, key=lambda span: span.start),
        lacks=answer.lacks,
        invented=_invented(given, text, planted),
        planted=planted,
    )
    return Checked(output, dropped)


def _invented(given: ScenarioToAssist, text: str, planted: PlantedError | None) -> list[Span]:
    known = [given.title, given.goal, given.scenario, given.deliverable, *(turn.text for turn in given.turns)]
    language = given.language or detect(given.scenario)
    found = added(text, "\n".join(known), language)
    if planted is None:
        return found
    return [span for span in found if span.end <= planted.span.start or planted.span.end <= span.start]


MODEL_SIDE = ModelSide[ScenarioToAssist, ScenarioReply](
    version="1", answer=AssistantAnswer, prompt=prompt, read=read
)
