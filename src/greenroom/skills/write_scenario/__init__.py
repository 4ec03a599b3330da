"""Write a task that candidates do with an assistant, from a few words of background."""

from greenroom.skills.contract import Skill
from greenroom.skills.write_scenario.builtin import write
from greenroom.skills.write_scenario.model import MODEL_SIDE
from greenroom.skills.write_scenario.schema import ScenarioToWrite, ScenarioWritten

SKILL = Skill(
    name="write_scenario",
    title="Write a scenario",
    input=ScenarioToWrite,
    output=ScenarioWritten,
    builtin=write,
    builtin_version="1",
    model=MODEL_SIDE,
)
