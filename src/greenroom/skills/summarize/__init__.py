"""Tell a text in short, with nothing added."""

from greenroom.skills.contract import Skill
from greenroom.skills.summarize.builtin import shorten
from greenroom.skills.summarize.model import MODEL_SIDE
from greenroom.skills.summarize.schema import TextToShorten, ToldInShort

SKILL = Skill(
    name="summarize",
    title="Tell in short",
    input=TextToShorten,
    output=ToldInShort,
    builtin=shorten,
    builtin_version="1",
    model=MODEL_SIDE,
)
