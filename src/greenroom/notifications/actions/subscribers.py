"""Saying who hears of a subject, and where."""

from __future__ import annotations

from collections.abc import Collection
from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from greenroom.accounts.models import Member
from greenroom.accounts.permissions import require
from greenroom.accounts.rules.roles import Permission
from greenroom.core import secrets
from greenroom.core.errors import Refused
from greenroom.core.events import emit
from greenroom.core.http import limits
from greenroom.core.text import clean
from greenroom.notifications.actions import notices
from greenroom.notifications.channels.registry import CHANNELS
from greenroom.notifications.contract import ChannelFailure, Notice
from greenroom.notifications.events import SubscribersChosen, WebhookAdded, WebhookRemoved
from greenroom.notifications.models import Subscription, Webhook
from greenroom.notifications.rules import addresses

MOST_WEBHOOKS = 10  # of a subject
LONGEST_NAME = 80
TESTS = 6  # a minute


@transaction.atomic
def choose(*, subject_kind: str, subject_id: UUID, member_ids: Collection[UUID], by: Member) -> int:
    """Make exactly these members the subscribers by e-mail; who does not work here is left out. Returns how many."""
    require(by, Permission.EDIT_INTERVIEWERS)
    about = {"subject_kind": subject_kind, "subject_id": subject_id}
    before = set(Subscription.objects.filter(**about).values_list("member_id", flat=True))
    active = Member.objects.filter(id__in=list(member_ids), user__is_active=True)
    after = set(active.values_list("id", flat=True))
    Subscription.objects.filter(**about, member_id__in=before - after).delete()
    Subscription.objects.bulk_create(
        [
            Subscription(workspace_id=by.workspace_id, **about, member_id=member_id)
            for member_id in sorted(after - before)
        ],
        ignore_conflicts=True,
    )
    if before != after:
        emit(
            SubscribersChosen(
                about_id=subject_id, about_kind=subject_kind, before=len(before), after=len(after)
            ),
            by=by.actor,
        )
    return len(after)


@transaction.atomic
def add_webhook(
    *, subject_kind: str, subject_id: UUID, channel: str, name: str, address: str, by: Member
) -> Webhook:
    """Have a channel of another service hear of a subject. Raises Refused beside channel, name or address."""
    require(by, Permission.EDIT_INTERVIEWERS)
    if channel not in CHANNELS:
        raise Refused(_("Choose Slack or Microsoft Teams."), field="channel")
    address = addresses.checked(address, of=CHANNELS[channel])
    called = " ".join(clean(name).split())[:LONGEST_NAME] or CHANNELS[channel].label
    known_by = secrets.fingerprint(address, purpose=notices.PURPOSE)
    there = Webhook.objects.filter(subject_kind=subject_kind, subject_id=subject_id)
    if there.count() >= MOST_WEBHOOKS:
        raise Refused(
            _("There are %(most)s channels already. Remove one first.") % {"most": MOST_WEBHOOKS},
            field="address",
        )
    webhook, new = Webhook.objects.get_or_create(
        subject_kind=subject_kind,
        subject_id=subject_id,
        known_by=known_by,
        defaults={
            "workspace_id": by.workspace_id,
            "channel": channel,
            "name": called,
            "sealed": secrets.seal(address, purpose=notices.PURPOSE),
            "ending": address[-4:],
            "added_by": by,
        },
    )
    if not new:
        raise Refused(_("This channel hears of it already."), field="address")
    emit(WebhookAdded(webhook_id=webhook.id, about_id=subject_id, channel=channel), by=by.actor)
    return webhook


@transaction.atomic
def remove_webhook(webhook: Webhook, *, by: Member) -> None:
    """Forget a webhook with what waits for it."""
    require(by, Permission.EDIT_INTERVIEWERS)
    emit(
        WebhookRemoved(webhook_id=webhook.id, about_id=webhook.subject_id, channel=webhook.channel),
        by=by.actor,
    )
    webhook.delete()


def try_webhook(webhook: Webhook, *, about: str, by: Member) -> None:
    """Post a first message there and wait for the answer. about: the subject's name. Raises Refused.

    Not to be called inside a transaction: it waits for the network.
    """
    require(by, Permission.EDIT_INTERVIEWERS)
    if not limits.allow("test-webhook", str(by.id), times=TESTS, within=timedelta(minutes=1)):
        raise Refused(_("That is enough for a minute. Please wait a little."))
    title = _("Greenroom will post here when an interview for “%(title)s” is completed.") % {"title": about}
    try:
        notices.send(webhook, Notice(title))
    except ChannelFailure as failure:
        raise Refused(_("The test did not arrive. %(reason)s") % {"reason": failure}) from failure


@transaction.atomic
def forget(*, subject_kind: str, subject_id: UUID) -> None:
    """Remove the subscribers of a subject that is gone."""
    about = {"subject_kind": subject_kind, "subject_id": subject_id}
    Subscription.objects.filter(**about).delete()
    Webhook.objects.filter(**about).delete()
