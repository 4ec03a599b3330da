"""What a provider tells later, read from its webhook by Anymail."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from anymail.exceptions import AnymailWebhookValidationFailure  # type: ignore[import-untyped]  # it has no types
from anymail.signals import EventType, RejectReason  # type: ignore[import-untyped]  # it has no types
from django.conf import settings
from django.http import HttpRequest
from django.utils.module_loading import import_string

from greenroom.outreach.rules.news import News, Outcome
from greenroom.outreach.senders.email.anymail.providers import KINDS, unsupported_is_fine
from greenroom.outreach.senders.email.anymail.sender import OURS

FOR_GOOD = frozenset({RejectReason.INVALID, RejectReason.BOUNCED})
_BROKEN = (ValueError, KeyError, TypeError, AttributeError, LookupError)


class Forged(Exception):
    """Nobody vouches for it, or it cannot be read."""


def is_on() -> bool:
    """Whether there is a provider, and something that vouches for what comes in its name."""
    return settings.MAIL_PROVIDER in KINDS and bool(settings.MAIL_WEBHOOK_SECRET or settings.MAIL_WEBHOOK_KEY)


def read(request: HttpRequest) -> list[News]:
    """What became of messages, oldest first. Raises Forged."""
    kind = KINDS[settings.MAIL_PROVIDER]
    given: dict[str, Any] = {"webhook_secret": settings.MAIL_WEBHOOK_SECRET or []}
    if kind.signed_by and settings.MAIL_WEBHOOK_KEY:
        given[kind.signed_by] = settings.MAIL_WEBHOOK_KEY
    try:
        with unsupported_is_fine():
            reader = import_string(f"anymail.webhooks.{kind.webhook}")(**given)
            reader.run_validators(request)
            events = reader.parse_events(request)
    except (AnymailWebhookValidationFailure, *_BROKEN) as refused:
        raise Forged from refused
    return list(_news(events))


def _news(events: list[Any]) -> Iterator[News]:
    for event in events:
        outcome = _outcome(event)
        if outcome is None:
            continue
        at = event.timestamp if isinstance(event.timestamp, datetime) else None
        ours = str((event.metadata or {}).get(OURS, ""))
        said = " ".join(str(event.mta_response or event.description or "").split())
        yield News(outcome=outcome, ours=ours, vendor_id=str(event.message_id or ""), at=at, said=said)


def _outcome(event: Any) -> Outcome | None:
    if event.event_type == EventType.DELIVERED:
        return Outcome.DELIVERED
    if event.event_type == EventType.COMPLAINED:
        return Outcome.COMPLAINED
    if event.event_type == EventType.UNSUBSCRIBED:
        return Outcome.UNSUBSCRIBED
    if event.event_type == EventType.BOUNCED:
        blocked = isinstance(event.esp_event, dict) and event.esp_event.get("type") == "blocked"
        return Outcome.CAME_BACK if blocked else Outcome.NOBODY_THERE
    if event.event_type in {EventType.REJECTED, EventType.FAILED}:
        return Outcome.NOBODY_THERE if event.reject_reason in FOR_GOOD else Outcome.CAME_BACK
    return None
