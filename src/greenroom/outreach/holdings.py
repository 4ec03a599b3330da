"""What this room holds of people: messages to them and from them, and messages to the team about them."""

from __future__ import annotations

from collections.abc import Iterator

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from greenroom.compliance import registry
from greenroom.compliance.contract import Holding, Sheet, Subject
from greenroom.core import scope
from greenroom.core.jobs import TryAgain
from greenroom.outreach.models import Message, ReceivedText, Suppression, TextTalk, TextThread

LAST_WORD = "erasure"
"""The kind of the message that tells somebody that their data is being erased: it must have left first."""


def show(subject: Subject) -> Iterator[Sheet]:
    for message in _to(subject).order_by("created_at"):
        sent = date_format(message.created_at, "DATE_FORMAT")
        what = (_("Subject"), message.subject) if message.subject else (_("Words"), message.body)
        yield Sheet(_("A message to you"), ((_("Date"), sent), what))
    for text in ReceivedText.objects.filter(thread__in=_threads(subject)).order_by("created_at"):
        sent = date_format(text.created_at, "DATE_FORMAT")
        yield Sheet(_("A text message from you"), ((_("Date"), sent), (_("Words"), text.words)))


def _threads(subject: Subject) -> QuerySet[TextThread]:
    """With their phone, or any they gave for an application."""
    talks = TextTalk.objects.filter(about_id__in=subject.application_ids)
    return TextThread.objects.filter(Q(phone__in=subject.phones) | Q(id__in=talks.values("thread_id")))


def _addresses(subject: Subject) -> set[str]:
    return {*subject.emails, *subject.phones, *_threads(subject).values_list("phone", flat=True)}


def _ours() -> QuerySet[Message]:
    return Message.objects.filter(workspace_id=scope.current())


def _to(subject: Subject) -> QuerySet[Message]:
    return _ours().filter(recipient__in=_addresses(subject))


def _about(subject: Subject) -> QuerySet[Message]:
    """To whomever: what links to a row of theirs, or writes out their address."""
    wanted = Q(about_id__in=subject.row_ids)
    for words in {*map(str, subject.row_ids), *_addresses(subject)}:
        wanted |= Q(body__icontains=words) | Q(html__icontains=words) | Q(subject__icontains=words)
    return _ours().filter(wanted)


def erase(subject: Subject) -> None:
    """Raises TryAgain while the last message to them has not left."""
    if _to(subject).filter(kind=LAST_WORD, state=Message.State.WAITING).exists():
        raise TryAgain("the last message has not left yet")
    with transaction.atomic():
        _to(subject).delete()
        _about(subject).delete()
        Suppression.objects.filter(address__in=_addresses(subject)).delete()
        _erase_texts(subject)


def _erase_texts(subject: Subject) -> None:
    """What their phone wrote, and the phone, unless somebody else speaks with us on it too."""
    threads = list(_threads(subject).values_list("id", flat=True))
    ReceivedText.objects.filter(thread_id__in=threads).delete()
    TextTalk.objects.filter(about_id__in=subject.application_ids).delete()
    shared = TextTalk.objects.filter(thread_id__in=threads).values("thread_id")
    TextThread.objects.filter(id__in=threads).exclude(id__in=shared).delete()


registry.add(
    Holding(
        slug="messages",
        label=gettext_lazy("Messages to you and from you"),
        tables=(
            "outreach.Message",
            "outreach.ReceivedText",
            "outreach.Suppression",
            "outreach.TextTalk",
            "outreach.TextThread",
        ),
        show=show,
        erase=erase,
    )
)
