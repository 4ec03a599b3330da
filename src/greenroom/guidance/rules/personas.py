"""What may be said of a persona."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext as _

from greenroom.guidance.rules import words
from greenroom.guidance.rules.seen import mark

LONGEST_NAME = 60
LONGEST_MANNER = 2_000
WIDEST_PICTURE = 512  # pixels


def seen(*, name: str, manner: str, picture_id: UUID | None) -> str:
    """A mark of a persona as its writer had it before them."""
    return mark({"name": name, "manner": manner, "picture": picture_id})


def checked(*, name: str, manner: str) -> dict[str, str]:
    """The same, tidied. Raises Refused with the field that is wrong."""
    tidy = words.line(name, field="name", longest=LONGEST_NAME)
    return {
        "name": words.given(tidy, _("Give the persona a name."), field="name"),
        "manner": words.block(manner, field="manner", longest=LONGEST_MANNER),
    }
