"""Having an interviewer tried on played candidates."""

from __future__ import annotations

import time
from typing import Any
from uuid import UUID

from django.db import transaction
from pydantic import BaseModel

from greenroom.accounts.models import Member
from greenroom.accounts.permissions import require
from greenroom.accounts.rules.roles import Permission
from greenroom.conversations.queries import facts
from greenroom.core import clock
from greenroom.core.errors import Refused
from greenroom.core.events import emit
from greenroom.core.jobs import enqueue
from greenroom.guidance.queries import personas
from greenroom.interviewers.models import Interviewer, Question
from greenroom.interviewers.queries.blueprints import question_plan
from greenroom.rehearsal.events import RehearsalAsked
from greenroom.rehearsal.jobs import rehearse
from greenroom.rehearsal.models import Rehearsal
from greenroom.rehearsal.rules.playing import LEVELS, Role, play
from greenroom.skills.contract import Judgement
from greenroom.skills.desk import judge
from greenroom.skills.models.contract import ModelFailure, RetryLater

OPEN = "open"


@transaction.atomic
def ask(interviewer: Interviewer, *, by: Member) -> Rehearsal:
    """Have it tried off the request, in place of the last time. Raises Refused when it asks no scored question."""
    require(by, Permission.EDIT_INTERVIEWERS)
    if not _questions(interviewer.id):
        raise Refused("There is no open question to rehearse. Add one first.")
    row, _made = Rehearsal.objects.update_or_create(
        interviewer=interviewer,
        defaults={
            "workspace_id": interviewer.workspace_id,
            "status": Rehearsal.Status.WAITING,
            "runs": [],
            "error": "",
            "asked_by": by,
            "asked_at": clock.now(),
            "finished_at": None,
        },
    )
    emit(RehearsalAsked(interviewer_id=interviewer.id), by=by.actor)
    enqueue(rehearse, key=f"rehearsal:{row.id}", rehearsal_id=row.id)
    return row


def run(*, rehearsal_id: UUID) -> None:
    """Play every level and keep what came of it; nothing if it is done already.

    Raises RetryLater while the language model cannot be had; any other failure is written down.
    """
    row = Rehearsal.objects.select_related("interviewer__workspace").filter(id=rehearsal_id).first()
    if row is None or row.status != Rehearsal.Status.WAITING:
        return
    interviewer, asked_at, began = row.interviewer, row.asked_at, time.perf_counter()
    engines: set[str] = set()

    def ask_skill(name: str, given: BaseModel) -> Judgement[Any]:
        made = judge(name, given, engines=interviewer.workspace.engines)
        engines.add(made.engine)
        return made

    role = _role(interviewer)
    try:
        runs = [play(role, level, ask_skill).as_json() for level in LEVELS]
    except RetryLater:
        raise
    except ModelFailure as failure:
        fail(rehearsal_id=rehearsal_id, reason=str(failure))
        return
    Rehearsal.objects.filter(id=row.id, asked_at=asked_at).update(
        status=Rehearsal.Status.DONE,
        runs=runs,
        engines=", ".join(sorted(engines)),
        ms=round((time.perf_counter() - began) * 1000),
        finished_at=clock.now(),
    )


def _role(interviewer: Interviewer) -> Role:
    """What is played; in the style of the stage that asks first, as one conversation has one."""
    asked = _questions(interviewer.id)
    config = asked[0].stage.config if asked else {}
    return Role(
        title=interviewer.title,
        language=interviewer.language,
        company=interviewer.workspace.name,
        questions=[question_plan(each.current) for each in asked if each.current],
        manner=personas.speaker(interviewer.workspace_id, interviewer.persona_id).manner,
        instructions=facts.style(interviewer, config),
    )


def fail(*, rehearsal_id: UUID, reason: str) -> None:
    """Say why there is nothing to see; a person can ask again."""
    Rehearsal.objects.filter(id=rehearsal_id, status=Rehearsal.Status.WAITING).update(
        status=Rehearsal.Status.FAILED, error=reason[:500], finished_at=clock.now()
    )


def _questions(interviewer_id: UUID) -> list[Question]:
    live = Question.objects.filter(
        stage__interviewer_id=interviewer_id,
        stage__removed_at=None,
        removed_at=None,
        current__modality=OPEN,
        current__weight__gt=0,
    )
    return list(live.select_related("current", "stage").order_by("stage__position", "position", "id"))
