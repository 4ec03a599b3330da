"""Identifiers: sortable by time, unguessable, and the secrets people are sent."""

from __future__ import annotations

import os
import secrets
import time
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db import models


def new_id() -> UUID:
    """A UUID version 7 (RFC 9562): 48 bits of milliseconds, then 74 random bits."""
    value = (time.time_ns() // 1_000_000) << 80 | int.from_bytes(os.urandom(10), "big")
    value = value & ~(0xF << 76) | 0x7 << 76
    value = value & ~(0x3 << 62) | 0x2 << 62
    return UUID(int=value)


def new_token() -> str:
    """A URL-safe secret of 256 bits."""
    return secrets.token_urlsafe(32)


def new_code() -> str:
    """Six digits a person can type."""
    return f"{secrets.randbelow(1_000_000):06d}"


def ids_in(texts: Iterable[str]) -> list[UUID]:
    """Those of the texts that are ids, in their order: whatever else stands in an address, no page of ours wrote."""
    found = []
    for text in texts:
        try:
            found.append(UUID(text))
        except ValueError:
            continue
    return found


class IdField(models.UUIDField):  # type: ignore[type-arg]  # the stub's parameters are private
    """A primary key from `new_id`. Migrations see a plain UUIDField and so never import this module."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"primary_key": True, "editable": False, **options, "default": new_id})

    def deconstruct(self) -> Any:
        name, _, args, options = super().deconstruct()
        options.pop("default", None)
        return name, "django.db.models.UUIDField", args, options
