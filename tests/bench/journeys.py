"""Many candidates at once through resume, form and typed interview, over HTTP against `greenroom serve`.

Each does what the page's script does, one request after another, with a pause before each. Afterwards the rows are
compared with what was sent: an answer that is not there was lost, one that is there twice was doubled.
"""

from __future__ import annotations

import base64
import http.client
import json
import random
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

import psutil  # type: ignore[import-untyped]  # it ships no types

from tests.bench import houses, serving
from tests.bench.figures import Figure, Watch
from tests.kills.house import House

PEOPLE = 300
PAUSE = (5.0, 15.0)  # seconds before each request of one person
TURNS = 2
SECTION = "Journeys"
STARTS_WITHIN = 10.0  # seconds in which all of them set out


@dataclass
class Walker:
    """One candidate's browser. said: what they answered, by table; failures: what was not answered as it should be."""

    port: int
    plan: dict[str, Any]
    n: int
    token: str = ""
    watches: defaultdict[str, Watch] = field(default_factory=lambda: defaultdict(Watch))
    said: list[tuple[str, str]] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)

    @property
    def samples(self) -> list[float]:
        return [sample for watch in self.watches.values() for sample in watch.samples]

    def __post_init__(self) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        self.chance = random.Random(self.n)

    def walk(self) -> None:
        time.sleep(self.chance.uniform(0, STARTS_WITHIN))
        for name, method, path, body in self.steps():
            time.sleep(self.chance.uniform(*PAUSE))
            try:
                with self.watches[name].running():
                    status = self.ask(method, path, body)
            except (OSError, http.client.HTTPException):
                self.failures.append(f"{name}: no answer")
                self.connection.close()  # the next request opens another
                continue
            if status not in {200, 302}:
                self.failures.append(f"{name}: {status}")
        self.connection.close()

    def steps(self) -> Iterator[tuple[str, str, str, Mapping[str, str | bytes] | None]]:
        """Every request of the way: a name, how, where, and what is sent."""
        link = self.plan["link"]
        resume, form, room = (
            f"{link}{at}/{self.plan['stages'][kind]}/"
            for at, kind in (("resume", "resume"), ("form", "form"), ("interview", "web_interview"))
        )
        name, email = f"Avery Sample {self.n:03d}", f"person{self.n:03d}@example.org"
        yield "map", "GET", f"{link}steps/", None
        yield "resume", "GET", resume, None
        yield "a resume", "POST", resume, self.resume(name, email)
        yield "what was read", "GET", resume, None
        yield "confirmed", "POST", resume, {"do": "confirm", "name": name}
        yield "form", "GET", form, None
        for asked, words in zip(self.plan["questions"], self.answers(), strict=True):
            self.said.append(("form", words))
            yield "an answer", "POST", f"{form}answers/{asked['question']}/", {asked["field"]: words}
        yield "review", "GET", f"{form}review/", None
        yield "form sent", "POST", f"{form}review/", {}
        yield "room", "GET", room, None
        for turn in range(TURNS):
            words = (
                self.plan["answers"][turn].format(n=self.n * 10 + turn) + f" That was case {self.n}-{turn}."
            )
            self.said.append(("talk", words))
            yield "a turn", "POST", f"{room}turn/", {"answer": words, "key": f"bench-{self.n}-{turn}"}
        yield "finished", "POST", f"{room}finish/", {}

    def resume(self, name: str, email: str) -> dict[str, str | bytes]:
        """Every other one sends a Word file, the others type it."""
        if self.n % 2:
            return {"file": base64.b64decode(self.plan["document"])}
        return {"text": self.plan["resume"].format(name=name, email=email, n=self.n)}

    def answers(self) -> list[str]:
        return [
            f"I like people, said number {self.n}.",
            "Late",
            "Northfield",
            "2030-12-01",
            str(self.n % 101),
        ]

    def ask(self, method: str, path: str, given: Mapping[str, str | bytes] | None) -> int:
        kind, body = encoded(given or {})
        headers = {
            "Host": "localhost",
            "Cookie": f"{self.plan['cookies'][self.n]}; csrftoken={self.token}",
            "X-CSRFToken": self.token,
            "Content-Type": kind,
            **({"HX-Request": "true"} if "/answers/" in path or path.endswith("/turn/") else {}),
        }
        self.connection.request(method, path, body if method == "POST" else None, headers)
        response = self.connection.getresponse()
        response.read()
        for cookie in response.headers.get_all("Set-Cookie", []):
            if cookie.startswith("csrftoken="):
                self.token = cookie.partition("=")[2].partition(";")[0]
        return response.status


