from __future__ import annotations

from django.db import models

from greenroom.accounts.models import WorkspaceRow
from greenroom.candidates.models import Application
from greenroom.core.models.base import MomentField
from greenroom.diagnostics.rules.telemetry import Kind
from greenroom.media.models import StoredFile


class Visit(WorkspaceRow):
    """One sitting of a candidate in one browser. It ends when half an hour passes without a sign of it.

    created_at: when it began; seen_at: its last sign. user_agent and hints: as the browser sent them; browser and
    system are read from them off the request. screen: "small", "medium", "large" or "". touch: None where the
    page's script did not run. size: bytes the page has sent.
    """

    class Device(models.TextChoices):
        UNKNOWN = ""
        PHONE = "phone"
        TABLET = "tablet"
        COMPUTER = "computer"

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="+")
    seen_at = MomentField()
    user_agent = models.CharField(max_length=400, default="", blank=True)
    hints = models.JSONField(default=dict)
    browser = models.CharField(max_length=60, default="", blank=True)
    system = models.CharField(max_length=60, default="", blank=True)
    device = models.CharField(max_length=8, choices=Device, default=Device.UNKNOWN, blank=True)
    screen = models.CharField(max_length=6, default="", blank=True)
    language = models.CharField(max_length=20, default="", blank=True)
    time_zone = models.CharField(max_length=60, default="", blank=True)
    touch = models.BooleanField(null=True)
    size = models.PositiveBigIntegerField(default=0)

    class Meta:
        indexes = [
            models.Index(fields=["workspace", "seen_at"], name="visit_by_last_sign"),
        ]


class PageView(WorkspaceRow):
    """A page was drawn. page: the name of its route. stage_id: of the step it belongs to, if any."""

    visit = models.ForeignKey(Visit, on_delete=models.CASCADE, related_name="pages")
    page = models.CharField(max_length=60)
    stage_id = models.UUIDField(null=True)
    at = MomentField()


class ClientEvent(WorkspaceRow):
    """Something the page noticed. data: as `rules.telemetry` reads that kind.

    page_key: of one page in one tab; number: counts from 0 within it, so that what arrives twice is kept once.
    at: on our clock.
    """

    visit = models.ForeignKey(Visit, on_delete=models.CASCADE, related_name="events")
    kind = models.CharField(max_length=12, choices=[(kind.value, kind.value) for kind in Kind])
    at = models.DateTimeField()
    data = models.JSONField(default=dict)
    page_key = models.CharField(max_length=32)
    number = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["visit", "page_key", "number"], name="client_event_once"),
        ]


class ScreenPart(WorkspaceRow):
    """A part of a screen recording: a file of gzipped rrweb events, their inputs masked.

    page_key, number: as in ClientEvent; the first part of a page begins with a picture of the whole page.
    began_at, ended_at: of its events, on our clock.
    """

    visit = models.ForeignKey(Visit, on_delete=models.CASCADE, related_name="parts")
    page_key = models.CharField(max_length=32)
    number = models.PositiveIntegerField()
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    began_at = models.DateTimeField()
    ended_at = models.DateTimeField()
    events = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["visit", "page_key", "number"], name="screen_part_once"),
        ]
