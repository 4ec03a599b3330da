"""Checking what a person typed: there is something, and not too much of it."""

from __future__ import annotations

from django.utils.translation import gettext as _

from greenroom.core.errors import Refused
from greenroom.core.text import clean


def line(text: str, *, field: str, longest: int) -> str:
    """One line of it, tidied. Raises Refused beside the field when it is too long."""
    return within(" ".join(clean(text).split()), field=field, longest=longest)


def block(text: str, *, field: str, longest: int) -> str:
    """All of it, tidied at its ends. Raises Refused beside the field when it is too long."""
    return within(clean(text).strip(), field=field, longest=longest)


def within(text: str, *, field: str, longest: int) -> str:
    if len(text) > longest:
        raise Refused(
            _("This is %(length)s characters long; keep it to %(most)s.")
            % {"length": f"{len(text):,}", "most": f"{longest:,}"},
            field=field,
        )
    return text


def given(text: str, message: str, *, field: str) -> str:
    """The text itself. Raises Refused with the message where there is none."""
    if not text:
        raise Refused(message, field=field)
    return text
