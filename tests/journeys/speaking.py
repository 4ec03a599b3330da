"""Opens a spoken interview of one question in a house: `python -m tests.journeys.speaking`.

Prints {"link": …}, the path at which candidates begin.
"""

from __future__ import annotations

import json
import sys

from greenroom.cli.setup import start_django


def main() -> None:
    start_django()
    from greenroom.accounts.actions import workspaces  # noqa: PLC0415  (after Django is set up)
    from greenroom.accounts.models import User  # noqa: PLC0415
    from greenroom.candidates.tests.walking import make_interviewer  # noqa: PLC0415
    from greenroom.core import clock, scope  # noqa: PLC0415
    from greenroom.interviewers.models import Question  # noqa: PLC0415

    user = User.objects.create_user("owner@example.org", "correct horse battery", name="Owner")
    owner = workspaces.create(name="Northfield", owner=user)
    with scope.scoped(owner.workspace_id):
        opened = make_interviewer(owner.workspace)
        opened.stages.filter(kind="resume").update(removed_at=clock.now())
        asked = Question.objects.filter(stage__kind="web_interview", position__gt=0)
        asked.update(removed_at=clock.now())
    sys.stdout.write(json.dumps({"link": f"/apply/{owner.workspace.slug}/{opened.slug}/"}))


if __name__ == "__main__":
    main()
