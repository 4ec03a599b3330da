"""Read structured answers (pay, notice, work authorisation, availability, confirmations) as values with a type."""

from greenroom.skills.contract import Skill
from greenroom.skills.judge_structured.builtin import judge
from greenroom.skills.judge_structured.model import MODEL_SIDE
from greenroom.skills.judge_structured.schema import AnswersJudged, AnswersToJudge

SKILL = Skill(
    name="judge_structured",
    title="Read structured answers",
    input=AnswersToJudge,
    output=AnswersJudged,
    builtin=judge,
    builtin_version="1",
    model=MODEL_SIDE,
)
