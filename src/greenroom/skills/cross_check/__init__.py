"""Hold what a resume and a form state beside what was said since: for a person to ask about, never to reject by."""

from greenroom.skills.contract import Skill
from greenroom.skills.cross_check.builtin import compare
from greenroom.skills.cross_check.model import MODEL_SIDE
from greenroom.skills.cross_check.schema import Comparison, StatementsToCompare

SKILL = Skill(
    name="cross_check",
    title="Compare resume and interview",
    input=StatementsToCompare,
    output=Comparison,
    builtin=compare,
    builtin_version="1",
    model=MODEL_SIDE,
)
