"""Opens an interviewer in a house, as a recruiter would: `python -m tests.kills.opening [kind …]`.

Prints {"link": …}, the path at which candidates begin. Stages of other kinds that the plan brought are taken out.
"""

from __future__ import annotations

import json
import sys

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


def main(*kinds: str) -> None:
    start_django()
    from greenroom.accounts.actions import workspaces  # noqa: PLC0415  (after Django is set up)
    from greenroom.accounts.models import User  # noqa: PLC0415
    from greenroom.core import scope  # noqa: PLC0415
    from greenroom.core.testing.jobs import run_due_jobs  # noqa: PLC0415
    from greenroom.interviewers.actions import drafting, lifecycle, workflow  # noqa: PLC0415
    from greenroom.interviewers.queries.interviewers import standing_stages  # noqa: PLC0415

    user = User.objects.create_user("owner@example.org", "correct horse battery", name="Owner")
    owner = workspaces.create(name="Northfield", owner=user)
    with scope.scoped(owner.workspace_id):
        draft = drafting.create(job_description=JOB_DESCRIPTION, by=owner)
    run_due_jobs()
    with scope.scoped(owner.workspace_id):
        for stage in standing_stages().filter(interviewer=draft).exclude(kind__in=kinds or DONE_HERE):
            workflow.remove(stage, by=owner)
        opened = lifecycle.activate(draft, by=owner)
        link = f"/apply/{owner.workspace.slug}/{opened.slug}/"
    sys.stdout.write(json.dumps({"link": link}))


if __name__ == "__main__":
    main(*sys.argv[1:])
