"""How much the knowledge base may hold."""

from __future__ import annotations

from datetime import timedelta

from django.utils.translation import gettext as _

from greenroom.core.errors import Refused
from greenroom.guidance.rules import words

LONGEST_TITLE = 160
LONGEST_CONTENT = 100_000  # characters
MOST_CONTENT = 2_000_000  # characters of a workspace, active or not
MOST_ITEMS = 500
KEPT_AFTER_REMOVAL = timedelta(days=1)


def title(text: str) -> str:
    """Raises Refused where there is none, or too much of it."""
    tidy = words.line(text, field="title", longest=LONGEST_TITLE)
    return words.given(tidy, _("Give it a title."), field="title")


def content(text: str, *, field: str = "content") -> str:
    """Raises Refused where there is nothing to tell, or too much. field: where it came from."""
    tidy = words.block(text, field=field, longest=LONGEST_CONTENT)
    return words.given(tidy, _("Write what candidates may be told."), field=field)


def check_room(*, items: int, characters: int) -> None:
    """Raises Refused when a workspace would hold more than it may."""
    if items > MOST_ITEMS:
        raise Refused(
            _("The knowledge base holds %(most)s items. Delete one that is no longer needed.")
            % {"most": MOST_ITEMS}
        )
    if characters > MOST_CONTENT:
        raise Refused(
            _("The knowledge base holds %(most)s characters. Delete an item that is no longer needed.")
            % {"most": f"{MOST_CONTENT:,}"}
        )
