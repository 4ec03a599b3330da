"""Text messages: our numbers, the phones we speak with, and what they write."""

from __future__ import annotations

from django.db import models

from greenroom.accounts.models import WorkspaceRow
from greenroom.core.models import Row
from greenroom.core.models.base import MomentField
from greenroom.outreach.models.message import Message


class TextNumber(WorkspaceRow):
    """A number that belongs to one workspace, E.164. Without one a workspace writes from that of the settings."""

    number = models.CharField(max_length=20, unique=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["workspace"], name="text_number_once_a_workspace")]


class TextThread(WorkspaceRow):
    """A workspace and one phone, E.164.

    ours: the number or service it was last written to from, "" before. stopped_at: since when it wants no more
    messages. last_at: when either side last wrote.
    """

    phone = models.CharField(max_length=20)
    ours = models.CharField(max_length=40, default="", blank=True)
    language = models.CharField(max_length=12, default="en")
    stopped_at = models.DateTimeField(null=True)
    last_at = MomentField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["workspace", "phone"], name="text_thread_once_a_phone")
        ]
        indexes = [
            models.Index(fields=["workspace", "-last_at", "-id"], name="text_thread_newest"),
            models.Index(fields=["phone"], name="text_thread_phone"),
        ]


class TextTalk(WorkspaceRow):
    """A conversation that a room above holds by text. What the phone writes goes to the newest that is open.

    holder_id: what holds it, such as an attempt; about_id: its application. url: where it goes on in a browser.
    said_to: position of the last turn that was put into a message, or said elsewhere. message: the newest one;
    parts: of all of them, as carriers count. nudges: reminders sent; nudge_at: when the next one is due, None for
    none.
    """

    thread = models.ForeignKey(TextThread, on_delete=models.CASCADE, related_name="talks")
    holder_id = models.UUIDField(unique=True)
    about_id = models.UUIDField()
    url = models.CharField(max_length=500, default="", blank=True)
    said_to = models.IntegerField(default=-1)
    message = models.ForeignKey(Message, on_delete=models.SET_NULL, null=True, related_name="+")
    parts = models.PositiveIntegerField(default=0)
    nudges = models.PositiveSmallIntegerField(default=0)
    nudge_at = models.DateTimeField(null=True, db_index=True)
    closed_at = models.DateTimeField(null=True)


class ReceivedText(Row):
    """What a phone wrote, kept before anything is done with it.

    vendor, vendor_id: who carried it, and their name for it: the same one twice is one message. ours: the number
    it was written to. told_by_vendor: what the vendor has answered in our place: STOP, START, HELP or "". thread:
    None until it was taken in, and after that where nobody here knows the phone, of which nothing else is kept then.
    """

    vendor = models.CharField(max_length=20)
    vendor_id = models.CharField(max_length=120)
    phone = models.CharField(max_length=20)
    ours = models.CharField(max_length=40, default="", blank=True)
    words = models.TextField(default="", blank=True)
    told_by_vendor = models.CharField(max_length=10, default="", blank=True)
    thread = models.ForeignKey(TextThread, on_delete=models.CASCADE, null=True, related_name="received")
    taken_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["vendor", "vendor_id"], name="received_text_once")]
