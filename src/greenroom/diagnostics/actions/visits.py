"""Noting what happens in a visit. Every function here is told that it may: see `queries.visits`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from io import BytesIO
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F

from greenroom.candidates.models import Application
from greenroom.core import clock
from greenroom.core.jobs import enqueue
from greenroom.core.text import clean
from greenroom.diagnostics.jobs import name_browser
from greenroom.diagnostics.models import ClientEvent, PageView, ScreenPart, Visit
from greenroom.diagnostics.rules import agents, screen, telemetry
from greenroom.diagnostics.rules.telemetry import About, Batch, PartHead
from greenroom.media.actions.files import store

SIGN_EVERY = timedelta(minutes=1)


class Full(Exception):
    """The visit has sent as much as is kept of one."""


@dataclass(frozen=True)
class Browser:
    """What a request says of the browser it came from."""

    user_agent: str = ""
    hints: Mapping[str, str] = field(default_factory=dict)
    language: str = ""


@transaction.atomic
def begin(application: Application, browser: Browser) -> Visit:
    """A new visit, whose browser is named off the request."""
    visit: Visit = Visit.objects.create(
        workspace_id=application.workspace_id,
        application=application,
        user_agent=clean(browser.user_agent)[:400],
        hints={name: clean(value)[:300] for name, value in browser.hints.items()},
        language=clean(browser.language)[:20],
    )
    enqueue(name_browser, key=f"name-browser:{visit.id}", visit_id=visit.id)
    return visit


@transaction.atomic
def view(visit: Visit, *, page: str, stage_id: UUID | None) -> None:
    """A page of this visit was drawn."""
    now = clock.now()
    PageView.objects.create(
        workspace_id=visit.workspace_id, visit=visit, page=page[:60], stage_id=stage_id, at=now
    )
    if now - visit.seen_at > SIGN_EVERY:
        Visit.objects.filter(id=visit.id).update(seen_at=now)


@transaction.atomic
def note(visit: Visit, batch: Batch, *, sent: int, size: int) -> None:
    """Keep a batch of what the page noticed, once however often it arrives.

    sent: when, on the candidate's clock, in milliseconds since 1970. size: in bytes. Raises Full.
    """
    now = clock.now()
    behind = telemetry.shift(sent, now)
    rows = [
        ClientEvent(
            workspace_id=visit.workspace_id,
            visit=visit,
            kind=event.what.kind,
            at=telemetry.on_our_clock(event.at, behind, began=visit.created_at, now=now),
            data=event.data(),
            page_key=batch.page,
            number=event.number,
        )
        for event in batch.events
        if not isinstance(event.what, About)
    ]
    about = [event.what for event in batch.events if isinstance(event.what, About)]
    _take(visit, size, **_facts(visit, about[-1]) if about else {})
    ClientEvent.objects.bulk_create(rows, ignore_conflicts=True)


def _facts(visit: Visit, about: About) -> dict[str, Any]:
    """What the page says of the browser, as fields of the visit."""
    facts: dict[str, Any] = {
        "screen": telemetry.screen_class(about.width),
        "touch": about.touch,
        "language": about.language or visit.language,
        "time_zone": about.time_zone,
    }
    if about.platform and about.platform != visit.hints.get("platform"):
        facts["hints"] = {**visit.hints, "platform": about.platform}
        enqueue(name_browser, key=f"name-browser:{visit.id}", visit_id=visit.id)
    return facts


def keep_part(visit: Visit, head: PartHead, body: bytes) -> None:
    """Keep a part of the screen recording, once. Raises Full, `screen.Unreadable`, Refused for a full disk."""
    if ScreenPart.objects.filter(visit=visit, page_key=head.page, number=head.number).exists():
        return
    part = screen.read(body)
    file = store(
        workspace_id=visit.workspace_id,
        content=BytesIO(part.packed),
        name="screen.json.gz",
        media_type="application/gzip",
    )
    now = clock.now()
    behind = telemetry.shift(head.sent, now)
    began, ended = (
        telemetry.on_our_clock(at, behind, began=visit.created_at, now=now) for at in (part.began, part.ended)
    )
    with transaction.atomic():
        _take(visit, len(part.packed))
        row = ScreenPart(
            workspace_id=visit.workspace_id,
            visit=visit,
            page_key=head.page,
            number=head.number,
            file=file,
            began_at=began,
            ended_at=ended,
            events=part.events,
        )
        ScreenPart.objects.bulk_create([row], ignore_conflicts=True)  # a second one's file is swept


def _take(visit: Visit, size: int, **facts: Any) -> None:
    """Count bytes against what is kept of a visit, and note the sign of life. Raises Full."""
    most = telemetry.MOST_OF_A_VISIT - size
    rows = Visit.objects.filter(id=visit.id, size__lte=most)
    if not rows.update(size=F("size") + size, seen_at=clock.now(), **facts):
        raise Full


def name_it(visit_id: UUID) -> None:
    """Read browser, system and device from what the browser said of itself."""
    visit = Visit.objects.filter(id=visit_id).first()
    if visit is None:
        return
    agent = agents.read(visit.user_agent, visit.hints, platform=visit.hints.get("platform", ""))
    Visit.objects.filter(id=visit_id).update(browser=agent.browser, system=agent.system, device=agent.device)
