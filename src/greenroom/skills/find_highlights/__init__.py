"""Find what in an interview speaks for the candidate, what is missing, and the skills it shows."""

from greenroom.skills.contract import Skill
from greenroom.skills.find_highlights.builtin import find
from greenroom.skills.find_highlights.model import MODEL_SIDE
from greenroom.skills.find_highlights.schema import Highlights, InterviewHeard

SKILL = Skill(
    name="find_highlights",
    title="Find highlights",
    input=InterviewHeard,
    output=Highlights,
    builtin=find,
    builtin_version="3",
    model=MODEL_SIDE,
)
