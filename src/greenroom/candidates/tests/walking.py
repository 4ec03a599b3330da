"""A candidate in front of an open interviewer."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client

from greenroom.accounts.models import Workspace
from greenroom.candidates.models import Application
from greenroom.core import clock, scope
from greenroom.interviewers.models import Interviewer, Question, QuestionVersion, Stage
from greenroom.outreach.models import Message

DETAILS = {"name": "Casey Sample", "email": "casey@example.org", "phone": "", "agree": "on"}
RESUME = "Casey Sample\ncasey@example.org\n\nSkills\nRope access, glass cleaning\n"
KEY_POINT = "checks the harness before every descent"
ANCHOR = "names no safety measure at all"
KINDS = {"resume": "resume", "interview": "web_interview"}
"""Where the pages of a stage lie, and its kind."""


def question(stage: Stage, position: int, text: str, **given: Any) -> QuestionVersion:
    row = Question.objects.create(workspace_id=stage.workspace_id, stage=stage, position=position)
    version = QuestionVersion.objects.create(
        workspace_id=stage.workspace_id,
        question=row,
        number=1,
        text=text,
        **{"modality": "open", "max_follow_ups": 0, **given},
    )
    row.current = version
    row.save()
    return version


def make_interviewer(workspace: Workspace, **given: Any) -> Interviewer:
    """Active, with a resume stage and an interview of three questions."""
    interviewer = Interviewer.objects.create(
        workspace=workspace,
        **{
            "title": "Window Cleaner",
            "slug": "window-cleaner",
            "status": "active",
            "deadline": clock.now() + timedelta(days=10),
            "job_description": "We clean windows.\n\nWorking hours are 7 am to 3 pm, Monday to Friday.",
            **given,
        },
    )
    rows = {"workspace": workspace, "interviewer": interviewer}
    resume = Stage.objects.create(position=0, kind="resume", **rows)
    question(resume, 0, "Has worked at heights", modality="qualification")
    room = Stage.objects.create(position=1, kind="web_interview", **rows)
    points = {"key_points": [KEY_POINT], "anchors": {"1": ANCHOR}}
    for place, text in enumerate(["How do you stay safe on a rope?", "What do you do in wind?", "Why us?"]):
        question(room, place, text, **points)
    return interviewer


@dataclass
class Walk:
    """A candidate's browser at one link, without script. Every step returns the response.

    stages: those whose addresses were looked up.
    """

    interviewer: Interviewer
    client: Client = field(default_factory=Client)
    stages: dict[str, Stage] = field(default_factory=dict)

    @property
    def link(self) -> str:
        return f"/apply/{self.interviewer.workspace.slug}/{self.interviewer.slug}/"

    def at(self, place: str) -> str:
        """An address below the link. "interview/turn/" is the one of the first stage of that kind."""
        kind, _, rest = place.partition("/")
        if kind not in KINDS:
            return self.link + place
        if kind not in self.stages:
            with scope.everything("a test looks"):
                rows = Stage.objects.filter(interviewer=self.interviewer, kind=KINDS[kind])
                self.stages[kind] = rows.earliest("position")
        return f"{self.link}{kind}/{self.stages[kind].id}/{rest}"

    def get(self, place: str = "", **more: Any) -> Any:
        return self.client.get(self.at(place), **more)

    def post(self, place: str = "", given: dict[str, Any] | None = None, **more: Any) -> Any:
        return self.client.post(self.at(place), given or {}, **more)

    def apply(self, **details: str) -> Any:
        return self.post("", {**DETAILS, **details})

    def code(self, email: str = DETAILS["email"]) -> str:
        """The newest code mailed to an address."""
        sent = Message.objects.filter(recipient=email, kind="code").latest("created_at")
        return re.search(r"\d{6}", sent.body)[0]

    def verify(self, code: str | None = None) -> Any:
        return self.post("code/", {"do": "verify", "code": self.code() if code is None else code})

    def enter(self, **details: str) -> Walk:
        """Apply and prove the address."""
        self.apply(**details)
        assert self.verify(self.code(details.get("email", DETAILS["email"]))).status_code == 302
        return self

    def send_resume(self, text: str = RESUME) -> Walk:
        """Type a resume and confirm it."""
        assert self.post("resume/", {"text": text}).status_code == 302
        assert self.post("resume/", {"do": "confirm", "name": "Casey Sample"}).status_code == 302
        return self

    def say(self, answer: str, key: str, **more: Any) -> Any:
        """One answer, as the page's script sends it."""
        given = {"answer": answer, "key": key, **more}
        return self.post("interview/turn/", given, headers={"HX-Request": "true"})

    def interview(self) -> Walk:
        """Answer everything, and have no questions of one's own."""
        self.get("interview/")
        for n, answer in enumerate(["I check my harness.", "I stop the work.", "I like glass.", "No."]):
            self.say(answer, f"key-{n}")
        return self

    def application(self, email: str = DETAILS["email"]) -> Application:
        with scope.everything("a test looks"):
            return Application.objects.get(interviewer=self.interviewer, candidate__email=email)


@pytest.fixture
def interviewer(cast) -> Iterator[Interviewer]:
    with scope.scoped(cast.workspace.id):
        yield make_interviewer(cast.workspace)


@pytest.fixture
def walk(interviewer: Interviewer) -> Walk:
    """A candidate who has just been given the link."""
    return Walk(interviewer)


@pytest.fixture
def another(interviewer: Interviewer) -> Callable[[], Walk]:
    """Other browsers at the same link."""
    return lambda: Walk(interviewer)


@pytest.fixture
def time_machine_at() -> Callable[[Any], Any]:
    """`with time_machine_at(moment):` the product's clock stands there."""
    return lambda moment: time_machine.travel(moment, tick=False)
