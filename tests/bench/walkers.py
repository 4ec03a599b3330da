"""Many candidates at the first step of a workflow of a resume, a form and a typed interview."""

from __future__ import annotations

import base64
import json
from importlib import import_module
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
from django.conf import settings

from greenroom.candidates.actions import applications
from greenroom.candidates.models import Application
from greenroom.core import clock, scope
from greenroom.interviewers.models import Interviewer, Question, QuestionVersion, Stage
from tests.bench import interviews
from tests.bench.figures import Figure

KINDS = ("resume", "form", "web_interview")
ASKED = {
    "Why do you want to work here?": {"type": "text", "long": True},
    "Which shifts suit you?": {"type": "choice", "options": ["Early", "Late", "Night"], "several": True},
    "Which of our towns is yours?": {"type": "choice", "options": ["Northfield", "Southfield"]},
    "When can you start?": {"type": "date"},
    "How far do you travel?": {"type": "number", "slider_min": 0, "slider_max": 100, "unit": "km"},
}


def measure(path: str, number: str) -> list[Figure]:
    """Nothing is measured here: writes what `journeys` needs to `path`."""
    by = interviews.owner()
    sessions = import_module(settings.SESSION_ENGINE).SessionStore
    with scope.scoped(by.workspace_id):
        interviewer = interviews.open_interviewer(by)
        questions = _form(interviewer)
        cookies = []
        for n in range(int(number)):
            session = sessions()
            session["applications"] = {str(interviewer.id): str(_entered(interviewer, n).id)}
            session.save()
            cookies.append(f"{settings.SESSION_COOKIE_NAME}={session.session_key}")
        stages = {stage.kind: str(stage.id) for stage in interviewer.stages.all()}
    plan: dict[str, Any] = {
        "link": f"/apply/{by.workspace.slug}/{interviewer.slug}/",
        "stages": {kind: stages[kind] for kind in KINDS},
        "questions": questions,
        "cookies": cookies,
        "answers": interviews.ANSWERS,
        "resume": interviews.RESUME,
        "document": base64.b64encode(_word_file()).decode(),
    }
    Path(path).write_text(json.dumps(plan), encoding="utf-8")
    return []


def _word_file() -> bytes:
    """The same resume as a file, of somebody with a plain name."""
    document, file = docx.Document(), BytesIO()
    for line in interviews.RESUME.format(name="Avery Sample", email="avery@example.org", n=7).splitlines():
        document.add_paragraph(line)
    document.save(file)
    return file.getvalue()


def _form(interviewer: Interviewer) -> list[dict[str, str]]:
    """A form between the resume and the interview; the question and the field of each of its answers."""
    rows = {"workspace_id": interviewer.workspace_id}
    Stage.objects.filter(interviewer=interviewer, kind="web_interview").update(position=2)
    stage = Stage.objects.create(interviewer=interviewer, position=1, kind="form", **rows)
    made = []
    for place, (text, shape) in enumerate(ASKED.items()):
        question = Question.objects.create(stage=stage, position=place, **rows)
        question.current = QuestionVersion.objects.create(
            question=question,
            number=1,
            modality="form",
            text=text,
            expects=shape,
            is_required=True,
            **rows,
        )
        question.save()
        made.append({"question": str(question.id), "field": f"q{question.current.id.hex}"})
    return made


def _entered(interviewer: Interviewer, n: int) -> Application:
    """Somebody who has proven their address."""
    person = applications.Person(name=f"Avery Sample {n:03d}", email=f"person{n:03d}@example.org")
    application = applications.apply(interviewer=interviewer, person=person, agreed=True)
    Application.objects.filter(id=application.id).update(verified_at=clock.now())
    return applications.refresh(application)
