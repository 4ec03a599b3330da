"""Chooses the next thing to say in an interview."""

from greenroom.skills.contract import Skill
from greenroom.skills.next_turn.builtin import VERSION, next_turn
from greenroom.skills.next_turn.model import MODEL
from greenroom.skills.next_turn.schema import NextTurn, Situation

SKILL = Skill(
    name="next_turn",
    title="Choose the next turn",
    input=Situation,
    output=NextTurn,
    builtin=next_turn,
    builtin_version=VERSION,
    model=MODEL,
)
