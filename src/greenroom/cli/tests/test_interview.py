"""What `greenroom interview` begins a conversation with."""

from __future__ import annotations

from greenroom.cli.interview import _engine_plan
from greenroom.skills import registry
from greenroom.skills.contract import run
from greenroom.skills.plan_interviewer.schema import InterviewerPlan, JobToPlan

JOB = "Harbour ferry deckhand\n\nMoor and cast off safely. One year of work on deck is needed."


def test_it_talks_in_the_style_its_plan_was_asked_for() -> None:
    given = JobToPlan(job_description=JOB, instructions="Be warm and informal. 3 questions.")
    plan: InterviewerPlan = run(registry.get("plan_interviewer"), given).output
    assert "warm" in plan.context.style
    assert _engine_plan(plan, JOB, "Rowan").instructions == plan.context.style
