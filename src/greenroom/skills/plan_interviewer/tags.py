"""Facts to listen for in the interview: never asked for their own sake, never scored."""

from __future__ import annotations

from collections.abc import Sequence

from greenroom.skills.plan_interviewer import shapes
from greenroom.skills.plan_interviewer.checks import Check
from greenroom.skills.plan_interviewer.schema import PlannedTag, Requirement
from greenroom.skills.plan_interviewer.shorten import within
from greenroom.skills.plan_interviewer.workflow_words import Wording

_FEWEST_TOOLS, _MOST_TOOLS, _PAPER = 2, 8, 1


def tags(
    needed: Sequence[Requirement], found: Sequence[Check], conditions: str, wording: Wording
) -> list[PlannedTag]:
    """Experience and papers where the job asks for them, the start, the hours where it has some, the tools it names."""
    years = [check for check in found if check.expects["type"] == "number"]
    papers = [check for check in found if check.rank == _PAPER]
    tools = [one.text for one in needed if one.kind == "skill" and len(one.text) <= 40][:_MOST_TOOLS]
    made = [
        *([_tag("experience", years[0].subject, shapes.fact("number"), wording)] if years else []),
        _tag("start", "", shapes.fact("date"), wording),
        *([_tag("hours", conditions, shapes.fact("text"), wording)] if conditions else []),
        *([_tag("papers", papers[0].subject, shapes.fact("freeform"), wording)] if papers else []),
    ]
    if len(tools) >= _FEWEST_TOOLS:
        made.append(_tag("tools", ", ".join(dict.fromkeys(tools)), shapes.fact("freeform"), wording))
    return made


def _tag(name: str, said: str, expects: dict[str, object], wording: Wording) -> PlannedTag:
    how = wording.words[f"tag_{name}_how"].format(text=within(" ".join(said.split()), 200))
    return PlannedTag(text=wording.words[f"tag_{name}"], instructions=how, expects=expects)
