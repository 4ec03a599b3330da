"""Plans an interviewer from a job description."""

from greenroom.skills.contract import Skill
from greenroom.skills.plan_interviewer.builtin import VERSION, plan
from greenroom.skills.plan_interviewer.model import MODEL
from greenroom.skills.plan_interviewer.schema import InterviewerPlan, JobToPlan

SKILL = Skill(
    name="plan_interviewer",
    title="Plan an interviewer",
    input=JobToPlan,
    output=InterviewerPlan,
    builtin=plan,
    builtin_version=VERSION,
    model=MODEL,
)
