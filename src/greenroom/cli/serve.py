"""`greenroom serve`: web, worker and voice under one supervisor."""

from __future__ import annotations

import http.client
import json
import os
import socket
import sys
from dataclasses import dataclass, field
from typing import Any

import click

from greenroom.config.env import BadSetting, number
from greenroom.core.supervisor import Child, Supervisor

TOO_MANY_DEATHS = 4  # of the web processes before they ever answered
VOICE_STOP_WITHIN = (
    45.0  # seconds: a voice worker sends its calls elsewhere, and waits for those that talk on
)


@click.command("serve")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option(
    "--port", default=8000, show_default=True, type=click.IntRange(1, 65535), help="Port to listen on."
)
@click.option("--demo", is_flag=True, help="Also make the demo workspace, once.")
def command(host: str, port: int, demo: bool) -> None:
    """Run web, worker and voice under one supervisor, until Ctrl-C.

    Example: greenroom serve --port 8080 --demo
    """
    if not _is_free(host, port):
        raise click.ClickException(f"Port {port} is taken. Choose another with --port.")
    serving = Serving(host, port, demo, Supervisor(_environment(port)), voices=_voices())
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


def _voices() -> int:
    try:
        return number("GREENROOM_VOICE_PROCESSES", 1)
    except BadSetting as problem:
        raise click.ClickException(str(problem)) from None


def _environment(port: int) -> dict[str, str]:
    """Ours, with the address of this server; on a terminal the log holds back what is not a warning."""
    quiet = {"GREENROOM_LOG_LEVEL": "WARNING"} if sys.stderr.isatty() else {}
    return {"GREENROOM_PUBLIC_URL": f"http://localhost:{port}", **quiet, **os.environ}


@dataclass
class Serving:
    """One run of `serve`, and how far it has come. voices: how many processes hold calls."""

    host: str
    port: int
    demo: bool
    supervisor: Supervisor
    voices: int = 0
    facts: dict[str, Any] = field(default_factory=dict)
    web: Child | None = None
    ready: bool = False
    answers: bool = False
    told: bool = False
    failure: str = ""

    def look(self) -> None:
        """Go on to whatever can be done now."""
        if self.web is None:
            self.web = self._start_web()
        elif self.web.deaths >= (TOO_MANY_DEATHS if self.ready else 1) and not self.answers:
            self.failure = "The web processes do not start; the reason stands above."
            self.supervisor.stop()
        elif not self.ready:
            self._go_on_when_ready(self.web)
        elif not self.answers:
            self._look_whether_it_answers()
        elif not self.told:
            self._tell_how_to_sign_in()

    def _start_web(self) -> Child:
        """The web processes; the first ones prepare the database, and with it what they tell of."""
        words = ["web", self.host, str(self.port), *(["demo"] if self.demo else [])]
        command = [sys.executable, "-m", "greenroom.cli.prepare", *words]
        return self.supervisor.start(Child("web", command, on_line=self._learn))

    def _learn(self, line: str) -> None:
        """Take in a fact that a child tells. Called in a thread of its own."""
        self.facts.update(json.loads(line))

    def _go_on_when_ready(self, web: Child) -> None:
        if not self.facts.get("ready"):
            return
        python = [sys.executable, "-m"]
        web.command = [*python, "greenroom", "web", "--host", self.host, "--port", str(self.port)]
        web.on_line = None
        self.supervisor.start(Child("worker", [*python, "greenroom", "worker"]))
        if self.demo:
            making = [*python, "greenroom.cli.prepare", "demo"]
            self.supervisor.start(Child("demo", making, keep=False, on_line=self._learn))
        self.ready = True

    def _look_whether_it_answers(self) -> None:
        if self._is_healthy():
            self.answers = True
            self._start_voices()
            click.echo(f"Greenroom is at {self.supervisor.environment['GREENROOM_PUBLIC_URL']}/")

    def _start_voices(self) -> None:
        """Only now: what a call needs takes long to load, and nobody calls before there is a page."""
        for place in range(self.voices):
            command = [sys.executable, "-m", "greenroom", "voice", "--host", "127.0.0.1"]
            self.supervisor.start(Child(f"voice-{place + 1}", command, stop_within=VOICE_STOP_WITHIN))

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
