"""Limits on what a stranger may try, counted in the database so that every process counts together."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.http import HttpRequest

from greenroom.core import clock
from greenroom.core.models import Attempted


def allow(what: str, who: str, *, times: int, within: timedelta) -> bool:
    """Count one try of `what` by `who`; False once there were more than `times` in the current window."""
    seconds = int(within.total_seconds())
    start = datetime.fromtimestamp(int(clock.now().timestamp()) // seconds * seconds, UTC)
    key = hashlib.sha256(f"{what}\0{who}".encode()).hexdigest()
    with transaction.atomic():
        row, _ = Attempted.objects.get_or_create(key=key, window_start=start, defaults={"count": 0})
        Attempted.objects.filter(id=row.id).update(count=F("count") + 1)
        row.refresh_from_db(fields=["count"])
    return row.count <= times


def forget_old_attempts() -> None:
    Attempted.objects.filter(window_start__lt=clock.now() - timedelta(days=2)).delete()


def address(request: HttpRequest) -> str:
    """The address the request came from: the server's word, or that of the proxy in front of it."""
    if settings.BEHIND_PROXY:
        seen = request.headers.get("X-Forwarded-For", "").split(",")[-1].strip()
        if seen:
            return seen
    return str(request.META.get("REMOTE_ADDR", ""))
