"""Read a person's free words as the answer to a question whose answer has a shape."""

from greenroom.skills.contract import Skill
from greenroom.skills.read_answer.builtin import read
from greenroom.skills.read_answer.model import MODEL_SIDE
from greenroom.skills.read_answer.schema import AnswerRead, AnswerToRead

SKILL = Skill(
    name="read_answer",
    title="Read a short answer",
    input=AnswerToRead,
    output=AnswerRead,
    builtin=read,
    builtin_version="2",
    model=MODEL_SIDE,
)
