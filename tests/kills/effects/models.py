from __future__ import annotations

from django.db import models


class Order(models.Model):
    """What a transaction wrote beside the job it enqueued."""

    number = models.IntegerField(primary_key=True)


class Effect(models.Model):
    """What the job of an order did, once."""

    number = models.IntegerField(primary_key=True)


class Tally(models.Model):
    """How many effects there were, counted in the transaction of each."""

    count = models.IntegerField(default=0)


class Run(models.Model):
    """One run of a job, begun, and how it went."""

    name = models.CharField(max_length=20)
    at = models.DateTimeField()
