"""Play a candidate of a given level, so that a recruiter sees what scores a rubric gives."""

from greenroom.skills.contract import Skill
from greenroom.skills.play_candidate.builtin import play
from greenroom.skills.play_candidate.model import MODEL_SIDE
from greenroom.skills.play_candidate.schema import AnswerPlayed, PartToPlay

SKILL = Skill(
    name="play_candidate",
    title="Play a candidate",
    input=PartToPlay,
    output=AnswerPlayed,
    builtin=play,
    builtin_version="1",
    model=MODEL_SIDE,
)
