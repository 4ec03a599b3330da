"""The product running in a house, killed and brought back, and a candidate who goes on regardless."""

from __future__ import annotations

import json
import re
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from subprocess import DEVNULL, Popen
from uuid import UUID

import httpx
import psutil
import psycopg

from tests.kills.house import House, kill, until
from tests.kills.pages import Browser, Form, Page
from tests.kills.test_serve import free_port, gone

STAGES = {"resume": "resume", "form": "form", "interview": "web_interview"}
"""Where the pages of a stage lie, and its kind."""
UP_WITHIN = 40  # seconds on a loaded machine
EVALUATING = (
    "SELECT count(*) FROM core_job WHERE name = 'evaluation.evaluate' AND state IN ('waiting', 'running')"
)


@dataclass
class Site:
    """`greenroom web` and `greenroom worker` in a house, restarted by the test as a service manager would."""

    house: House
    port: int = field(default_factory=free_port)
    web: Popen[str] | None = None
    worker: Popen[str] | None = None

    def start_web(self) -> None:
        arguments = ("-m", "greenroom", "web", "--port", str(self.port))
        self.web = self.house.start(*arguments)
        self.wait_until_up()

    def start_worker(self, *, die_at: int = 0) -> None:
        environment = {**self.house.environment, "DIE_AT": str(die_at)}
        mortal = House(environment)
        self.worker = mortal.start("-m", "greenroom", "worker")

    def page_processes(self) -> set[psutil.Process]:
        """Those that answer requests and live."""
        assert self.web is not None
        children = psutil.Process(self.web.pid).children()
        return {child for child in children if not gone([child])}

    def start_serve(self) -> None:
        """`greenroom serve` in place of both."""
        self.web = self.house.start("-m", "greenroom", "serve", "--port", str(self.port), stdout=DEVNULL)
        self.wait_until_up()

    def supervised(self, command: str) -> list[psutil.Process]:
        """The living processes of `greenroom web` or `greenroom worker` under `greenroom serve`."""
        assert self.web is not None
        children = [child for child in psutil.Process(self.web.pid).children() if not gone([child])]
        return [child for child in children if command in child.cmdline()]

    def kill_supervisor(self) -> None:
        """SIGKILL to `greenroom serve` alone, and wait until what it had started has followed."""
        assert self.web is not None
        family = psutil.Process(self.web.pid).children(recursive=True)
        kill(self.web)
        until(lambda: gone(family), within=UP_WITHIN, what="the end of what the supervisor had started")

    def kill_pages(self) -> None:
        """SIGKILL to every process that answers requests; the web server starts others."""
        for process in self.page_processes():
            process.kill()

    def kill_web(self) -> None:
        """SIGKILL to all of `greenroom web`, and start it again."""
        assert self.web is not None
        end(self.web)
        self.start_web()

    def kill_worker(self) -> None:
        """SIGKILL to the worker."""
        assert self.worker is not None
        end(self.worker)

    def worker_has_ended(self) -> bool:
        return self.worker is None or self.worker.poll() is not None

    def wait_until_up(self) -> None:
        until(self._answers, within=UP_WITHIN, what="an answer of the site")

    def _answers(self) -> bool:
        try:
            return httpx.get(f"http://127.0.0.1:{self.port}/health/", timeout=2).status_code == 200
        except httpx.TransportError:
            return False


def end(process: Popen[str]) -> None:
    """SIGKILL to a process and all it has started, and wait until it is gone."""
    if process.poll() is None:
        family = psutil.Process(process.pid).children(recursive=True)
        kill(process)
        for child in family:
            with suppress(psutil.NoSuchProcess):
                child.kill()
    process.wait(timeout=10)


@contextmanager
def a_site(house: House, *, supervised: bool = False) -> Iterator[Site]:
    """Web and worker, apart or under `greenroom serve`, running; nothing of them is left afterwards."""
    site = Site(house)
    try:
        if supervised:
            site.start_serve()
        else:
            site.start_web()
            site.start_worker()
        yield site
    finally:
        for process in (site.web, site.worker):
            if process is not None:
                end(process)


