"""Typed turns of many interviews at once, over HTTP against the web processes, and /health/ under the same load."""

from __future__ import annotations

import http.client
import json
import random
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from tests.bench import houses, serving
from tests.bench.figures import Figure, Floor, Watch

INTERVIEWS = 50
TURNS = 2  # of each interview and each way
PAUSE = (5.0, 15.0)  # seconds between two answers of one person, less than it takes to type one
SECTION = "Typed turns"


def measure() -> list[Figure]:
    """Two web processes of `greenroom serve` and its worker, on the engine of this run; loopback only."""
    with houses.fresh() as house:
        plan = house.data / "candidates.json"
        house.run("-m", "tests.bench.inside", "candidates", str(plan), str(INTERVIEWS))
        given = json.loads(plan.read_text())
        with serving.serving(house) as running:
            people = [Person(running.port, given, n) for n in range(INTERVIEWS)]
            _all(people, Person.enter, pause=None)
            engine = "PostgreSQL" if house.database_url else "SQLite"
            return [
                _figure(f"at {INTERVIEWS} people's pace, {engine}", people, PAUSE),
                _figure(f"{INTERVIEWS} sent at the same moment, {engine}", people, None),
            ]


@dataclass
class Person:
    """One candidate's browser: a connection of its own."""

    port: int
    given: dict[str, Any]
    n: int
    token: str = ""
    said: int = 0

    def __post_init__(self) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)

    def enter(self) -> None:
        """Open the room, which asks the first question."""
        response = self._ask("GET", self.given["room"])
        assert response.status == 200, response.status
        cookie = next(
            each for each in response.headers.get_all("Set-Cookie", []) if each.startswith("csrftoken=")
        )
        self.token = cookie.partition("=")[2].partition(";")[0]

    def answer(self) -> None:
        text = self.given["answers"][self.said % len(self.given["answers"])].format(n=self.n + 10)
        self.said += 1
        body = urlencode({"answer": text, "key": f"bench-{self.n}-{self.said}"})
        response = self._ask("POST", f"{self.given['room']}turn/", body)
        assert response.status == 200, response.status

    def ask_for_health(self) -> None:
        assert self._ask("GET", "/health/").status == 200

    def _ask(self, method: str, path: str, body: str | None = None) -> http.client.HTTPResponse:
        headers = {
            "Host": "localhost",
            "Cookie": f"{self.given['cookies'][self.n]}; csrftoken={self.token}",
            "X-CSRFToken": self.token,
            "HX-Request": "true",
            "Content-Type": "application/x-www-form-urlencoded",
        }
        self.connection.request(method, path, body, headers if body else {**headers, "HX-Request": "false"})
        response = self.connection.getresponse()
        response.read()
        return response


def _figure(name: str, people: list[Person], pause: tuple[float, float] | None) -> Figure:
    health = _all(people, Person.ask_for_health, pause=pause and (0.2, 0.6), times=TURNS)
    turns = _all(people, Person.answer, pause=pause, times=TURNS)
    floor = Floor("/health/ asked alike", health)
    return Figure(SECTION, f"A turn, {name}", "ms", turns, goal=150, judged="p95", floor=floor)


def _all(
    people: list[Person], act: Callable[[Person], None], *, pause: tuple[float, float] | None, times: int = 1
) -> list[float]:
    """Milliseconds of every act. Without a pause everybody acts at once, again as soon as all have been answered."""
    together = threading.Barrier(len(people))
    watches = [Watch() for _ in people]
    failures: list[BaseException] = []

    def one(person: Person, watch: Watch) -> None:
        chance = random.Random(person.n)
        try:
            for _ in range(times):
                together.wait(timeout=60) if pause is None else time.sleep(chance.uniform(*pause))
                with watch.running():
                    act(person)
        except BaseException as failure:  # noqa: BLE001  (raised again below, in the thread that reports)
            failures.append(failure)
            together.abort()

    threads = [threading.Thread(target=one, args=pair) for pair in zip(people, watches, strict=True)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failures:
        raise RuntimeError(f"{len(failures)} of {len(people)} failed") from failures[0]
    return [sample for watch in watches for sample in watch.samples]
