"""Addresses of the list, with what the reader asked for in them."""

from __future__ import annotations

from typing import Any

from django.http import QueryDict
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from greenroom.candidates.models import Application
from greenroom.candidates.queries.listing import Asked
from greenroom.candidates.web.words import status_label


def query(asked: Asked, **changes: str) -> str:
    """ "?status=completed&sort=-score", or "?" for the list as it is by default."""
    parts = {name: value for name, value in {**asked.parts, **changes}.items() if value}
    return f"?{urlencode(parts)}"


def list_url(slug: str, asked: Asked) -> str:
    return reverse("candidates", args=[slug]) + (query(asked) if asked.parts else "")


def candidate_url(slug: str, application_id: object, asked: Asked) -> str:
    """A candidate's page, from which one can go on in the same list."""
    address = f"/interviewers/{slug}/candidates/{application_id}/"
    return address + (query(asked) if asked.parts else "")


def read_query(text: str) -> Asked:
    """What a list's query string asked for."""
    return Asked.read(QueryDict(text.removeprefix("?")).dict())


def sort(asked: Asked, name: str, label: str) -> dict[str, str]:
    """The head of a column: figures and dates begin with the highest, names with A."""
    descending, ascending = asked.sort == f"-{name}", asked.sort == name
    wanted = name if descending or (name == "name" and not ascending) else f"-{name}"
    direction = "descending" if descending else "ascending" if ascending else ""
    return {"label": label, "url": query(asked, sort=wanted), "direction": direction}


def statuses(by_status: dict[str, int], asked: Asked) -> list[dict[str, Any]]:
    """The choices of the status filter, with how many there are of each."""
    return [
        {
            "label": status_label(status),
            "url": query(asked, status=status),
            "count": by_status.get(status, 0),
            "current": asked.status == status,
        }
        for status in Application.Status.values
    ]


SORTED_BY = {
    "score": _("by score"),
    "name": _("by name"),
    "applied": _("by date"),
    "engaged": _("by activity"),
}


def sorted_by(asked: Asked) -> str:
    return str(SORTED_BY[asked.sort.removeprefix("-")])
