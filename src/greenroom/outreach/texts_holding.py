"""What is held of people's phones: what they wrote to us, and where we wrote to."""

from __future__ import annotations

from collections.abc import Iterator

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from greenroom.compliance import registry
from greenroom.compliance.contract import Holding, Sheet, Subject
from greenroom.outreach.models import ReceivedText, TextThread


def show(subject: Subject) -> Iterator[Sheet]:
    for text in ReceivedText.objects.filter(thread__in=_threads(subject)).order_by("created_at"):
        received = date_format(text.created_at, "DATE_FORMAT")
        yield Sheet(_("A text message from you"), ((_("On"), received), (_("Words"), text.words)))


def _threads(subject: Subject) -> QuerySet[TextThread]:
    """With their phones, those they had before included."""
    theirs = Q(phone__in=subject.phones) | Q(talks__about_id__in=subject.application_ids)
    return TextThread.objects.filter(id__in=TextThread.objects.filter(theirs).values("id"))


@transaction.atomic
def erase(subject: Subject) -> None:
    """Threads go with all that was written in them, and what their phones wrote that belonged to nobody."""
    _threads(subject).delete()
    ReceivedText.objects.filter(thread=None, phone__in=subject.phones).delete()


registry.add(
    Holding(
        slug="texts",
        label=gettext_lazy("Text messages from you"),
        tables=(
            "outreach.ReceivedText",
            "outreach.TextTalk",
            "outreach.TextThread",
        ),
        show=show,
        erase=erase,
    )
)
