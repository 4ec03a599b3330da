"""Ask a candidate about what their own resume says."""

from greenroom.skills.contract import Skill
from greenroom.skills.resume_questions.builtin import ask
from greenroom.skills.resume_questions.model import MODEL_SIDE
from greenroom.skills.resume_questions.schema import ResumeQuestions, ResumeToAskAbout

SKILL = Skill(
    name="resume_questions",
    title="Ask about a resume",
    input=ResumeToAskAbout,
    output=ResumeQuestions,
    builtin=ask,
    builtin_version="1",
    model=MODEL_SIDE,
)
