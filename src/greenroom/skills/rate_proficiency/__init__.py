"""Rate how well a language is commanded, by the words alone and the recruiter's rubric."""

from greenroom.skills.contract import Skill
from greenroom.skills.rate_proficiency.builtin import rate
from greenroom.skills.rate_proficiency.model import MODEL_SIDE
from greenroom.skills.rate_proficiency.schema import ProficiencyRated, SpeechToRate

SKILL = Skill(
    name="rate_proficiency",
    title="Rate a language",
    input=SpeechToRate,
    output=ProficiencyRated,
    builtin=rate,
    builtin_version="1",
    model=MODEL_SIDE,
)
