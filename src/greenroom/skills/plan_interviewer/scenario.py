"""A task that candidates do together with an AI, made from the work the job consists of."""

from __future__ import annotations

from collections.abc import Sequence

from greenroom.skills.plan_interviewer.schema import PlannedCriterion, PlannedScenario, Requirement
from greenroom.skills.plan_interviewer.wording import work_phrase
from greenroom.skills.plan_interviewer.workflow_words import Wording


def scenario(title: str, needed: Sequence[Requirement], wording: Wording, *, bound: bool) -> PlannedScenario:
    """bound: whether the posting is in the interview's language, so that its words may stand in the task."""
    duties = [one for one in needed if one.kind == "responsibility"] if bound else []
    phrases = [work_phrase(duty.text, title, wording.language) for duty in duties]
    phrase = next((made for made in phrases if made.form != "quote"), phrases[0] if phrases else None)
    said = wording.scenario
    work = phrase.words.rstrip(".") if phrase else said["phrase_plain"]
    return PlannedScenario(
        title=said["title"].format(job=title),
        goal=said["goal"],
        scenario=said["scenario"].format(job=title, phrase=work),
        deliverable=said["deliverable"],
        criteria=[
            PlannedCriterion(
                text=made.text, anchors={"1": made.one, "5": made.five}, key_points=list(made.points)
            )
            for made in wording.criteria
        ],
    )
