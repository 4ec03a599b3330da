"""Forgetting what was removed, once it cannot be brought back."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef

from greenroom.branding.models import BrandPicture, DesignGroup, DesignTemplate
from greenroom.branding.rules.design import PICTURES
from greenroom.core import clock

KEPT = timedelta(days=1)


@transaction.atomic
def forget_removed() -> int:
    """Delete groups and templates that were removed more than a day ago, and their pictures; how many rows."""
    before = clock.now() - KEPT
    groups, _of = DesignGroup.objects.filter(removed_at__lt=before).delete()
    templates, _of = DesignTemplate.objects.filter(removed_at__lt=before).delete()
    unused = BrandPicture.objects.filter(created_at__lt=before)
    for field in {field for fields in PICTURES.values() for field in fields}:
        unused = unused.filter(~Exists(DesignTemplate.objects.filter(**{field: OuterRef("pk")})))
    pictures, _of = unused.delete()
    return groups + templates + pictures
