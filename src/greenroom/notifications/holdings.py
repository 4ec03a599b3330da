"""What this room holds of people: notices to the team that have not left yet, and name them."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy

from greenroom.compliance import registry
from greenroom.compliance.contract import Holding, Sheet, Subject
from greenroom.notifications.models import Delivery


def show(_subject: Subject) -> Iterable[Sheet]:
    """What the notices say stands in the rows they are about."""
    return ()


@transaction.atomic
def erase(subject: Subject) -> None:
    named = Q()
    for row_id in subject.row_ids:
        named |= Q(key__endswith=f":{row_id}")
    Delivery.objects.filter(named).delete()


registry.add(
    Holding(
        slug="notices",
        label=gettext_lazy("Notices to the team"),
        tables=("notifications.Delivery",),
        show=show,
        erase=erase,
    )
)
