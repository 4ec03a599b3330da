"""Score one answer to one question against the recruiter's rubric, with the words it rests on."""

from greenroom.skills.contract import Skill
from greenroom.skills.score_answer.model import MODEL_SIDE
from greenroom.skills.score_answer.schema import AnswerScore, AnswerToScore
from greenroom.skills.score_answer.unheard import score

SKILL = Skill(
    name="score_answer",
    title="Score an answer",
    input=AnswerToScore,
    output=AnswerScore,
    builtin=score,
    builtin_version="3",
    model=MODEL_SIDE,
)
