"""Interviewers of one stage of any kind, and a candidate who walks in."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.urls import reverse

from greenroom.accounts.models import Workspace
from greenroom.candidates.models import Attempt
from greenroom.candidates.tests.walking import question
from greenroom.core import clock
from greenroom.interviewers.models import Interviewer, QuestionVersion, Stage
from greenroom.stages import registry

YEARS = {"type": "number", "operator": "gte", "wanted": 2, "unit": "years"}
LICENCE = {"type": "yes_no", "wanted": True}


def make_stage(workspace: Workspace, kind: str, *, language: str = "en", **config: Any) -> Stage:
    """The only stage of an active interviewer."""
    interviewer = Interviewer.objects.create(
        workspace=workspace,
        title="Window Cleaner",
        slug="window-cleaner",
        status="active",
        language=language,
        deadline=clock.now() + timedelta(days=10),
        job_description="We clean windows.\n\nWorking hours are 7 am to 3 pm, Monday to Friday.",
    )
    return Stage.objects.create(
        workspace=workspace, interviewer=interviewer, position=0, kind=kind, config=config
    )


def ask(stage: Stage, position: int, text: str, **given: Any) -> QuestionVersion:
    """A question of the stage's kind. expects: the shape of its answer."""
    modality = registry.get(stage.kind).modalities[0]
    return question(stage, position, text, **{"modality": modality, **given})


def address(stage: Stage, more: str = "") -> str:
    """Of the stage's candidate page, and of what lies below it."""
    interviewer = stage.interviewer
    entrance = registry.get(stage.kind).entrance
    return reverse(entrance, args=[interviewer.workspace.slug, interviewer.slug, stage.id]) + more


def only_attempt() -> Attempt:
    return Attempt.objects.select_related("stage__interviewer__workspace", "application").get()
