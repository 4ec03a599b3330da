"""What this room holds of people: messages to them, and to the team about them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from greenroom.compliance import registry
from greenroom.compliance.contract import Holding, Sheet, Subject
from greenroom.core import scope
from greenroom.core.jobs import TryAgain
from greenroom.outreach import texts_holding  # noqa: F401  (registers itself)
from greenroom.outreach.models import Message, Suppression

LAST_WORD = "erasure"
"""The kind of the message that tells somebody that their data is being erased: it must have left first."""
WAIT = timedelta(minutes=2)


def show(subject: Subject) -> Iterator[Sheet]:
    for message in _to(subject).order_by("created_at"):
        sent = date_format(message.created_at, "DATE_FORMAT")
        yield Sheet(_("A message to you"), ((_("Date"), sent), (_("Subject"), message.subject)))


def _ours() -> QuerySet[Message]:
    return Message.objects.filter(workspace_id=scope.current())


def _to(subject: Subject) -> QuerySet[Message]:
    return _ours().filter(recipient__in=subject.emails | subject.phones)


def _about(subject: Subject) -> QuerySet[Message]:
    """To whomever: what links to a row of theirs, or writes out their address."""
    wanted = Q(about_id__in=subject.row_ids)
    for words in [*map(str, subject.row_ids), *subject.emails, *subject.phones]:
        wanted |= Q(body__icontains=words) | Q(html__icontains=words) | Q(subject__icontains=words)
    return _ours().filter(wanted)


def erase(subject: Subject) -> None:
    """Raises TryAgain while the last message to them has not left."""
    if _to(subject).filter(kind=LAST_WORD, state=Message.State.WAITING).exists():
        raise TryAgain("the last message has not left yet", after=WAIT)
    with transaction.atomic():
        _to(subject).delete()
        _about(subject).delete()
        Suppression.objects.filter(address__in=subject.emails | subject.phones).delete()


registry.add(
    Holding(
        slug="messages",
        label=gettext_lazy("Messages to you"),
        tables=("outreach.Message", "outreach.Suppression"),
        show=show,
        erase=erase,
    )
)
