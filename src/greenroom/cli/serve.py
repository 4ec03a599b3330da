"""`greenroom serve`: web and worker under one supervisor."""

from __future__ import annotations

import http.client
import json
import os
import socket
import sys
from dataclasses import dataclass, field
from typing import Any

import click

from greenroom.core.supervisor import Child, Supervisor

TOO_MANY_DEATHS = 4  # of the web processes before they ever answered


@click.command("serve")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option(
    "--port", default=8000, show_default=True, type=click.IntRange(1, 65535), help="Port to listen on."
)
@click.option("--demo", is_flag=True, help="Also make the demo workspace, once.")
def command(host: str, port: int, demo: bool) -> None:
    """Run web and worker under one supervisor, until Ctrl-C.

    Example: greenroom serve --port 8080 --demo
    """
    if not _is_free(host, port):
        raise click.ClickException(f"Port {port} is taken. Choose another with --port.")
    serving = Serving(host, port, Supervisor(_environment(port)))
    serving.supervisor.start(serving.preparation(demo=demo))
    serving.supervisor.run(serving.look)
    if serving.failure:
        raise click.ClickException(serving.failure)


def _is_free(host: str, port: int) -> bool:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def _environment(port: int) -> dict[str, str]:
    """Ours, with the address of this server; on a terminal the log holds back what is not a warning."""
    quiet = {"GREENROOM_LOG_LEVEL": "WARNING"} if sys.stderr.isatty() else {}
    return {"GREENROOM_PUBLIC_URL": f"http://localhost:{port}", **quiet, **os.environ}


@dataclass
class Serving:
    """One run of `serve`, and how far it has come."""

    host: str
    port: int
    supervisor: Supervisor
    facts: dict[str, Any] = field(default_factory=dict)
    web: Child | None = None
    answers: bool = False
    told: bool = False
    failure: str = ""

    def preparation(self, *, demo: bool) -> Child:
        words = ["demo"] if demo else []
        command = [sys.executable, "-m", "greenroom.cli.prepare", *words]
        self.prepare = Child("prepare", command, keep=False, on_line=self._learn)
        return self.prepare

    def _learn(self, line: str) -> None:
        """Take in what the preparation tells. Called in a thread of its own."""
        self.facts.update(json.loads(line))

    def look(self) -> None:
        """Go on to whatever can be done now."""
        if self.web is None:
            self._start_when_ready()
        elif not self.answers:
            self._look_whether_it_answers()
        elif not self.told:
            self._tell_how_to_sign_in()

    def _start_when_ready(self) -> None:
        if self.facts.get("ready"):
            python = [sys.executable, "-m", "greenroom"]
            address = ["--host", self.host, "--port", str(self.port)]
            self.web = self.supervisor.start(Child("web", [*python, "web", *address]))
            self.supervisor.start(Child("worker", [*python, "worker"]))
        elif self.prepare.status is not None:
            self._fail("The database could not be prepared; the reason stands above.")

    def _look_whether_it_answers(self) -> None:
        assert self.web is not None  # noqa: S101  (`look` has seen to it)
        if self.web.deaths >= TOO_MANY_DEATHS:
            self._fail("The web processes do not start; the reason stands above.")
        elif self._is_healthy():
            self.answers = True
            click.echo(f"Greenroom is at {self.supervisor.environment['GREENROOM_PUBLIC_URL']}/")

    def _is_healthy(self) -> bool:
        here = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(self.host, self.host)  # noqa: S104  (read, not bound)
        asking = http.client.HTTPConnection(here, self.port, timeout=1)
        try:
            asking.request("GET", "/health/", headers={"Host": "localhost"})
            return asking.getresponse().status == 200
        except (OSError, http.client.HTTPException):
            return False
        finally:
            asking.close()

    def _tell_how_to_sign_in(self) -> None:
        if "link" in self.facts:
            click.echo(f"Sign in as {self.facts['email']}, once, within 20 minutes: {self.facts['link']}")
        elif "set_up" in self.facts:
            click.echo(f"Make the first account: {self.facts['set_up']}")
        else:
            return
        click.echo("Ctrl-C stops it.")
        self.told = True

    def _fail(self, reason: str) -> None:
        self.failure = reason
        self.supervisor.stop()
