"""Run a command with a PostgreSQL server: `python scripts/postgres.py COMMAND…`.

The command gets GREENROOM_DATABASE_URL. The server is the one of GREENROOM_TEST_POSTGRES_URL, or a throw-away one
from the programs of this machine, on a Unix socket in a folder of its own. Exit status: the command's own, or 69
(EX_UNAVAILABLE) when there is no PostgreSQL here. `--probe` only says which it would be.
"""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

UNAVAILABLE = 69
USER = "greenroom"
SETTINGS = (
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    "listen_addresses=",
    "max_connections=60",
    "timezone=UTC",
)


def programs() -> Path | None:
    """The folder of initdb and pg_ctl: of Debian's newest server, or on the PATH."""
    installed = sorted(
        (folder for folder in Path("/usr/lib/postgresql").glob("*/bin") if (folder / "initdb").exists()),
        key=lambda folder: float(folder.parent.name),
    )
    if installed:
        return installed[-1]
    initdb, pg_ctl = shutil.which("initdb"), shutil.which("pg_ctl")
    return Path(initdb).parent if initdb and pg_ctl else None


def unprivileged() -> str | None:
    """Whom to run the server as: it refuses to be root."""
    if os.geteuid() != 0:
        return None
    names = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"


@contextmanager
def server(folder: Path) -> Iterator[str]:
    """A server of its own, and its URL; gone with the block."""
    user = unprivileged()
    home = Path(tempfile.mkdtemp(prefix="gr-pg-"))
    if user:
        os.chown(home, pwd.getpwnam(user).pw_uid, -1)

    def run(program: str, *arguments: str) -> None:
        done = subprocess.run(
            [str(folder / program), "-D", str(home / "data"), *arguments],
            user=user,
            cwd=home,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        if done.returncode:
            sys.exit(f"{program} failed:\n{done.stdout}")

    try:
        run("initdb", "--username", USER, "--auth", "trust", "--encoding", "UTF8", "--no-locale", "--no-sync")
        options = " ".join(f"-c {setting}" for setting in SETTINGS)
        run("pg_ctl", "start", "--wait", "--log", str(home / "log"), "--options", f"-k {home} {options}")
        try:
            yield f"postgresql://{USER}@/postgres?host={home}"
        finally:
            run("pg_ctl", "stop", "--mode", "immediate")
    finally:
        shutil.rmtree(home, ignore_errors=True)


def main(arguments: list[str]) -> int:
    given = os.environ.get("GREENROOM_TEST_POSTGRES_URL")
    folder = programs()
    if arguments == ["--probe"]:
        sys.stdout.write("GREENROOM_TEST_POSTGRES_URL\n" if given else f"{folder or ''}\n")
        return 0 if given or folder else UNAVAILABLE
    if given:
        return call(arguments, given)
    if folder is None:
        sys.stderr.write("There is no PostgreSQL on this machine.\n")
        return UNAVAILABLE
    with server(folder) as url:
        return call(arguments, url)


def call(command: list[str], url: str) -> int:
    return subprocess.run(command, env={**os.environ, "GREENROOM_DATABASE_URL": url}, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
