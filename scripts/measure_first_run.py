"""How long a newcomer waits: `python scripts/measure_first_run.py [COMMIT]`.

Clones the repository into an empty folder, points every package cache and the home folder to empty ones, starts
`make run`, and stops the clock when the sign-in page answers. Prints one line of JSON. It downloads every package,
so it takes minutes and the network is part of the figure. Exit status 1 when the goal was missed or nothing came.
"""

from __future__ import annotations

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
GOAL = 240.0  # seconds
PATIENCE = 900.0
KEPT = ("PATH", "LANG", "LC_ALL", "TERM", "PYTHON")
SOURCES = {  # where packages come from, as this person has set it
    "PIP_CONFIG_FILE": ".config/pip/pip.conf",
    "UV_CONFIG_FILE": ".config/uv/uv.toml",
    "NPM_CONFIG_USERCONFIG": ".npmrc",
}
NETWORK = ("PROXY", "CERT", "CA_BUNDLE", "INDEX", "REGISTRY")


def main(commit: str) -> int:
    with tempfile.TemporaryDirectory(prefix="gr-first-run-", ignore_cleanup_errors=True) as folder:
        place = Path(folder)
        clone = place / "greenroom"
        _git("clone", "--quiet", "--no-local", str(ROOT), str(clone))
        _git("-C", str(clone), "checkout", "--quiet", "--detach", commit)
        port = _free_port()
        began = time.monotonic()
        log = place / "output.txt"
        with log.open("w") as output:
            process = subprocess.Popen(
                ["make", "run", f"PORT={port}"],  # noqa: S607  (the make of this machine)
                cwd=clone,
                env=_newcomer(place),
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        try:
            moments = _watch(process, port, log, began)
        finally:
            _stop(process)
        size = sum(file.stat().st_size for file in (clone / ".venv").rglob("*") if file.is_file()) / 1e6
        if "usable" not in moments:
            sys.stderr.write(log.read_text()[-4_000:])
        sys.stdout.write(json.dumps({**moments, "goal": GOAL, "environment_mb": round(size)}) + "\n")
    return 0 if moments.get("usable", PATIENCE) <= GOAL else 1


def _git(*arguments: str) -> None:
    subprocess.run(["git", *arguments], check=True)  # noqa: S607  (likewise)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _newcomer(place: Path) -> dict[str, str]:
    """The environment of somebody who has never run this: empty caches and home, the network as it is here."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if name in KEPT or any(word in name.upper() for word in NETWORK)
    }
    set_up = {name: Path.home() / path for name, path in SOURCES.items()}
    kept |= {
        name: os.environ.get(name, str(path))
        for name, path in set_up.items()
        if name in os.environ or path.is_file()
    }
    home, caches = place / "home", place / "caches"
    for folder in (home, caches):
        folder.mkdir()
    return {
        **kept,
        "HOME": str(home),
        "XDG_CACHE_HOME": str(caches),
        "UV_CACHE_DIR": str(caches / "uv"),
        "PIP_CACHE_DIR": str(caches / "pip"),
        "npm_config_cache": str(caches / "npm"),
    }


def _watch(process: subprocess.Popen[bytes], port: int, log: Path, began: float) -> dict[str, float]:
    """Seconds until the sign-in page answers, and until a sign-in link stands on the terminal."""
    moments: dict[str, float] = {}
    while time.monotonic() - began < PATIENCE and process.poll() is None:
        passed = round(time.monotonic() - began, 1)
        if "usable" not in moments and _answers(port):
            moments["usable"] = passed
        if "link" not in moments and "/sign-in/link/" in log.read_text():
            moments["link"] = passed
        if len(moments) == 2:
            break
        time.sleep(0.2)
    return moments


def _answers(port: int) -> bool:
    asking = http.client.HTTPConnection("127.0.0.1", port, timeout=2)
    try:
        asking.request("GET", "/sign-in/", headers={"Host": "localhost"})
        return asking.getresponse().status == 200
    except (OSError, http.client.HTTPException):
        return False
    finally:
        asking.close()


def _stop(process: subprocess.Popen[bytes]) -> None:
    """As Ctrl-C does, to everything that was started here."""
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGINT)
    try:
        process.wait(timeout=20)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else "HEAD"))
