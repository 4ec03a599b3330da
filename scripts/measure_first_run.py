"""How long a newcomer waits: `python scripts/measure_first_run.py [--without-node] [COMMIT]`.

Clones the repository into an empty folder, points every package cache and the home folder to empty ones, starts
`make run`, follows the sign-in link it prints, and stops the clock when an interviewer of the demo workspace stands
in the list. Prints one line of JSON: seconds until the sign-in page answers, until the link is printed and until
the demo shows. It downloads every package, so it takes minutes and the network is part of the figure.
Exit status 1 when the goal was missed or nothing came.
"""

from __future__ import annotations

import argparse
import http.client
import http.cookiejar
import json
import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.parse
import urllib.request
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
NODE = frozenset(["node", "nodejs", "npm", "npx", "corepack"])
LINK = re.compile(r"(http://\S+)/sign-in/link/\S+")
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
INTERVIEWER = re.compile(r'href="/interviewers/(?!new/)[a-z0-9-]+/')


def main(commit: str, *, without_node: bool) -> int:
    with tempfile.TemporaryDirectory(prefix="gr-first-run-", ignore_cleanup_errors=True) as folder:
        place = Path(folder)
        clone = place / "greenroom"
        _git("clone", "--quiet", "--no-local", str(ROOT), str(clone))
        _git("-C", str(clone), "checkout", "--quiet", "--detach", commit)
        port, environment = _free_port(), _newcomer(place)
        if without_node:
            environment["PATH"] = _without_node(environment["PATH"], place / "programs")
        began = time.monotonic()
        log = place / "output.txt"
        with log.open("w") as output:
            process = subprocess.Popen(
                ["make", "run", f"PORT={port}"],  # noqa: S607  (the make of this machine)
                cwd=clone,
                env=environment,
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
        facts = {"goal": GOAL, "environment_mb": round(size), "node_hidden": without_node}
        sys.stdout.write(json.dumps({**moments, **facts}) + "\n")
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


def _without_node(path: str, place: Path) -> str:
    """The same programs without Node: a folder that holds it is replaced by one of links to all else in it."""
    folders = []
    for number, folder in enumerate(Path(name) for name in path.split(os.pathsep) if Path(name).is_dir()):
        programs = {file.name: file for file in folder.iterdir()}
        if NODE.isdisjoint(programs):
            folders.append(folder)
            continue
        links = place / str(number)
        links.mkdir(parents=True)
        for name in programs.keys() - NODE:
            (links / name).symlink_to(programs[name])
        folders.append(links)
    return os.pathsep.join(map(str, folders))


def _watch(process: subprocess.Popen[bytes], port: int, log: Path, began: float) -> dict[str, float]:
    """Seconds until the sign-in page answers, until a link stands on the terminal, until it has led to the demo."""
    moments: dict[str, float] = {}
    cookies = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
    visitor = urllib.request.build_opener(urllib.request.ProxyHandler({}), cookies)
    server = ""
    while time.monotonic() - began < PATIENCE and process.poll() is None and "usable" not in moments:
        passed = round(time.monotonic() - began, 1)
        if "page" not in moments and _answers(port):
            moments["page"] = passed
        if not server and (link := LINK.search(log.read_text())):
            moments["link"] = passed
            _sign_in(visitor, link[0])
            server = link[1]
        if server and INTERVIEWER.search(_page(visitor, f"{server}/interviewers/")):
            moments["usable"] = round(time.monotonic() - began, 1)
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


def _sign_in(visitor: urllib.request.OpenerDirector, link: str) -> None:
    """Open the link and press its button. Raises ``urllib.error.HTTPError`` where it does not work."""
    token = TOKEN.search(_page(visitor, link))
    form = urllib.parse.urlencode({"csrfmiddlewaretoken": token[1] if token else ""})
    _page(visitor, link, form.encode())


def _page(visitor: urllib.request.OpenerDirector, address: str, form: bytes | None = None) -> str:
    with visitor.open(address, form, timeout=30) as answer:
        content: bytes = answer.read()
    return content.decode()


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
    words = argparse.ArgumentParser(description=(__doc__ or "").partition(":")[0])
    words.add_argument("commit", nargs="?", default="HEAD", metavar="COMMIT")
    words.add_argument("--without-node", action="store_true", help="as on a machine that has no Node")
    asked = words.parse_args()
    sys.exit(main(asked.commit, without_node=asked.without_node))
