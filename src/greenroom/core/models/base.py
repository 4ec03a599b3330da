from __future__ import annotations

from django.db import models

from greenroom.core import clock
from greenroom.core.ids import IdField


class MomentField(models.DateTimeField):  # type: ignore[type-arg]  # the stub's parameters are private
    """A moment, now by default, by the product's own clock."""

    def __init__(self, **options: object) -> None:
        super().__init__(**{"editable": False, **options, "default": clock.now})  # type: ignore[arg-type]

    def deconstruct(self):  # type: ignore[no-untyped-def]  # as in Django
        name, _, args, options = super().deconstruct()
        options.pop("default", None)
        return name, "django.db.models.DateTimeField", args, options


class Row(models.Model):
    """A table whose ids can be shown to the world."""

    id = IdField()
    created_at = MomentField()

    class Meta:
        abstract = True
