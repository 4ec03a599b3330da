"""Two at the same moment, on a real database: run by test_races.py with the race's name, prints how each ended."""

from __future__ import annotations

import json
import sys
import threading
from collections.abc import Callable

import django
from django.db import connection

django.setup()

from greenroom.accounts.actions import members, people, workspaces  # noqa: E402
from greenroom.accounts.models import Member, User, Workspace  # noqa: E402
from greenroom.accounts.permissions import Forbidden  # noqa: E402
from greenroom.accounts.rules.roles import Role  # noqa: E402
from greenroom.core import scope  # noqa: E402
from greenroom.core.errors import Refused  # noqa: E402


def together(first: Callable[[], object], second: Callable[[], object]) -> list[str]:
    barrier, ends = threading.Barrier(2), ["", ""]

    def run(at: int, act: Callable[[], object]) -> None:
        barrier.wait()
        try:
            act()
            ends[at] = "done"
        except (Refused, Forbidden) as no:
            ends[at] = type(no).__name__
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=each) for each in enumerate((first, second))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(ends)


def set_up() -> dict[str, object]:
    def begin(name: str) -> Callable[[], object]:
        return lambda: people.set_up(
            email=f"{name}@example.org", name=name, password="three small pianos", workspace=name
        )

    ends = together(begin("one"), begin("two"))
    return {"ends": ends, "users": User.objects.count(), "workspaces": Workspace.objects.count()}


def demote_each_other() -> dict[str, object]:
    one = workspaces.create(name="W", owner=User.objects.create_user("first@example.org"))
    with scope.scoped(one.workspace_id):
        two = Member.objects.create(
            workspace=one.workspace, user=User.objects.create_user("second@example.org"), role=Role.ADMIN
        )

    def demote(whom: Member, by: Member) -> Callable[[], object]:
        def act() -> None:
            with scope.scoped(one.workspace_id):
                members.change_role(whom, to=Role.VIEWER, by=by)

        return act

    ends = together(demote(one, two), demote(two, one))
    with scope.scoped(one.workspace_id):
        return {"ends": ends, "admins": Member.objects.filter(role=Role.ADMIN).count()}


RACES = {"set_up": set_up, "demote_each_other": demote_each_other}

if __name__ == "__main__":
    sys.stdout.write(json.dumps([RACES[name]() for name in sys.argv[1:]]))
