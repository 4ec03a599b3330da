"""The assistant a task is done with: what it answers, and what mistakes it was made to make."""

from __future__ import annotations

from typing import Any

from greenroom.candidates.models import Attempt
from greenroom.conversations.models import Turn
from greenroom.skills.desk import judge
from greenroom.skills.scenario_reply import schema
from greenroom.stages import turns
from greenroom.stages.exchange import MESSAGE, Reply
from greenroom.stages.scenario.config import ScenarioConfig


def respond(attempt: Attempt, config: ScenarioConfig, state: dict[str, Any], turn: Turn) -> Reply:
    """The assistant's reply to a message; a mistake it made on purpose is kept in the state for who scores."""
    interviewer = attempt.stage.interviewer
    said = Turn.objects.filter(attempt=attempt, position__lte=turn.position).exclude(kind=Turn.LATE)
    given = schema.ScenarioToAssist(
        title=config.title or interviewer.title,
        goal=config.goal,
        scenario=config.scenario or config.background,
        deliverable=config.deliverable,
        mode=config.mode.value,
        invents_missing_details=config.invents_missing_details,
        turns=[_turn(each) for each in said.order_by("position")],
        language=interviewer.language,
    )
    output: schema.ScenarioReply = judge(
        "scenario_reply", given, engines=interviewer.workspace.engines
    ).output
    planted = [*state["planted"], _planted(turn, output.planted)] if output.planted else state["planted"]
    return Reply({**state, "planted": planted}, [turns.asks(output.text, kind="reply")], heard=MESSAGE)


def _turn(turn: Turn) -> schema.Turn:
    return schema.Turn(
        speaker="candidate" if turn.speaker == Turn.Speaker.CANDIDATE else "assistant", text=turn.text
    )


def _planted(turn: Turn, error: schema.PlantedError) -> dict[str, Any]:
    """answers: the message it was said to. start, end: of the wrong words in the reply. error: for who reads."""
    return {
        "answers": str(turn.id),
        "start": error.span.start,
        "end": error.span.end,
        "wrong": error.span.text,
        "right": error.right,
        "error": error.what,
    }
