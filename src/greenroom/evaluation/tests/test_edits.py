"""No edit of a live interviewer changes what stands of anybody who has met it."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable, Iterable
from dataclasses import fields, is_dataclass, replace
from typing import Any

import pytest
from django.db.models import Model

from greenroom.accounts.models import Member
from greenroom.candidates.models import Application, Attempt
from greenroom.core import clock
from greenroom.core.errors import Refused
from greenroom.core.testing.jobs import run_due_jobs
from greenroom.evaluation.queries import scorecards
from greenroom.evaluation.tests import scene
from greenroom.interviewers.actions import interviewers, questions, workflow
from greenroom.interviewers.models import Interviewer, Question, QuestionVersion, Stage
from greenroom.interviewers.rules.wording import Wording
from greenroom.reports.documents import scorecard as document
from greenroom.reports.rules.options import Options

EDITS = 25
CHANGED_SINCE = re.compile(r' · <a class="link" href="[^"]*/rescores/">changed since</a>')
WORDS = ("How do you tie in?", "What is a safe wind?", "Who checks your rope?", "Why this crew?")


def plain(value: Any) -> Any:
    """A scorecard as JSON values. Of a stage only what it is called by; of every other row all its columns."""
    if isinstance(value, Stage):
        return {"id": str(value.id), "kind": value.kind}
    if isinstance(value, Model):
        names = [field.attname for field in value._meta.concrete_fields]
        return {name: plain(getattr(value, name)) for name in names if name != "last_engaged_at"}
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, dict):
        return {str(key): plain(each) for key, each in value.items()}
    if isinstance(value, str | int | float | bool | None):
        return value
    if isinstance(value, Iterable):
        return [plain(each) for each in value]
    return str(value)


def stands(application: Application, member: Member) -> str:
    """What stands of an application, and every stage it had begun.

    Of one that was under way not how much is still ahead: that a stage which was ahead is gone may complete it.
    """
    card = scorecards.get_for(member, application.id)
    given = plain(replace(card, stages=[stage for stage in card.stages if stage.attempts]))
    if application.status in {"pending", "in_progress"}:  # as it was before
        for name in ("coverage", "status", "completed_at"):
            del given["application"][name]
        for stage in given["stages"]:
            del stage["state"]
    return json.dumps(given, sort_keys=True)


class Editing:
    """One edit after the other, by the actions that pages and the API use. What is refused changes nothing."""

    def __init__(self, interviewer: Interviewer, by: Member, seed: int) -> None:
        self.interviewer, self.by, self.dice = interviewer, by, random.Random(seed)
        self.made = 0

    def one(self) -> None:
        edit: Callable[[], object] = self.dice.choice(
            [
                self.revise,
                self.revise,
                self.add_question,
                self.remove_question,
                self.reorder_questions,
                self.add_stage,
                self.remove_stage,
                self.reorder_stages,
                self.configure,
                self.configure,
                self.edit,
            ]
        )
        try:
            edit()
        except Refused:
            return
        self.made += 1

    def _stages(self) -> list[Stage]:
        return list(Stage.objects.filter(interviewer=self.interviewer, removed_at=None).order_by("position"))

    def _question(self) -> Question:
        live = Question.objects.filter(stage__in=self._stages(), removed_at=None)
        found = list(live.select_related("current", "stage__interviewer").order_by("id"))
        if not found:
            raise Refused("No question is left.")
        return self.dice.choice(found)

    def _wording(self, modality: str) -> Wording:
        return Wording(
            text=self.dice.choice(WORDS),
            modality=modality,
            weight=self.dice.choice([0, 1, 2.5, 5]),
            anchors={"1": self.dice.choice(WORDS)},
            is_dealbreaker=self.dice.random() < 0.5,
        )

    def revise(self) -> None:
        question = self._question()
        version = question.current
        assert version is not None
        questions.revise(question, wording=self._wording(version.modality), seen=version.number, by=self.by)

    def add_question(self) -> None:
        stage = self.dice.choice(self._stages())
        modality = (
            "open" if stage.kind == "web_interview" else self.dice.choice(["criterion", "qualification"])
        )
        questions.add(stage, wording=self._wording(modality), by=self.by)

    def remove_question(self) -> None:
        questions.remove(self._question(), by=self.by)

    def reorder_questions(self) -> None:
        stage = self.dice.choice(self._stages())
        ids = list(Question.objects.filter(stage=stage, removed_at=None).values_list("id", flat=True))
        self.dice.shuffle(ids)
        questions.reorder(stage, question_ids=ids, by=self.by)

    def add_stage(self) -> None:
        workflow.add(self.interviewer, kind=self.dice.choice(["resume", "web_interview"]), by=self.by)

    def remove_stage(self) -> None:
        workflow.remove(self.dice.choice(self._stages()), by=self.by)

    def reorder_stages(self) -> None:
        ids = [stage.id for stage in self._stages()]
        self.dice.shuffle(ids)
        workflow.reorder(self.interviewer, stage_ids=ids, by=self.by)

    def configure(self) -> None:
        workflow.configure(
            self.dice.choice(self._stages()),
            config={"instructions": self.dice.choice(WORDS)},
            by=self.by,
            weight=self.dice.choice([0, 1, 3]),
            enforces_dealbreakers=self.dice.random() < 0.5,
            minimum_score=self.dice.choice([None, 10, 90]),
            waits_for_person=self.dice.random() < 0.5,
        )

    def edit(self) -> None:
        interviewers.edit(
            Interviewer.objects.get(id=self.interviewer.id),
            by=self.by,
            language=self.dice.choice(["en", "de"]),
        )


def crew(interviewer: Interviewer) -> list[Application]:
    """Somebody at every place there is."""
    sent = scene.applied(interviewer, "Sent")
    scene.sent_resume(sent)
    run_due_jobs()
    talking = scene.applied(interviewer, "Talking")
    scene.sent_resume(talking)
    run_due_jobs()
    scene.begun(talking)
    waiting, stopped = scene.applied(interviewer, "Waiting"), scene.applied(interviewer, "Stopped")
    resume = interviewer.stages.get(kind="resume")
    for application, rule in ((waiting, {"waits_for_person": True}), (stopped, {"minimum_score": 100})):
        Stage.objects.filter(id=resume.id).update(**rule)
        scene.sent_resume(application)
        run_due_jobs()
        Stage.objects.filter(id=resume.id).update(waits_for_person=False, minimum_score=None)
    done = scene.evaluated(interviewer, "Done")
    twice = scene.evaluated(interviewer, "Twice")
    first = twice.attempts.get(stage=resume)
    Attempt.objects.create(
        workspace_id=first.workspace_id,
        application=twice,
        stage=resume,
        number=2,
        status="evaluated",
        submitted_at=first.submitted_at,
        score=50,
        coverage=1,
        weight=2,
    )
    return [scene.applied(interviewer, "New"), sent, talking, waiting, stopped, done, twice]


@pytest.mark.parametrize("seed", range(6))
def test_no_sequence_of_edits_changes_a_scorecard_that_stands(interviewer, cast, seed, client) -> None:
    version = QuestionVersion.objects.filter(modality="qualification")[0]
    QuestionVersion.objects.filter(id=version.id).update(modality="criterion")
    everybody = [Application.objects.get(id=application.id) for application in crew(interviewer)]
    before = [stands(application, cast.owner) for application in everybody]
    paper, page = papers(everybody[-2], cast.owner), body(client, everybody[-2], cast.owner)
    editing = Editing(interviewer, cast.colleague, seed)
    for _ in range(EDITS):
        editing.one()
    assert editing.made > EDITS / 2
    run_due_jobs()
    for application, stood in zip(everybody, before, strict=True):
        assert stands(application, cast.owner) == stood
    assert papers(everybody[-2], cast.owner) == paper
    assert body(client, everybody[-2], cast.owner) == page


def papers(application: Application, member: Member) -> list[Any]:
    """What the report says of each stage, in a language that no edit changes."""
    card = scorecards.get_for(member, application.id)
    stages: list[Any] = document.build(card, read_at=clock.now(), options=Options(language="en"))["stages"]
    return stages


def body(client: Any, application: Application, member: Member) -> str:
    """The review page below its head, as a reader's browser asks for it while results come in.

    Without the words that a rubric is another today: they lead to what that would change.
    """
    client.force_login(member.user, backend="django.contrib.auth.backends.ModelBackend")
    address = f"/interviewers/{application.interviewer.slug}/candidates/{application.id}/?poll=1"
    response = client.get(address, headers={"HX-Request": "true"})
    assert response.status_code == 200
    text = CHANGED_SINCE.sub("", response.content.decode())
    return "\n".join(line for line in text.splitlines() if "csrfmiddlewaretoken" not in line)
