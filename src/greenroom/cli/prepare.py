"""What `greenroom serve` has done before and beside the pages, in a process of its own.

`python -m greenroom.cli.prepare [demo]` brings the tables up to date, sees to the demo workspace, and makes a
sign-in link. It tells `serve` of each as a line of JSON: {"ready": true}, {"link": …, "email": …} or {"set_up": …}.
"""

from __future__ import annotations

import fcntl
import json
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import Any

from greenroom.cli.setup import start_django
from greenroom.core.supervisor import end_with_supervisor

MIGRATING = 0x67726565  # the advisory lock of our migrations, among the locks of a PostgreSQL
LOOK_EVERY = 0.2  # seconds


def main(arguments: list[str]) -> None:
    end_with_supervisor()
    start_django()
    migrate()
    tell(ready=True)
    if "demo" not in arguments:
        tell_how_to_sign_in()
        return
    done = threading.Event()
    teller = threading.Thread(target=tell_once_there_is_somebody, args=(done,))
    teller.start()
    try:
        import_module("greenroom.demo").ensure()
    finally:
        done.set()
        teller.join()


def tell(**fact: Any) -> None:
    sys.stdout.write(json.dumps(fact) + "\n")
    sys.stdout.flush()


def migrate() -> None:
    """Bring the tables up to date. Two starts at once take turns."""
    from django.core.management import call_command  # noqa: PLC0415  (after Django is set up)

    with one_at_a_time():
        call_command("migrate", interactive=False, verbosity=0)


@contextmanager
def one_at_a_time() -> Iterator[None]:
    """Wait for whoever else prepares this data folder, or this PostgreSQL database from another machine."""
    from django.conf import settings  # noqa: PLC0415
    from django.db import connection  # noqa: PLC0415

    with (settings.DATA / "prepare.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        if connection.vendor != "postgresql":
            yield
            return
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s)", [MIGRATING])
        try:
            yield
        finally:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [MIGRATING])


def tell_how_to_sign_in() -> bool:
    """A sign-in link for the first administrator, or the set-up page where there is nobody yet."""
    from django.conf import settings  # noqa: PLC0415

    from greenroom.accounts.actions.signin import make_link  # noqa: PLC0415
    from greenroom.accounts.models import Member  # noqa: PLC0415
    from greenroom.accounts.rules.roles import Role  # noqa: PLC0415
    from greenroom.core import scope  # noqa: PLC0415

    with scope.everything("the first administrator, whichever workspace they are in"):
        admins = Member.objects.filter(role=Role.ADMIN, user__is_active=True).select_related("user")
        first: Member | None = admins.order_by("created_at").first()
    if first is None:
        tell(set_up=f"{settings.PUBLIC_URL}/set-up/")
        return False
    tell(link=make_link(user=first.user), email=first.user.email)
    return True


def tell_once_there_is_somebody(done: threading.Event) -> None:
    """While the demo workspace is being made: tell of its administrator as soon as there is one."""
    from django.db import connection  # noqa: PLC0415

    from greenroom.accounts.models import Member  # noqa: PLC0415
    from greenroom.core import scope  # noqa: PLC0415

    with scope.everything("whether there is anybody at all"):
        while not Member.objects.exists() and not done.wait(LOOK_EVERY):
            pass
    tell_how_to_sign_in()
    connection.close()


if __name__ == "__main__":
    main(sys.argv[1:])
