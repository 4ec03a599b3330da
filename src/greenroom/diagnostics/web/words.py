"""How the team's pages say what happened in a visit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from greenroom.diagnostics.models import ClientEvent, PageView
from greenroom.diagnostics.queries.visits import Told
from greenroom.diagnostics.rules.telemetry import SILENCE, Kind

PAGES = {
    "candidate-start": gettext_lazy("Welcome"),
    "candidate-journey": gettext_lazy("Overview of the steps"),
    "candidate-thanks": gettext_lazy("Thank you"),
}
SCREENS = {
    "small": gettext_lazy("small screen"),
    "medium": gettext_lazy("medium screen"),
    "large": gettext_lazy("large screen"),
}
DEVICES = {
    "phone": gettext_lazy("Phone"),
    "tablet": gettext_lazy("Tablet"),
    "computer": gettext_lazy("Computer"),
}
MOST_LINES = 200
UNTOLD = {Kind.TRIP, Kind.LOADED, Kind.LONG_TASKS}  # summed up above the list


@dataclass(frozen=True)
class Line:
    """One thing that happened. tone: "", "look" or "bad". times: how often in a row. after: since the visit began."""

    at: datetime
    icon: str
    text: str
    detail: str = ""
    tone: str = ""
    times: int = 1
    after: str = ""


@dataclass(frozen=True)
class VisitView:
    """A visit as it is shown. facts, figures: label and value. more: lines that are not shown."""

    id: UUID
    began: datetime
    is_going_on: bool
    lasted: str
    browser: str
    device: str
    facts: list[tuple[str, str]]
    figures: list[tuple[str, str]]
    lines: list[Line]
    more: int
    has_screen: bool


def visit_view(
    told: Told, stages: Mapping[UUID, str], now: datetime, *, hides_place: bool = False
) -> VisitView:
    """stages: names of the interviewer's steps by id. hides_place: leave out what tells where they are."""
    visit = told.visit
    lines = _lines(told, stages)
    last = max([visit.seen_at, *(page.at for page in told.pages)])
    return VisitView(
        id=visit.id,
        began=visit.created_at,
        is_going_on=now - last <= SILENCE,
        lasted=lasting((last - visit.created_at).total_seconds()),
        browser=" · ".join(filter(None, [visit.browser, visit.system])) or _("Unknown browser"),
        device=str(DEVICES.get(visit.device, "")),
        facts=_facts(told, hides_place=hides_place),
        figures=_figures(told),
        lines=lines[:MOST_LINES],
        more=max(0, len(lines) - MOST_LINES),
        has_screen=bool(told.parts),
    )


