"""What can cost something, and by which unit it is counted."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from django.db import models


class Service(models.TextChoices):
    VOICE = "voice"
    SMS = "sms"
    RESUME = "resume"
    FORM = "form"
    SCENARIO = "scenario"
    MODEL = "model"


UNITS = {
    Service.VOICE: "minute",
    Service.SMS: "message",
    Service.RESUME: "resume",
    Service.FORM: "form",
    Service.SCENARIO: "scenario",
    Service.MODEL: "1000 tokens",
}


def amount(*, quantity: Decimal, price: int) -> int:
    """What so many units cost, in micros; half of one is rounded up. price: micros for one unit."""
    return int((quantity * price).to_integral_value(ROUND_HALF_UP))
