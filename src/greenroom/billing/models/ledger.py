from __future__ import annotations

from django.db import models

from greenroom.accounts.models import WorkspaceRow
from greenroom.billing.rules.services import Service


class Price(WorkspaceRow):
    """What one unit of a service costs the workspace, in millionths of its currency. No row is a price of 0."""

    service = models.CharField(max_length=12, choices=Service)
    amount = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["workspace", "service"], name="price_once_a_service"),
            models.CheckConstraint(condition=models.Q(amount__gte=0), name="price_from_0"),
        ]


class Charge(WorkspaceRow):
    """Something that was used, once and for good.

    interviewer_id, application_id: what it was used for; the rooms above know them. quantity: of `unit`. amount:
    millionths of the workspace's currency, at the price of that moment. key: names the work, so that a job which
    runs twice charges once.
    """

    interviewer_id = models.UUIDField(null=True)
    application_id = models.UUIDField(null=True)
    service = models.CharField(max_length=12, choices=Service)
    quantity = models.DecimalField(max_digits=18, decimal_places=6)
    unit = models.CharField(max_length=20)
    amount = models.BigIntegerField()
    occurred_at = models.DateTimeField()
    key = models.CharField(max_length=160)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["workspace", "key"], name="charge_once_a_key"),
            models.CheckConstraint(condition=models.Q(amount__gte=0), name="charge_amount_from_0"),
            models.CheckConstraint(condition=models.Q(quantity__gte=0), name="charge_quantity_from_0"),
        ]
        indexes = [
            models.Index(fields=["workspace", "occurred_at"], name="charge_by_time"),
            models.Index(fields=["interviewer_id", "workspace", "amount"], name="charge_by_interviewer"),
        ]
