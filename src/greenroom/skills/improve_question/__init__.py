"""Improve a question or the anchors of a rubric, with the reason of each change."""

from greenroom.skills.contract import Skill
from greenroom.skills.improve_question.builtin import improve
from greenroom.skills.improve_question.model import MODEL_SIDE
from greenroom.skills.improve_question.schema import QuestionImproved, QuestionToImprove

SKILL = Skill(
    name="improve_question",
    title="Improve a question",
    input=QuestionToImprove,
    output=QuestionImproved,
    builtin=improve,
    builtin_version="1",
    model=MODEL_SIDE,
)