def encoded(given: Mapping[str, str | bytes]) -> tuple[str, bytes]:
    """The body of a form and its type: in parts where a file is among its fields."""
    files = [(name, value) for name, value in given.items() if isinstance(value, bytes)]
    if not files:
        return "application/x-www-form-urlencoded", urlencode(given).encode()
    edge = "edge-of-a-part"
    parts = [
        f'--{edge}\r\nContent-Disposition: form-data; name="{name}"; filename="resume.docx"\r\n'
        f"Content-Type: application/octet-stream\r\n\r\n".encode()
        + content
        + b"\r\n"
        for name, content in files
    ]
    return f"multipart/form-data; boundary={edge}", b"".join(parts) + f"--{edge}--\r\n".encode()


def measure() -> list[Figure]:
    """Two web processes of `greenroom serve` and its worker, on the engine of this run; loopback only."""
    with houses.fresh() as house:
        path = house.data / "walkers.json"
        process = house.start("-m", "tests.bench.inside", "walkers", str(path), str(PEOPLE))
        process.wait(timeout=houses.PATIENCE)
        plan = json.loads(path.read_text(encoding="utf-8"))
        with serving.serving(house) as running:
            people = [Walker(running.port, plan, n) for n in range(PEOPLE)]
            threads = [threading.Thread(target=one.walk) for one in people]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
            return [*_figures(people, house), _share(running, people, house)]


def _figures(people: list[Walker], house: House) -> list[Figure]:
    engine = "PostgreSQL" if house.database_url else "SQLite"
    failures = Counter(failure for one in people for failure in one.failures)
    lost, doubled = compared(Counter(said for one in people for said in one.said), there(house))
    samples = [sample for one in people for sample in one.samples]
    sent = sum(len(one.said) for one in people)
    return [
        Figure(SECTION, f"A step, {PEOPLE} people at once, {engine}", "ms", samples, goal=300, judged="p95"),
        Figure(
            SECTION,
            f"Steps that failed, {engine}",
            "",
            [float(failures.total())],
            goal=0,
            of=len(samples),
            spread=", ".join(f"{name} ×{times}" for name, times in failures.items()),
        ),
        Figure(SECTION, f"Answers lost, {engine}", "", [float(lost)], goal=0, of=sent),
        Figure(SECTION, f"Answers doubled, {engine}", "", [float(doubled)], goal=0, of=sent),
        *[
            Figure(SECTION, f"The step “{name}”, {engine}", "ms", _of_step(people, name))
            for name in people[0].watches
        ],
    ]


def _of_step(people: list[Walker], name: str) -> list[float]:
    return [sample for one in people for sample in one.watches[name].samples]


def _share(running: serving.Running, people: list[Walker], house: House) -> Figure:
    """What a step costs the web processes, whatever else the machine does: starting them is counted in."""
    root = psutil.Process(running.process.pid)
    web = next(child for child in root.children() if "web" in child.cmdline())
    used = [process.cpu_times() for process in (web, *web.children(recursive=True))]
    steps = sum(len(one.samples) for one in people)
    spent = sum(times.user + times.system for times in used) / steps * 1000
    engine = "PostgreSQL" if house.database_url else "SQLite"
    return Figure(SECTION, f"Processor time of the web processes a step, {engine}", "ms", [spent], of=steps)


def there(house: House) -> Counter[tuple[str, str]]:
    """Every answer in the database, as it was sent. SQLite gives JSON as text, PostgreSQL what it stands for."""
    form = house.ask("SELECT value FROM candidates_answer")
    talk = house.ask(
        "SELECT turn.text FROM conversations_turn turn JOIN candidates_attempt attempt ON attempt.id = turn.attempt_id"
        " JOIN interviewers_stage stage ON stage.id = attempt.stage_id"
        " WHERE stage.kind = 'web_interview' AND turn.speaker = 'candidate'"
    )
    values = [value if house.database_url else json.loads(value) for (value,) in form]
    return Counter([*(("form", _as_sent(value)) for value in values), *(("talk", text) for (text,) in talk)])


def _as_sent(value: Any) -> str:
    """What is kept of an answer, in the form it was sent in."""
    if isinstance(value, list):
        return str(value[0])
    return f"{value:g}" if isinstance(value, float | int) else str(value)


def compared(sent: Counter[tuple[str, str]], kept: Counter[tuple[str, str]]) -> tuple[int, int]:
    """How many answers are missing, and how many are there more often than they were sent."""
    return (sent - kept).total(), (kept - sent).total()
