"""What this room holds of people: what they agreed to, and what they asked of their data."""

from __future__ import annotations

from collections.abc import Iterator

from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from greenroom.compliance import registry
from greenroom.compliance.contract import Holding, Sheet, Subject
from greenroom.compliance.models import Consent, DataRequest
from greenroom.core import clock


def show(subject: Subject) -> Iterator[Sheet]:
    for consent in Consent.objects.filter(subject_id__in=subject.application_ids).order_by("created_at"):
        yield Sheet(
            _("What you agreed to"),
            ((_("Date"), date_format(consent.created_at, "DATE_FORMAT")), (_("Words"), consent.wording)),
        )


@transaction.atomic
def erase(subject: Subject) -> None:
    """Consents stay as proof, of an application that is no more; the words of requests go."""
    given = Consent.objects.filter(subject_id__in=subject.application_ids, withdrawn_at=None)
    given.update(withdrawn_at=clock.now())
    DataRequest.objects.filter(subject_id=subject.candidate_id).update(words="", reason="")


registry.add(
    Holding(
        slug="agreements",
        label=gettext_lazy("What you agreed to and asked for"),
        tables=("compliance.Consent", "compliance.DataRequest"),
        show=show,
        erase=erase,
    )
)