def open_interviewer(house: House, *kinds: str) -> str:
    """An active interviewer of these stages, made by the product's own actions. Returns the path of its link."""
    return str(json.loads(house.run("-m", "tests.kills.opening", *kinds))["link"])


def an_hour_passes(house: House) -> None:
    """Forget how often things were tried: the limits on that are not what is looked at here."""
    statement = "DELETE FROM core_attempted"
    if house.database_url:
        with psycopg.connect(house.database_url) as connection:
            connection.execute(statement)
        return
    with closing(sqlite3.connect(house.data / "greenroom.sqlite3", timeout=20)) as kept, kept:
        kept.execute(statement)


def newest_code(house: House) -> str:
    """The six digits of the last message in the outbox."""
    body = house.ask("SELECT body FROM outreach_message ORDER BY created_at DESC, id DESC LIMIT 1")[0][0]
    found = re.search(r"\d{6}", body)
    assert found
    return found[0]


def patiently(ask: Callable[[], Page]) -> Page:
    """Ask until somebody answers, as a person presses reload."""
    deadline = time.monotonic() + UP_WITHIN
    while True:
        try:
            return ask()
        except httpx.TransportError:
            assert time.monotonic() < deadline, "nobody answers any more"
            time.sleep(0.05)


@dataclass
class Candidate:
    """Somebody who goes through an interview.

    haunted: processes die at every step, as `through` says. deaths: how many, by name of the step.
    """

    site: Site
    link: str
    browser: Browser
    email: str = "casey@example.org"
    haunted: bool = True
    deaths: dict[str, int] = field(default_factory=dict)

    def at(self, path: str) -> str:
        """An address below the link; "interview/finish/" is the one of the stage of that kind."""
        place, _, rest = path.partition("/")
        if place not in STAGES:
            return self.link + path
        kind = f"SELECT id FROM interviewers_stage WHERE kind = '{STAGES[place]}'"
        return f"{self.link}{place}/{UUID(str(self.site.house.ask(kind)[0][0]))}/{rest}"

    def get(self, path: str) -> Page:
        address = self.at(path)
        return patiently(lambda: self.browser.get(address))

    def through(self, step: str, ask: Callable[[dict[str, str]], Page]) -> Page:
        """The answer to one request, repeated until the process lives to give it.

        The first time all page processes are killed before it arrives, then the one that answers dies at its first
        write, at the next, and so on; after the answer all are killed again.
        """
        if not self.haunted:
            return patiently(lambda: ask({}))
        self.site.kill_pages()
        moment = 1
        while (answer := self._once(ask, moment)) is None:
            self.deaths[step] = moment
            moment += 1
        self.site.kill_pages()
        return answer

    def _once(self, ask: Callable[[dict[str, str]], Page], moment: int) -> Page | None:
        """None when the process that was asked has died of it."""
        deadline = time.monotonic() + UP_WITHIN
        while True:
            self.site.wait_until_up()
            before = self.site.page_processes()
            try:
                return ask({"X-Die-At": str(moment)})
            except httpx.TransportError:
                if any(gone([process]) for process in before):
                    return None
                assert time.monotonic() < deadline, "nobody answers, and nobody died"

    def send(self, step: str, form: Form, *, files: dict[str, tuple[str, bytes]] | None = None) -> Page:
        """Send the same form, with the same key, until it is answered."""
        return self.through(step, lambda headers: self.browser.send(form, files=files, headers=headers))

    def look(self, step: str, path: str) -> Page:
        """Open a page that writes something when it is first seen."""
        address = self.at(path)
        return self.through(step, lambda headers: self.browser.get(address, headers=headers))


def filled(page: Page, /, *, ticked: dict[str, str] | None = None, **values: str) -> Form:
    """The form of a page that has these fields, filled in. ticked: boxes and choices."""
    form = page.form(*values)
    form.fields.update(values, **(ticked or {}))
    return form
