"""A task and a conversation by text while whatever serves them is killed at every write, on the engine of this run."""

from __future__ import annotations

import json
import re
import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from subprocess import PIPE, Popen
from typing import Any
from urllib.parse import urljoin, urlsplit
from uuid import UUID

import psycopg
import pytest

from greenroom.core.testing.migrated import Migrated
from tests.kills.house import House, a_house, kill
from tests.kills.journey import filled, newest_code, open_interviewer
from tests.kills.pages import Form, Page

pytestmark = pytest.mark.kills

SETTINGS = "tests.kills.mortal_settings"
STAGES = ("scenario", "conversational_sms")
OWNER = "owner@example.org"
MESSAGE = "How many islands do the ferries serve?"
RESULT = "The early boat goes to the far island first, the late one back along the coast."
TEXTS = ("yes", "4")
DUE = "SELECT count(*) FROM core_job WHERE state IN ('waiting', 'running')"


@dataclass
class Line:
    """What is done in a house, each thing by a process of its own. deaths: by name of the step."""

    house: House
    process: Popen[str]
    jars: dict[str, dict[str, str]] = field(default_factory=dict)
    deaths: Counter[str] = field(default_factory=Counter)

    def tell(self, **wanted: Any) -> Any:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(json.dumps(wanted) + "\n")
        self.process.stdin.flush()
        answer = self.process.stdout.readline()
        assert answer, f"{wanted} was not answered"
        return json.loads(answer)

    def ask(
        self,
        step: str,
        path: str,
        data: dict[str, str] | None = None,
        *,
        member: str = "",
        haunted: bool = True,
    ) -> Page:
        """The answer to one request, repeated until its process lives to give it; each dies one write later."""
        moment = int(haunted)
        given = {"path": path, "data": data, "member": member}
        while (answer := self.tell(**given, cookies=self.jars.get(member, {}), die_at=moment)) is None:
            self.deaths[step] = moment
            moment += 1
        self.jars[member] = answer.pop("cookies")
        return Page(**{**answer, "location": urlsplit(answer["location"]).path})

    def get(self, path: str, *, member: str = "") -> Page:
        page = self.ask("", path, member=member, haunted=False)
        return self.get(urljoin(path, page.location), member=member) if page.location else page

    def send(self, step: str, form: Form, *, member: str = "", haunted: bool = True) -> Page:
        return self.ask(step, form.action, form.fields, member=member, haunted=haunted)

    def work(self, step: str) -> None:
        """Run all jobs, those of later too, by workers each of which dies one write later than the one before."""
        moment = 0
        while self.house.number(DUE):
            moment += 1
            self.later()
            if self.tell(jobs=True, die_at=moment) is None:
                self.deaths[step] = moment

    def later(self) -> None:
        """What was put off is due."""
        statement = "UPDATE core_job SET run_at = created_at WHERE state = 'waiting'"
        if self.house.database_url:
            with psycopg.connect(self.house.database_url) as connection:
                connection.execute(statement)
            return
        with closing(sqlite3.connect(self.house.data / "greenroom.sqlite3", timeout=20)) as kept, kept:
            kept.execute(statement)


@pytest.fixture
def opened(tmp_path: Path, migrated: Migrated) -> Iterator[tuple[Line, str]]:
    with a_house(tmp_path / "data", SETTINGS, migrated=migrated) as house:
        link = open_interviewer(house, *STAGES)
        process = house.start("-m", "tests.kills.forks", stdin=PIPE, stdout=PIPE)
        try:
            yield Line(house, process), link
        finally:
            with process:  # closes its pipes
                kill(process)


@pytest.mark.endures
def test_a_task_and_texts_are_received_once_whatever_is_killed_and_whenever(
    opened: tuple[Line, str],
) -> None:
    line, link = opened
    enter(line, link)
    do_the_task(line, stage_address(line, link, "scenario", "task"))
    line.work("evaluate the task")
    by_text(line, stage_address(line, link, "conversational_sms", "messages"))
    assert line.deaths["message"] >= 4  # kept, answered
    assert min(line.deaths.values()) >= 1, line.deaths
    assert sum(line.deaths.values()) >= 60, line.deaths
    assert_nothing_is_lost_or_doubled(line.house)


