"""Draft what earns a 2, 3 and 4 from what a recruiter wrote for 1 and 5."""

from greenroom.skills.anchors.builtin import write
from greenroom.skills.anchors.model import MODEL_SIDE
from greenroom.skills.anchors.schema import AnchorsToWrite, AnchorsWritten
from greenroom.skills.contract import Skill

SKILL = Skill(
    name="anchors",
    title="Draft the middle of a rubric",
    input=AnchorsToWrite,
    output=AnchorsWritten,
    builtin=write,
    builtin_version="1",
    model=MODEL_SIDE,
)
