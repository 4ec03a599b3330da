"""What a label may be called, which values it takes, and which labels an interviewer still lacks."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable
from decimal import Decimal
from uuid import UUID

from django.utils.translation import gettext as _

from greenroom.core.errors import Refused
from greenroom.core.text import clean, searchable

LONGEST_KEY, LONGEST_NAME, LONGEST_DESCRIPTION, LONGEST_VALUE = 60, 80, 300, 160
MOST_ALLOWED = 200
YES, NO = "yes", "no"

_NO_KEY = re.compile(r"[^a-z0-9]+")
_NUMBER = re.compile(r"[+-]?(\d{1,15}(\.\d{0,6})?|\.\d{1,6})")


def key_from(words: str) -> str:
    """ "Client Name" is "client_name"; "" where no Latin letter or digit is left."""
    return _NO_KEY.sub("_", searchable(words)).strip("_")[:LONGEST_KEY].strip("_")


def check_key(typed: str, *, name: str) -> str:
    """The key that was typed, or else the one made from the name. Raises Refused beside "key"."""
    key = key_from(typed) or key_from(name)
    if not key:
        raise Refused(_("Write a key in the letters a to z, such as department."), field="key")
    return key


def check_name(typed: str) -> str:
    """Raises Refused beside "name"."""
    name = _line(typed)
    if not name:
        raise Refused(_("Give the label a name."), field="name")
    if len(name) > LONGEST_NAME:
        raise Refused(_("At most %(n)d characters.") % {"n": LONGEST_NAME}, field="name")
    return name


def check_description(typed: str) -> str:
    """Raises Refused beside "description"."""
    description = clean(typed).strip()
    if len(description) > LONGEST_DESCRIPTION:
        raise Refused(_("At most %(n)d characters.") % {"n": LONGEST_DESCRIPTION}, field="description")
    return description


def check_allowed(typed: str) -> list[str]:
    """The values of a picklist, typed with commas between them, each once. Raises Refused beside "allowed"."""
    values: dict[str, str] = {}
    for each in clean(typed).replace("\n", ",").split(","):
        if value := _line(each):
            values.setdefault(value.casefold(), value)
    if not values:
        raise Refused(_("Write at least one value, with commas between several."), field="allowed")
    if len(values) > MOST_ALLOWED:
        raise Refused(_("At most %(n)d values.") % {"n": MOST_ALLOWED}, field="allowed")
    if too_long := next((value for value in values.values() if len(value) > LONGEST_VALUE), ""):
        raise Refused(
            _("“%(value)s…” is longer than %(n)d characters.") % {"value": too_long[:40], "n": LONGEST_VALUE},
            field="allowed",
        )
    return list(values.values())


def check_value(typed: str, *, value_type: str, allowed: Iterable[str]) -> str:
    """The value as it is kept: numbers in plain digits, a choice as it is spelled. Raises Refused beside "value"."""
    value = _line(typed)
    if not value:
        raise Refused(_("Enter or choose a value."), field="value")
    if value_type == "number":
        return _number(value)
    if value_type == "text":
        if len(value) > LONGEST_VALUE:
            raise Refused(_("At most %(n)d characters.") % {"n": LONGEST_VALUE}, field="value")
        return value
    choices = (YES, NO) if value_type == "yes_no" else allowed
    found = next((choice for choice in choices if choice.casefold() == value.casefold()), None)
    if found is None:
        raise Refused(_("Choose one of the values in the list."), field="value")
    return found


def _number(typed: str) -> str:
    if _NUMBER.fullmatch(typed) is None:
        raise Refused(_("Write a number in digits, such as 12 or 1.5."), field="value")
    return f"{Decimal(typed).normalize() or Decimal(0):f}"


def missing(required: Iterable[tuple[UUID, str]], held: Container[UUID]) -> list[str]:
    """The names of the required labels that an interviewer lacks. required: id and name; held: ids."""
    return [name for label_id, name in required if label_id not in held]


def _line(typed: str) -> str:
    return " ".join(clean(typed).split())
