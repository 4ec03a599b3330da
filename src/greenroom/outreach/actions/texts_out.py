"""Conversations by text that rooms above hold: opening, saying, closing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import F

from greenroom.core import clock
from greenroom.outreach.actions import outbox
from greenroom.outreach.models import Message, TextTalk, TextThread
from greenroom.outreach.rules.letters import Letter
from greenroom.outreach.senders.sms import our_number, segments
from greenroom.outreach.senders.sms.phrases import say as phrase

TALK = "text_talk"
"""The kind of the messages of a conversation."""


@dataclass(frozen=True, kw_only=True)
class Opening:
    """Who talks with whom. holder_id: what holds the conversation; about_id: its application. url: where it is in a
    browser."""

    workspace_id: UUID
    phone: str
    language: str
    holder_id: UUID
    about_id: UUID
    url: str


@transaction.atomic
def open_talk(opening: Opening) -> TextTalk | None:
    """Open a conversation, which is the newest of its phone from then on; None where its holder has one."""
    thread, _made = TextThread.objects.get_or_create(
        workspace_id=opening.workspace_id, phone=opening.phone, defaults={"language": opening.language}
    )
    TextThread.objects.filter(id=thread.id).update(language=opening.language)
    talk, made = TextTalk.objects.get_or_create(
        holder_id=opening.holder_id,
        defaults={
            "workspace_id": opening.workspace_id,
            "thread": thread,
            "about_id": opening.about_id,
            "url": opening.url,
        },
    )
    return talk if made else None


@transaction.atomic
def move(talk: TextTalk, *, phone: str, language: str) -> TextTalk:
    """The same conversation with another phone from now on."""
    take_back(talk)
    thread, _made = TextThread.objects.get_or_create(
        workspace_id=talk.workspace_id, phone=phone, defaults={"language": language}
    )
    talk.thread = thread
    talk.save(update_fields=["thread"])
    return talk


def open_talk_of(thread: TextThread) -> TextTalk | None:
    """The newest conversation with this phone that is not over."""
    return TextTalk.objects.filter(thread=thread, closed_at=None).order_by("-created_at").first()


@transaction.atomic
def say(talk: TextTalk, words: str, *, due_at: datetime | None = None) -> Message | None:
    """Have this written to the phone, now or when it is due. The newest message; None for no words."""
    message = None
    for piece in segments.cut(words):
        message = _record(talk.thread, piece, kind=TALK, about_id=talk.about_id, due_at=due_at)
        parts = segments.count(piece).parts
        TextTalk.objects.filter(id=talk.id).update(message=message, parts=F("parts") + parts)
    return message


@transaction.atomic
def take_back(talk: TextTalk) -> None:
    """A message that is not due yet is not wanted any more: what it says has been said elsewhere."""
    not_yet = Message.objects.filter(id=talk.message_id, state=Message.State.WAITING, due_at__gt=clock.now())
    not_yet.update(state=Message.State.CANCELLED)


@transaction.atomic
def close(talk: TextTalk) -> None:
    """It is over: what the phone writes from now on belongs to another conversation, or to none."""
    TextTalk.objects.filter(id=talk.id, closed_at=None).update(closed_at=clock.now(), nudge_at=None)


def reply(thread: TextThread, which: str, talk: TextTalk | None = None) -> Message:
    """One of the channel's own phrases, at once."""
    words = phrase(which, thread.language, company=thread.workspace.name, link=talk.url if talk else "")
    return _record(thread, words, kind=f"text_{which}", about_id=talk.about_id if talk else None)


def _record(
    thread: TextThread, words: str, *, kind: str, about_id: UUID | None, due_at: datetime | None = None
) -> Message:
    letter = Letter(
        channel="sms",
        sender=our_number(thread.workspace_id),
        recipient=thread.phone,
        body=words,
        kind=kind,
        about_id=about_id,
        due_at=due_at,
    )
    return outbox.record(letter)
