"""Note the facts that a candidate states in an interview, with the words they were said in."""

from greenroom.skills.contract import Skill
from greenroom.skills.extract_tags.builtin import hear
from greenroom.skills.extract_tags.model import MODEL_SIDE
from greenroom.skills.extract_tags.schema import TagsHeard, TagsToHear

SKILL = Skill(
    name="extract_tags",
    title="Note facts",
    input=TagsToHear,
    output=TagsHeard,
    builtin=hear,
    builtin_version="2",
    model=MODEL_SIDE,
)