def enter(line: Line, link: str) -> None:
    given = {"name": "Casey Sample", "email": "casey@example.org", "phone": "+15005550001"}
    form = filled(line.get(link), ticked={"agree": "on"}, **given)
    assert line.send("", form, haunted=False).location.endswith("/code/")
    code = filled(line.get(f"{link}code/"), code=newest_code(line.house))
    assert line.send("", code, haunted=False).location.endswith("/steps/")


def stage_address(line: Line, link: str, kind: str, place: str) -> str:
    found = line.house.ask(f"SELECT id FROM interviewers_stage WHERE kind = '{kind}' AND removed_at IS NULL")
    return f"{link}{place}/{UUID(str(found[0][0]))}/"


def do_the_task(line: Line, task: str) -> None:
    line.ask("open the task", task)
    form = filled(line.get(task), answer=MESSAGE)
    assert line.send("message", form).status in {200, 302}
    draft = line.get(task).form(name="draft")
    assert line.send("draft", Form(draft.action, fields={"text": RESULT})).location.endswith("/hand-in/")
    page = line.get(f"{task}hand-in/")
    assert RESULT in page.text
    assert line.send("hand in", page.form(name="send")).location.endswith("/steps/")


def by_text(line: Line, messages: str) -> None:
    line.ask("open the texts", messages)
    line.work("first text")
    phones = line.get("/outreach/phone/", member=OWNER)
    found = re.findall(r'href="(/outreach/phone/[0-9a-f-]{36}/)', phones.text)
    assert found, phones
    thread = found[0]
    for words in TEXTS:
        form = line.get(thread, member=OWNER).form("words")
        form.fields["words"] = words
        assert line.send(f"text {words}", form, member=OWNER).status == 302
        line.work(f"reply to {words}")


def assert_nothing_is_lost_or_doubled(house: House) -> None:
    assert house.ask("SELECT number, status FROM candidates_attempt") == [(1, "evaluated")] * len(STAGES)
    assert house.ask("SELECT status FROM candidates_application") == [("completed",)]
    assert house.number(f"{DUE} OR state = 'failed'") == 0
    theirs = "SELECT text FROM conversations_turn WHERE speaker = 'candidate' ORDER BY created_at, position"
    assert [text for (text,) in house.ask(theirs)] == [MESSAGE, RESULT, *TEXTS]
    ours = [
        text for (text,) in house.ask("SELECT text FROM conversations_turn WHERE speaker = 'interviewer'")
    ]
    assert len(ours) == len(set(ours))
    assert house.number("SELECT count(*) FROM outreach_receivedtext WHERE taken_at IS NOT NULL") == len(TEXTS)
    sent = house.ask("SELECT body, state FROM outreach_message WHERE channel = 'sms' ORDER BY created_at, id")
    bodies = [body for body, _state in sent]
    assert len(bodies) == len(set(bodies)) == 1 + len(TEXTS)
    assert {state for _body, state in sent} <= {"sent", "delivered"}
    evaluated = house.ask("SELECT evaluator, number, status FROM evaluation_evaluation")
    assert max(Counter(evaluated).values()) <= len(STAGES)
    assert {(number, status) for _name, number, status in evaluated} == {(1, "done")}
    happened = Counter(name for (name,) in house.ask("SELECT name FROM core_event"))
    expected = {
        "candidates.AttemptStarted": len(STAGES),
        "candidates.AttemptSubmitted": len(STAGES),
        "candidates.AttemptEvaluated": len(STAGES),
        "outreach.TextTyped": len(TEXTS),
        "outreach.TextArrived": len(TEXTS),
    }
    assert {name: happened[name] for name in expected} == expected
