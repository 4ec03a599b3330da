"""Suggest questions that a job calls for and nothing asks yet."""

from greenroom.skills.contract import Skill
from greenroom.skills.suggest_questions.builtin import suggest
from greenroom.skills.suggest_questions.model import MODEL_SIDE
from greenroom.skills.suggest_questions.schema import JobToAskAbout, QuestionsSuggested

SKILL = Skill(
    name="suggest_questions",
    title="Suggest questions",
    input=JobToAskAbout,
    output=QuestionsSuggested,
    builtin=suggest,
    builtin_version="1",
    model=MODEL_SIDE,
)
