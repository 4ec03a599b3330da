"""Speak as the assistant a candidate works with on a scenario."""

from greenroom.skills.contract import Skill
from greenroom.skills.scenario_reply.builtin import reply
from greenroom.skills.scenario_reply.model import MODEL_SIDE
from greenroom.skills.scenario_reply.schema import ScenarioReply, ScenarioToAssist

SKILL = Skill(
    name="scenario_reply",
    title="Assist in a scenario",
    input=ScenarioToAssist,
    output=ScenarioReply,
    builtin=reply,
    builtin_version="2",
    model=MODEL_SIDE,
)
