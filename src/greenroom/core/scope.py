"""Whose rows may be seen. A query outside a scope is refused, so that no page can forget to ask.

A scope is the id of a tenant, carried in a context variable: a request, a job and a test each enter one.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TypeVar
from uuid import UUID

from django.db import models

_EVERYTHING = "everything"
_current: ContextVar[UUID | str | None] = ContextVar("scope", default=None)

ModelT = TypeVar("ModelT", bound=models.Model)


class Unscoped(RuntimeError):
    """A tenant's rows were asked for before anybody said whose."""


@contextmanager
def scoped(tenant_id: UUID) -> Iterator[None]:
    """Within this block only rows of this tenant exist."""
    token = _current.set(tenant_id)
    try:
        yield
    finally:
        _current.reset(token)


@contextmanager
def everything(reason: str) -> Iterator[None]:
    """Within this block the rows of all tenants exist. reason: why that is right, for the reader."""
    if not reason:
        raise ValueError("say why")
    token = _current.set(_EVERYTHING)
    try:
        yield
    finally:
        _current.reset(token)


def current() -> UUID | None:
    """The tenant in scope; None outside a scope and within `everything`."""
    value = _current.get()
    return value if isinstance(value, UUID) else None


class ScopedManager(models.Manager[ModelT]):
    """Filters by the tenant in scope and refuses to run without one.

    A model that uses it names its column in the class attribute `tenant_field`.
    """

    def get_queryset(self) -> models.QuerySet[ModelT]:
        value = _current.get()
        if value is None:
            raise Unscoped(f"{self.model.__name__} was queried outside a scope")
        rows = super().get_queryset()
        column: str = self.model.tenant_field  # type: ignore[attr-defined]  # see the docstring
        return rows if value == _EVERYTHING else rows.filter(**{column: value})
