"""Does one thing after another in a house, each in a process of its own that can be told at which write to die.

`python -m tests.kills.forks` reads what to do as a line of JSON and answers with one: {"path", "data", "cookies",
"member", "die_at"} asks for a page (data: null for a GET; member: an e-mail address to sign in with first), {"jobs":
true, "die_at"} runs what is due. The answer is null where the process died of SIGKILL. A web server and a worker that
start anew after each death take seconds a death; these take hundredths.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import traceback
from typing import Any

from greenroom.cli.setup import start_django


def main() -> None:
    start_django()
    _load()
    for line in sys.stdin:
        sys.stdout.write(json.dumps(_in_a_process_of_its_own(json.loads(line))) + "\n")
        sys.stdout.flush()


def _load() -> None:
    """What the first request would load, and no connection that two processes would share."""
    from django.db import connections  # noqa: PLC0415  (after Django is set up)
    from django.urls import reverse  # noqa: PLC0415

    reverse("phone")
    connections.close_all()


def _in_a_process_of_its_own(wanted: dict[str, Any]) -> Any:
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        _answer(wanted, writing)
    os.close(writing)
    with os.fdopen(reading) as answer:
        said = answer.read()
    _pid, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL:
        return None
    if status:
        raise RuntimeError(f"{wanted} ended with {status}")
    return json.loads(said)


def _answer(wanted: dict[str, Any], writing: int) -> None:
    """Never returns."""
    try:
        said = _run_jobs(wanted["die_at"]) if wanted.get("jobs") else _ask(**wanted)
        with os.fdopen(writing, "w") as answer:
            json.dump(said, answer)
    except BaseException:  # noqa: BLE001  (whatever it was, this process ends here)
        traceback.print_exc()
        os._exit(1)
    os._exit(0)


def _ask(
    *, path: str, data: dict[str, str] | None, cookies: dict[str, str], member: str, die_at: int
) -> dict[str, Any]:
    from django.test import Client  # noqa: PLC0415

    from greenroom.accounts.models import User  # noqa: PLC0415

    client = Client(SERVER_NAME="127.0.0.1", headers={"X-Die-At": str(die_at)})
    client.cookies.load(cookies)
    if member and not cookies:
        client.force_login(User.objects.get(email=member))
    made = client.get(path) if data is None else client.post(path, data)
    return {
        "status": made.status_code,
        "path": path,
        "text": made.content.decode(),
        "location": made.headers.get("Location", ""),
        "cookies": {name: each.value for name, each in client.cookies.items()},
    }


def _run_jobs(die_at: int) -> list[str]:
    """What a worker does, until nothing is due: it frees what the dead have left, and runs what waits."""
    from greenroom.core.jobs import claiming  # noqa: PLC0415
    from greenroom.core.testing.jobs import run_due_jobs  # noqa: PLC0415
    from tests.kills.mortal import countdown  # noqa: PLC0415

    claiming.WORKER = f"{claiming.PLACE}:{os.getpid()}:{die_at}"
    claiming.free_lost_jobs()
    countdown.left = die_at
    return run_due_jobs()


if __name__ == "__main__":
    main()
