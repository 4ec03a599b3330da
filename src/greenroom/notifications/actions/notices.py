"""Telling those who want to know."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string

from greenroom.accounts.models import Member
from greenroom.accounts.rules.roles import Role
from greenroom.core import clock, scope, secrets
from greenroom.core.events import emit
from greenroom.core.jobs import enqueue
from greenroom.core.jobs.port import KINDS
from greenroom.notifications import registry
from greenroom.notifications.channels.registry import CHANNELS
from greenroom.notifications.contract import ChannelFailure, NeedsReconnect, Notice, RetryLater
from greenroom.notifications.events import NoticeDelivered, NoticeFailed
from greenroom.notifications.models import Delivery, Subscription, Webhook

DELIVER = "notifications.deliver"
TRIES = 8  # over about three hours
PURPOSE = "webhook"
EMAIL = "email"
State = Delivery.State


@transaction.atomic
def notify(
    *, subject_kind: str, subject_id: UUID, notice: Notice, key: str, admins: bool = False
) -> list[Delivery]:
    """Tell the subscribers of a subject in the workspace in scope, each once for this key, with this transaction.

    admins: tell the administrators too, subscribed or not. A channel is nobody's own: it hears the name, whoever reads
    there. Returns what is new.
    """
    about = {"subject_kind": subject_kind, "subject_id": subject_id}
    members, webhooks = _members(about, admins=admins), list(Webhook.objects.filter(**about))
    made = _new(about, key, notice, [{"member": each} for each in members])
    unnamed = registry.unnamed_among(each.id for each in members) if notice.unnamed else set()
    for delivery in made:
        _mail(delivery, notice.without_name() if delivery.member_id in unnamed else notice)
    to_webhooks = _new(about, key, notice, [{"webhook": each} for each in webhooks])
    for delivery in to_webhooks:
        enqueue(KINDS[DELIVER], key=f"{DELIVER}:{delivery.id}", delivery_id=delivery.id)
    return made + to_webhooks


def _members(about: dict[str, object], *, admins: bool) -> list[Member]:
    """Those who still work here, in a constant number of statements."""
    wanted = set(Subscription.objects.filter(**about).values_list("member_id", flat=True))
    if not wanted and not admins:
        return []
    active = Member.objects.filter(user__is_active=True).select_related("user").order_by("created_at")
    return [each for each in active if each.id in wanted or (admins and each.role == Role.ADMIN)]


def _new(
    about: dict[str, object], key: str, notice: Notice, to: Iterable[dict[str, object]]
) -> list[Delivery]:
    workspace_id = scope.current()
    if workspace_id is None:
        raise scope.Unscoped("a notice was sent outside a scope")
    found = []
    for recipient in to:
        delivery, new = Delivery.objects.get_or_create(
            workspace_id=workspace_id, key=key, **recipient, defaults={**about, "notice": notice.as_json()}
        )
        if new:
            found.append(delivery)
    return found


def _mail(delivery: Delivery, notice: Notice) -> None:
    """Into the outbox, with which its delivery is the outbox's."""
    assert delivery.member is not None  # noqa: S101  (made for one)
    body = render_to_string("notifications/mail/notice.txt", {"notice": notice})
    send_mail(" ".join(notice.title.split()), body, settings.DEFAULT_FROM_EMAIL, [delivery.member.user.email])
    _settle(delivery, State.SENT)


def deliver(*, delivery_id: UUID) -> None:
    """Send a waiting notice to its webhook; nothing for one that has gone.

    Raises RetryLater while another try may help. The network is not waited for inside a transaction.
    """
    delivery = Delivery.objects.filter(id=delivery_id, state=State.WAITING).select_related("webhook").first()
    if delivery is None or delivery.webhook is None:
        return
    try:
        send(delivery.webhook, Notice.from_json(delivery.notice))
    except RetryLater as busy:
        delivery.tries += 1
        delivery.error = str(busy)[:200]
        delivery.save(update_fields=["tries", "error"])
        if delivery.tries < TRIES:
            raise
        _settle(delivery, State.FAILED, error=str(busy))
    except ChannelFailure as refused:
        _settle(delivery, State.FAILED, error=str(refused))
    else:
        _settle(delivery, State.SENT)


def send(webhook: Webhook, notice: Notice) -> None:
    """Speak to a webhook once, and keep on it whether a person has to mend it. Raises a `ChannelFailure`."""
    try:
        address = secrets.unseal(webhook.sealed, purpose=PURPOSE)
        CHANNELS[webhook.channel].send(address, notice)
    except secrets.Sealed as lost:
        _note(webhook, problem="Its address cannot be read any more: the secret key has changed.")
        raise NeedsReconnect(webhook.problem) from lost
    except NeedsReconnect as gone:
        _note(webhook, problem=str(gone))
        raise
    _note(webhook, problem="")


def _note(webhook: Webhook, *, problem: str) -> None:
    if webhook.problem != problem:
        webhook.problem = problem[:200]
        webhook.save(update_fields=["problem"])


@transaction.atomic
def _settle(delivery: Delivery, state: Delivery.State, *, error: str = "") -> None:
    """How it ended. What was said, which may name a candidate, is not kept any longer."""
    delivery.state, delivery.error, delivery.ended_at, delivery.notice = state, error[:200], clock.now(), {}
    delivery.save(update_fields=["state", "error", "ended_at", "notice"])
    channel = delivery.webhook.channel if delivery.webhook else EMAIL
    kind = NoticeDelivered if state == State.SENT else NoticeFailed
    emit(kind(delivery_id=delivery.id, channel=channel))
