"""Opens an interviewer in a house, as a recruiter would: `python -m tests.kills.opening [kind …]`.

Prints {"link": …}, the path at which candidates begin. Stages of other kinds that the plan brought are taken out;
a kind in `WRITTEN` is written here.
"""

from __future__ import annotations

import json
import sys
from typing import Any

from greenroom.cli.setup import start_django

JOB_DESCRIPTION = """\
Harbour ferry deckhand

We run three small ferries between the old harbour and the islands, every day of the year. As a deckhand you
work with the skipper and one other hand.

What you will do
- Moor and cast off safely in wind and current
- Check life jackets, fire hoses and ramps before each departure
- Help passengers on board, and calm them when a crossing is rough

What we need
- One year of work on deck or in another job with safety duties
- A valid first aid certificate
- Clear spoken English
"""

DONE_HERE = ("resume", "web_interview")
"""Kinds of stage the candidates go through where nothing else is asked for."""

WRITTEN: dict[str, tuple[dict[str, str], list[dict[str, Any]]]] = {
    "scenario": (
        {
            "title": "A timetable for three ferries",
            "scenario": "Three small ferries serve four islands. Plan the first and the last boat of a day.",
            "deliverable": "Two sentences.",
        },
        [
            {
                "text": "Plans both boats",
                "modality": "open",
                "key_points": ["the early boat", "the late boat"],
                "anchors": {"1": "Plans neither.", "5": "Plans both, with their order."},
            }
        ],
    ),
    "conversational_sms": (
        {},
        [
            {
                "text": "Do you have a first aid certificate?",
                "modality": "sms",
                "expects": {"type": "yes_no", "wanted": True},
            },
            {
                "text": "How many years have you worked on deck?",
                "modality": "sms",
                "expects": {"type": "number", "operator": "gte", "wanted": 1, "unit": "years"},
            },
        ],
    ),
}
"""Kinds of stage that no plan of this job brings, or not the same one always: settings and questions."""


def main(*kinds: str) -> None:
    start_django()
    from greenroom.accounts.actions import workspaces  # noqa: PLC0415  (after Django is set up)
    from greenroom.accounts.models import User  # noqa: PLC0415
    from greenroom.core import scope  # noqa: PLC0415
    from greenroom.core.testing.jobs import run_due_jobs  # noqa: PLC0415
    from greenroom.interviewers.actions import drafting, lifecycle, questions, workflow  # noqa: PLC0415
    from greenroom.interviewers.queries.interviewers import standing_stages  # noqa: PLC0415
    from greenroom.interviewers.rules.wording import Wording  # noqa: PLC0415

    user = User.objects.create_user("owner@example.org", "correct horse battery", name="Owner")
    owner = workspaces.create(name="Northfield", owner=user)
    with scope.scoped(owner.workspace_id):
        draft = drafting.create(job_description=JOB_DESCRIPTION, by=owner)
    run_due_jobs()
    with scope.scoped(owner.workspace_id):
        planned = list(standing_stages().filter(interviewer=draft))
        for kind in (each for each in kinds if each in WRITTEN):
            config, asked = WRITTEN[kind]
            stage = workflow.add(draft, kind=kind, by=owner)
            workflow.configure(stage, config=config, by=owner)
            for each in asked:
                questions.add(stage, wording=Wording(**each), by=owner)
        kept = set(kinds or DONE_HERE) - set(WRITTEN)
        for stage in (each for each in planned if each.kind not in kept):
            workflow.remove(stage, by=owner)
        opened = lifecycle.activate(draft, by=owner)
        link = f"/apply/{owner.workspace.slug}/{opened.slug}/"
    sys.stdout.write(json.dumps({"link": link}))


if __name__ == "__main__":
    main(*sys.argv[1:])
