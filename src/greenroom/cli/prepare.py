"""What `greenroom serve` has done before and beside the pages.

`python -m greenroom.cli.prepare web HOST PORT` brings the tables up to date, makes a sign-in link, and goes on as the
web processes, so that Django is loaded once. `… demo` sees to the demo workspace. Both tell `serve` of what they
did, each fact a line of JSON: {"link": …, "email": …} or {"set_up": …}, and {"ready": true}.
"""

from __future__ import annotations

import fcntl
import json
import os
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import TYPE_CHECKING, Any

from greenroom.cli.setup import start_django
from greenroom.core.supervisor import end_with_supervisor

if TYPE_CHECKING:
    from greenroom.accounts.models import User

MIGRATING = 0x67726565  # the advisory lock of our migrations, among the locks of a PostgreSQL
LOOK_EVERY = 0.2  # seconds


def main(what: str, *arguments: str) -> None:
    end_with_supervisor()
    start_django()
    from greenroom.core.http.server import serve  # noqa: PLC0415  (after Django is set up)

    if what == "demo":
        make_demo()
    else:
        host, port, *more = arguments
        prepare(demo="demo" in more)
        serve(host=host, port=int(port))


def prepare(*, demo: bool) -> None:
    """Leaves no connection open, and standard output as it should be for a server."""
    from django.db import Error, connections  # noqa: PLC0415

    try:
        migrate()
        if not demo or first_administrator():
            tell_how_to_sign_in()
        tell(ready=True)
    except Error as failure:
        reason = str(failure).partition("\n")[0]
        sys.exit(f"greenroom: The database says: {reason}. `greenroom check` says more.")
    connections.close_all()
    sys.stdout.flush()
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())


def make_demo() -> None:
    """Make the demo workspace unless it is there; tell of the first account as soon as there is one."""
    done = threading.Event()
    teller = threading.Thread(target=tell_once_there_is_somebody, args=(done,))
    if first_administrator() is None:
        teller.start()
    try:
        import_module("greenroom.demo").ensure()
    finally:
        done.set()
        if teller.ident:
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


def tell_how_to_sign_in() -> None:
    """A sign-in link for the first administrator, or the set-up page where there is nobody yet."""
    from django.conf import settings  # noqa: PLC0415

    from greenroom.accounts.actions.signin import make_link  # noqa: PLC0415

    user = first_administrator()
    if user is None:
        tell(set_up=f"{settings.PUBLIC_URL}/set-up/")
    else:
        tell(link=make_link(user=user), email=user.email)


def first_administrator() -> User | None:
    from greenroom.accounts.models import Member  # noqa: PLC0415
    from greenroom.accounts.rules.roles import Role  # noqa: PLC0415
    from greenroom.core import scope  # noqa: PLC0415

    with scope.everything("the first administrator, whichever workspace they are in"):
        admins = Member.objects.filter(role=Role.ADMIN, user__is_active=True).select_related("user")
        first: Member | None = admins.order_by("created_at").first()
    return first.user if first else None


def tell_once_there_is_somebody(done: threading.Event) -> None:
    """Look until there is a first administrator, or until there will be none."""
    from django.db import connection  # noqa: PLC0415

    while first_administrator() is None and not done.wait(LOOK_EVERY):
        pass
    tell_how_to_sign_in()
    connection.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
