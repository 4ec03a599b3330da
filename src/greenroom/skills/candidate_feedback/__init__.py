"""Draft feedback for a candidate from what their answers made and missed; a recruiter approves it."""

from greenroom.skills.candidate_feedback.builtin import write
from greenroom.skills.candidate_feedback.model import MODEL_SIDE
from greenroom.skills.candidate_feedback.schema import FeedbackToWrite, FeedbackWritten
from greenroom.skills.contract import Skill

SKILL = Skill(
    name="candidate_feedback",
    title="Draft feedback",
    input=FeedbackToWrite,
    output=FeedbackWritten,
    builtin=write,
    builtin_version="1",
    model=MODEL_SIDE,
)
