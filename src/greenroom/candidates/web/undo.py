"""What a person has just decided, kept for the next page so that it can be undone there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.urls import reverse

from greenroom.accounts.access import TeamRequest

KEY = "undo"
NOWHERE = "open"


@dataclass(frozen=True)
class Undo:
    """text: what was done. fields: what undoing it sends, ids by where each stood; url: where."""

    text: str
    url: str
    fields: dict[str, str]


def offer(request: TeamRequest, slug: str, text: str, before: Mapping[UUID, str]) -> None:
    """Show `text` on the next page, with a button that puts these candidates back."""
    fields: dict[str, list[str]] = defaultdict(list)
    for application_id, status in before.items():
        fields[status].append(application_id.hex)
    _keep(request, slug, text, {status: ",".join(ids) for status, ids in fields.items()})


def offer_to_stop(request: TeamRequest, slug: str, text: str, job_id: UUID) -> None:
    """The same for a job that has not begun."""
    _keep(request, slug, text, {"job": str(job_id)})


def _keep(request: TeamRequest, slug: str, text: str, fields: dict[str, str]) -> None:
    request.session[KEY] = {"text": text, "slug": slug, "fields": fields}


def take(request: TeamRequest) -> Undo | None:
    """What can be undone on this page, once."""
    kept: dict[str, Any] | None = request.session.pop(KEY, None)
    if kept is None:
        return None
    return Undo(kept["text"], reverse("candidates-undo", args=[kept["slug"]]), kept["fields"])