def lasting(seconds: float) -> str:
    """ "40 s", "12 min", "1 h 5 min"."""
    if seconds < 60:
        return _("%(n)s s") % {"n": round(seconds)}
    minutes = round(seconds / 60)
    if minutes < 60:
        return _("%(n)s min") % {"n": minutes}
    return _("%(h)s h %(n)s min") % {"h": minutes // 60, "n": minutes % 60}


def _facts(told: Told, *, hides_place: bool) -> list[tuple[str, str]]:
    visit = told.visit
    touch = {True: _("touch"), False: _("no touch"), None: ""}[visit.touch]
    screen = ", ".join(filter(None, [str(SCREENS.get(visit.screen, "")), touch]))
    given = [
        (_("Screen"), screen[:1].upper() + screen[1:]),
        (_("Language"), visit.language),
        (_("Time zone"), "" if hides_place else visit.time_zone),
    ]
    return [(label, value) for label, value in given if value]


def _figures(told: Told) -> list[tuple[str, str]]:
    """What is counted over the whole visit; only what there is."""
    count = Counter(event.kind for event in told.events)
    trips = [event.data["ms"] for event in told.events if event.kind == Kind.TRIP]
    lost = sum(event.data["lost"] for event in told.events if event.kind == Kind.TRIP)
    usable = [event.data["usable"] for event in told.events if event.kind == Kind.LOADED]
    busy = sum(event.data["ms"] for event in told.events if event.kind == Kind.LONG_TASKS)
    away = sum(event.kind == Kind.VISIBILITY and event.data["state"] == "hidden" for event in told.events)
    given = [
        (_("Pages"), len(told.pages), "%s"),
        (_("Errors"), count[Kind.ERROR] + count[Kind.REJECTION] + count[Kind.RESOURCE], "%s"),
        (_("Refused permissions"), count[Kind.DENIED], "%s"),
        (_("Left the page"), away, "%s"),
        (_("Pastes"), count[Kind.PASTE], "%s"),
        (_("Pages ready after, on average"), _mean(usable), _("%s ms")),
        (_("Answer of the server, on average"), _mean(trips), _("%s ms")),
        (_("Messages lost on the way"), lost, "%s"),
        (_("Browser busy"), round(busy / 1000, 1), _("%s s")),
    ]
    return [(label, shown % value) for label, value, shown in given if value]


def _mean(values: list[int]) -> int:
    return round(sum(values) / len(values)) if values else 0


def _lines(told: Told, stages: Mapping[UUID, str]) -> list[Line]:
    lines = [_page(page, stages) for page in told.pages]
    lines += [_line(event) for event in told.events if event.kind not in UNTOLD]
    began = told.visit.created_at
    return [
        replace(line, after=_offset((line.at - began).total_seconds()))
        for line in _folded(sorted(lines, key=lambda line: line.at))
    ]


def _offset(seconds: float) -> str:
    """Minutes and seconds: "1:05"."""
    whole = max(0, int(seconds))
    return f"{whole // 60}:{whole % 60:02d}"


def _folded(lines: list[Line]) -> list[Line]:
    """The same thing several times in a row is one line with a count."""
    folded: list[Line] = []
    for line in lines:
        before = folded[-1] if folded else None
        if before and (before.text, before.detail) == (line.text, line.detail):
            folded[-1] = replace(before, times=before.times + 1)
        else:
            folded.append(line)
    return folded


def _page(page: PageView, stages: Mapping[UUID, str]) -> Line:
    known = PAGES.get(page.page)
    step = stages.get(page.stage_id) if page.stage_id else None
    name = page.page.removeprefix("candidate-").replace("-", " ").capitalize()
    is_said = not step or name.casefold() in step.casefold()
    return Line(page.at, "open", str(known or step or name), detail="" if is_said else name)


def _line(event: ClientEvent) -> Line:
    icon, tone, said = TOLD[Kind(event.kind)]
    text, detail = said(event.data)
    return Line(event.at, icon, text, detail, tone)


Data = dict[str, Any]


def _error(data: Data) -> tuple[str, str]:
    place = f"{data['file']}:{data['line']}" if data["file"] else ""
    return _("A script went wrong"), " · ".join(filter(None, [data["message"], place]))


def _rejection(data: Data) -> tuple[str, str]:
    return _("A script gave up"), data["message"]


def _resource(data: Data) -> tuple[str, str]:
    return _("Part of the page did not arrive"), data["file"] or data["tag"]


def _denied(data: Data) -> tuple[str, str]:
    said = {
        "microphone": _("The microphone was refused"),
        "camera": _("The camera was refused"),
        "both": _("Microphone and camera were refused"),
    }
    return said[data["device"]], data["reason"]


def _visibility(data: Data) -> tuple[str, str]:
    return (_("Left the page"), "") if data["state"] == "hidden" else (_("Came back to the page"), "")


def _paste(data: Data) -> tuple[str, str]:
    return _("Pasted"), _characters(data["length"])


def _copy(data: Data) -> tuple[str, str]:
    return _("Copied"), _characters(data["length"])


def _characters(length: int) -> str:
    return ngettext("%(n)s character", "%(n)s characters", length) % {"n": length}


def _network(data: Data) -> tuple[str, str]:
    return (_("Lost the network"), "") if data["state"] == "offline" else (_("The network came back"), "")


def _rage(data: Data) -> tuple[str, str]:
    return _("Clicked again and again"), _("%(n)s times") % {"n": data["count"]}


TOLD: dict[Kind, tuple[str, str, Callable[[Data], tuple[str, str]]]] = {
    Kind.ERROR: ("warn", "bad", _error),
    Kind.REJECTION: ("warn", "bad", _rejection),
    Kind.RESOURCE: ("warn", "look", _resource),
    Kind.DENIED: ("mic", "look", _denied),
    Kind.VISIBILITY: ("eye", "", _visibility),
    Kind.PASTE: ("copy", "", _paste),
    Kind.COPY: ("copy", "", _copy),
    Kind.NETWORK: ("plug", "look", _network),
    Kind.RAGE: ("hand", "look", _rage),
}
"""Icon, tone and words of each kind that is told line by line."""
