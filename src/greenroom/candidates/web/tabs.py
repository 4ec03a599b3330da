"""The tabs of a candidate read in parts, each with an address of its own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from greenroom.candidates.models import Application
from greenroom.candidates.web.stage_views import StageView

SCORECARD, EVALUATIONS, NOTES, CONTACT = "scorecard", "evaluations", "notes", "contact"
EVERYTHING = "everything"


@dataclass(frozen=True)
class Tabs:
    """current: the tab that is open, EVERYTHING on one long page. stages: those whose panels are shown."""

    current: str
    items: Sequence[dict[str, Any]]
    stages: Sequence[StageView]

    def shows(self, name: str) -> bool:
        return self.current in {EVERYTHING, name}

    @property
    def shows_scorecard(self) -> bool:
        return self.shows(SCORECARD)

    @property
    def shows_evaluations(self) -> bool:
        return self.shows(EVALUATIONS)

    @property
    def shows_notes(self) -> bool:
        return self.shows(NOTES)

    @property
    def shows_contact(self) -> bool:
        return self.shows(CONTACT)


def on_one_page(stages: Sequence[StageView]) -> Tabs:
    return Tabs(EVERYTHING, (), stages)


def of_parts(
    application: Application,
    stages: Sequence[StageView],
    query: QueryDict,
    *,
    counts: dict[str, int],
    diagnostics: bool,
) -> Tabs:
    """One for each stage between the scorecard and what is of all of them; the first where none is asked for."""
    named = _named(stages)
    labels = [
        (SCORECARD, _("Scorecard")),
        *((name, str(stage.kind.label)) for name, stage in named.items()),
        (EVALUATIONS, _("Evaluations")),
        (NOTES, _("Notes")),
        (CONTACT, _("Contact History")),
    ]
    current = query.get("tab", "")
    if current not in dict(labels):
        current = SCORECARD
    items: list[dict[str, Any]] = [
        {"label": label, "url": _url(query, name), "count": counts.get(name), "current": name == current}
        for name, label in labels
    ]
    if diagnostics:
        visits = reverse("visits", args=[application.interviewer.slug, application.id])
        items.insert(-2, {"label": _("Diagnostics"), "url": visits, "count": None, "current": False})
    return Tabs(current, items, _stages(current, named, stages))


def _named(stages: Sequence[StageView]) -> dict[str, StageView]:
    """ "resume", "web_interview", "web_interview-2": by kind, in their order."""
    seen: Counter[str] = Counter()
    named = {}
    for stage in stages:
        seen[stage.kind.slug] += 1
        number = seen[stage.kind.slug]
        named[stage.kind.slug if number == 1 else f"{stage.kind.slug}-{number}"] = stage
    return named


def _stages(current: str, named: dict[str, StageView], stages: Sequence[StageView]) -> Sequence[StageView]:
    if current == SCORECARD:
        return [stage for stage in stages if stage.scored]
    return [named[current]] if current in named else []


def _url(query: QueryDict, name: str) -> str:
    changed = query.copy()
    changed.pop("poll", None)
    changed["tab"] = name
    return f"?{changed.urlencode()}"
