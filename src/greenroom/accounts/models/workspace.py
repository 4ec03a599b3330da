from __future__ import annotations

from django.db import models

from greenroom.core.models import Row


class Workspace(Row):
    """A tenant. slug: the first part of every candidate link. engines: skill name to "built-in" or "model".

    currency: ISO 4217, of every amount.
    """

    name = models.CharField(max_length=120)
    slug = models.SlugField(max_length=60, unique=True)
    accent = models.CharField(max_length=7, default="#0b6457")
    about = models.TextField(default="", blank=True)
    engines = models.JSONField(default=dict)
    currency = models.CharField(max_length=3, default="USD")
    keep_days = models.PositiveIntegerField(default=180)
    is_demo = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.name
