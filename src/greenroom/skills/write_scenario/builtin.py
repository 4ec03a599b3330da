"""The built-in engine: the background's own sentences, what is to be handed in apart from what is known."""

from __future__ import annotations

from greenroom.skills.evidence import Span, cut
from greenroom.skills.lexical import detect, sentences
from greenroom.skills.lexical.phrases import flatten
from greenroom.skills.scenario_reply.speech import speech
from greenroom.skills.write_scenario.schema import ScenarioToWrite, ScenarioWritten
from greenroom.skills.write_scenario.wording import wording

LONGEST_TITLE = 160
LONGEST = 4_000  # characters of the facts; what is longer is cut at a sentence


def write(given: ScenarioToWrite) -> ScenarioWritten:
    """The same background always becomes the same task. A sentence that asks for something is handed in; the others
    are the situation."""
    words = wording(given.language or detect(given.background))
    asks = speech(words.language).patterns["drafts"]
    facts: list[Span] = []
    tasks: list[Span] = []
    for stretch in sentences(given.background):
        span = cut(given.background, stretch.start, stretch.end)
        (tasks if asks.match(flatten(span.text).lstrip(" -•*")) else facts).append(span)
    said, facts = words.said, _within(facts)
    situation = [said["opening"].format(job=given.role), *(_plain(fact) for fact in facts), said["closing"]]
    return ScenarioWritten(
        title=said["title"].format(job=given.role)[:LONGEST_TITLE],
        goal=said["goal_errors"] if given.mode == "error_detection" else said["goal"],
        scenario="\n".join(situation) if facts else _without_facts(said, given.role),
        deliverable=" ".join(_plain(task) for task in tasks) or said["deliverable"],
        criteria=words.rubric(given.mode),
        sources=sorted([*facts, *tasks], key=lambda span: span.start),
    )


def _without_facts(said: dict[str, str], role: str) -> str:
    return said["scenario"].format(job=role, phrase=said["phrase_plain"])


def _within(facts: list[Span]) -> list[Span]:
    kept, length = [], 0
    for fact in facts:
        length += len(fact.text) + 1
        if length > LONGEST:
            break
        kept.append(fact)
    return kept


def _plain(span: Span) -> str:
    return " ".join(span.text.split()).lstrip("-•* ")
