"""What phones write to us, whoever carries it: kept first, then obeyed, or given to whoever holds the conversation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import F, Max, Q
from django.utils.translation import gettext as _

from greenroom.accounts.models import Member
from greenroom.accounts.permissions import require
from greenroom.accounts.rules.roles import Permission
from greenroom.core import clock, scope
from greenroom.core.errors import Refused
from greenroom.core.events import emit
from greenroom.core.http.limits import allow
from greenroom.core.jobs import enqueue
from greenroom.core.jobs.port import KINDS
from greenroom.core.text import clean
from greenroom.outreach.actions import texts_out
from greenroom.outreach.events import TextArrived, TextsStarted, TextsStopped, TextTyped
from greenroom.outreach.models import ReceivedText, TextNumber, TextTalk, TextThread
from greenroom.outreach.senders.sms import is_simulated, simulator
from greenroom.outreach.senders.sms.keywords import keyword

TAKE = "outreach.take_text"
LONGEST = 1_600  # characters of what a phone writes at once


@dataclass(frozen=True, kw_only=True)
class Incoming:
    """A message as a vendor hands it over. ours: the number it was written to. told_by_vendor: as in the model."""

    vendor: str
    vendor_id: str
    phone: str
    ours: str
    words: str
    told_by_vendor: str = ""


@transaction.atomic
def receive(incoming: Incoming, *, thread: TextThread | None = None) -> bool:
    """Keep a message and have it taken in. False for the same one again. thread: where it is known."""
    row = ReceivedText(
        vendor=incoming.vendor,
        vendor_id=incoming.vendor_id[:120],
        phone=incoming.phone[:20],
        ours=incoming.ours[:40],
        words=clean(incoming.words),
        told_by_vendor=incoming.told_by_vendor[:10],
        thread=thread,
    )
    ReceivedText.objects.bulk_create([row], ignore_conflicts=True)
    kept = ReceivedText.objects.get(vendor=row.vendor, vendor_id=row.vendor_id)
    if kept.taken_at is None:
        enqueue(KINDS[TAKE], key=f"{TAKE}:{kept.id}", text_id=kept.id)
    return bool(kept.id == row.id)


@transaction.atomic
def type_as(thread: TextThread, *, words: str, key: str, by: Member) -> None:
    """Write as this phone, where the phones are ours. key: the same one again is the same message."""
    require(by, Permission.EDIT_INTERVIEWERS)
    if not is_simulated():
        raise Refused(_("Text messages go to real phones here. Only their owners can answer."), field="words")
    words = clean(words).strip()
    if not words:
        raise Refused(_("Write something first."), field="words")
    if len(words) > LONGEST:
        raise Refused(_("Keep it under 1,600 characters, as a phone would."), field="words")
    given = Incoming(
        vendor=simulator.SLUG,
        vendor_id=f"{thread.id}:{key}",
        phone=thread.phone,
        ours=thread.ours,
        words=words,
    )
    if receive(given, thread=thread):
        emit(TextTyped(thread_id=thread.id), by=by.actor)


@transaction.atomic
def take(*, text_id: UUID) -> None:
    """Do what a message asks for; nothing for one that was taken in before.

    STOP, START and HELP are obeyed here. Anything else is told to whoever holds the newest open conversation.
    """
    with scope.everything("a phone may have written to any workspace"):
        text = (
            ReceivedText.objects.select_for_update(of=("self",), no_key=True)
            .filter(id=text_id, taken_at=None)
            .first()
        )
        if text is None:
            return
        threads = _threads(text)
        text.thread, text.taken_at = (threads[0] if threads else None), clock.now()
        if not threads:  # nobody's to keep: its id alone says that it has been here
            text.phone = text.words = ""
        text.save(update_fields=["thread", "taken_at", "phone", "words"])
    if threads:
        _obey(text, threads)


def _threads(text: ReceivedText) -> list[TextThread]:
    """Those it may be meant for: that of the newest open conversation first, else the newest."""
    if text.thread_id:
        return [TextThread.objects.get(id=text.thread_id)]
    owner = TextNumber.objects.filter(number=text.ours).first()
    if owner:
        return [TextThread.objects.get_or_create(workspace_id=owner.workspace_id, phone=text.phone)[0]]
    ours = TextThread.objects.filter(phone=text.phone).exclude(
        workspace_id__in=TextNumber.objects.values("workspace_id")
    )
    newest = Max("talks__created_at", filter=Q(talks__closed_at=None))
    return list(ours.annotate(newest=newest).order_by(F("newest").desc(nulls_last=True), "-last_at"))


def _obey(text: ReceivedText, threads: Sequence[TextThread]) -> None:
    stopped = any(thread.stopped_at for thread in threads)
    word = text.told_by_vendor.lower() or keyword(text.words, stopped=stopped)
    for place, thread in enumerate(threads if word in {"stop", "start"} else threads[:1]):
        with scope.scoped(thread.workspace_id):
            TextThread.objects.filter(id=thread.id).update(last_at=clock.now())
            silent = place > 0 or bool(text.told_by_vendor)
            if word == "stop":
                stop(thread, silent=silent)
            elif word == "start":
                _start(thread, silent=silent)
            elif word == "help":
                _help(thread, silent=silent)
            else:
                _hand_on(text, thread)


def stop(thread: TextThread, *, silent: bool = False) -> None:
    """No more messages to this phone, and one that says so. silent: the vendor has said it. Nothing the second time."""
    stopped = TextThread.objects.filter(id=thread.id, stopped_at=None).update(stopped_at=clock.now())
    if not stopped:
        return
    emit(TextsStopped(thread_id=thread.id))
    if not silent:
        texts_out.reply(thread, "stopped")


def _start(thread: TextThread, *, silent: bool) -> None:
    talk = texts_out.open_talk_of(thread)
    was_stopped = TextThread.objects.filter(id=thread.id).exclude(stopped_at=None).update(stopped_at=None)
    if was_stopped and not silent:
        texts_out.reply(thread, "started", talk)
    emit(TextsStarted(thread_id=thread.id, holder_id=talk.holder_id if talk else None))


def _help(thread: TextThread, *, silent: bool) -> None:
    if not silent:
        texts_out.reply(thread, "help", texts_out.open_talk_of(thread))


def _hand_on(text: ReceivedText, thread: TextThread) -> None:
    """To who holds the newest conversation that is open, else the last there was; else we say that nobody reads."""
    talks = TextTalk.objects.filter(thread=thread).order_by("-created_at")
    talk = texts_out.open_talk_of(thread) or talks.first()
    if talk is None and allow("text with nothing open", str(thread.id), times=1, within=timedelta(days=1)):
        texts_out.reply(thread, "closed")
    holder_id = talk.holder_id if talk else None
    emit(TextArrived(text_id=text.id, thread_id=thread.id, holder_id=holder_id))
