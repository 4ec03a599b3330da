"""A candidate as a row of the list, and which of its cells change while it is being read."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from uuid import UUID

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from greenroom.candidates.models import Application, Attempt
from greenroom.candidates.queries import listing
from greenroom.candidates.web.addresses import candidate_url
from greenroom.candidates.web.progress import Progress
from greenroom.candidates.web.words import STATUS_ICONS, STATUS_TONES, ago, day, status_label
from greenroom.core.ui import figures, markup
from greenroom.interviewers.models import Stage
from greenroom.stages import registry


@dataclass(frozen=True)
class Cell:
    """A cell that changes by itself. label: its column, for a phone; kind: its class; html: what is in it."""

    id: str
    label: str
    kind: str
    html: SafeString

    def drawn(self, *, swapped: bool = False) -> SafeString:
        """The whole cell; swapped: as one that takes its own place in a page that stands already."""
        kind = format_html(' class="{}"', self.kind) if self.kind else SafeString()
        swap = SafeString(' hx-swap-oob="true"') if swapped else SafeString()
        return format_html(
            '<td role="cell" id="{}"{} data-label="{}"{}>{}</td>', self.id, kind, self.label, swap, self.html
        )


@dataclass(frozen=True)
class Row:
    """A candidate, ready to be written. digest: changes with the cells."""

    id: str
    avatar: SafeString
    name: str
    email: str
    cells: list[Cell]
    applied: str
    applied_exact: str
    engaged: str
    engaged_exact: str
    url: str
    digest: str

    @property
    def drawn(self) -> SafeString:
        """All but the tick box. Drawn here because the template engine takes four times as long for a table."""
        cells = SafeString("".join(cell.drawn() for cell in self.cells))
        return format_html(
            '<th role="rowheader" scope="row"><span class="cell-line">{}<span class="cell-text">'
            '<a class="cell-main" href="{}" title="{}">{}</a><span class="cell-sub">{}</span></span></span></th>{}'
            '<td role="cell" class="is-number wide-cell"><time datetime="{}" title="{}">{}</time></td>'
            '<td role="cell" class="is-number wide-cell"><time datetime="{}" title="{}">{}</time></td>',
            self.avatar,
            self.url,
            self.name,
            self.name,
            self.email,
            cells,
            self.applied_exact,
            self.applied_exact,
            self.applied,
            self.engaged_exact,
            self.engaged_exact,
            self.engaged,
        )

    @property
    def swapped(self) -> SafeString:
        return SafeString("".join(cell.drawn(swapped=True) for cell in self.cells))


def row_of(
    application: Application,
    stages: Sequence[Stage],
    attempts: dict[UUID, Attempt],
    progress: Progress,
    *,
    slug: str,
    asked: listing.Asked,
    now: datetime,
    called: str = "",
) -> Row:
    """called: in place of name and address, for who reads blind."""
    name = called or application.candidate.name
    cells = [
        Cell(f"score-{application.id}", _("Overall"), "is-number", _score(application)),
        *(_stage(application, stage, attempts.get(stage.id), progress) for stage in stages),
        Cell(f"status-{application.id}", _("Status"), "", _status(application)),
    ]
    shown = "".join(cell.html for cell in cells)
    return Row(
        id=str(application.id),
        avatar=markup.avatar(name),
        name=name,
        email="" if called else application.candidate.email,
        cells=cells,
        applied=day(application.created_at, now),
        applied_exact=application.created_at.isoformat(timespec="minutes"),
        engaged=ago(application.last_engaged_at, now),
        engaged_exact=application.last_engaged_at.isoformat(timespec="minutes"),
        url=candidate_url(slug, application.id, asked),
        digest=hashlib.sha256(shown.encode()).hexdigest()[:8],
    )


def _score(row: Application) -> SafeString:
    if row.score is None:
        return SafeString('<span class="none">–</span>')
    score = format_html('<strong class="score">{}</strong>', f"{row.score:.0f}")
    if row.coverage >= 0.995:
        return score
    covered = _("%(percent)s%% covered") % {"percent": round(row.coverage * 100)}
    return score + format_html('<span class="cell-sub">{}</span>', covered)


def _status(row: Application) -> SafeString:
    label = status_label(row.status)
    icon = STATUS_ICONS.get(row.status, "")
    if icon:
        return markup.status(label, STATUS_TONES[row.status], icon)
    return markup.status(label, STATUS_TONES[row.status])


def _stage(application: Application, stage: Stage, attempt: Attempt | None, progress: Progress) -> Cell:
    label = str(registry.get(stage.kind).label)
    html = _stage_html(application, attempt, progress)
    return Cell(f"stage-{stage.position}-{application.id}", label, "", html)


def _stage_html(application: Application, attempt: Attempt | None, progress: Progress) -> SafeString:
    if attempt is None:
        stopped = application.status == Application.Status.KNOCKED_OUT
        return _words(_("Not reached") if stopped else _("Not started"), "muted")
    if attempt.status == Attempt.Status.OPEN:
        return _in_progress(attempt, progress)
    if attempt.status == Attempt.Status.SUBMITTED:
        return _words(_("Evaluating"), "ink-2")
    if attempt.status == Attempt.Status.FAILED:
        return markup.status(_("Failed, retry"), "bad", "warn")
    if _waits(application, attempt):
        return markup.status(_("Waiting for you"), "look", "hand")
    checks = progress.checks.get(attempt.id, "")
    if attempt.score is None:
        return _words(checks or _("Done, not scored"), "" if checks else "ink-2")
    more = format_html(' <span class="muted">· {}</span>', checks) if checks else SafeString()
    return format_html(
        '<span class="stage-cell"><span class="nowrap"><strong class="score">{}%</strong>{}</span>{}</span>',
        f"{attempt.score:.0f}",
        more,
        figures.meter(attempt.score, "data"),
    )


def _waits(application: Application, attempt: Attempt) -> bool:
    """Whether the candidate goes on from here only when a member lets them."""
    return (
        attempt.outcome == Attempt.Outcome.WAITING
        and attempt.let_on_at is None
        and application.status == Application.Status.IN_PROGRESS
    )


def _in_progress(attempt: Attempt, progress: Progress) -> SafeString:
    asked, all_questions = progress.asked.get(attempt.id, (0, 0))
    if not asked:
        return _words(_("In progress"), "ink-2")
    words = _("Question %(n)s of %(all)s") % {"n": asked, "all": all_questions}
    meter = figures.meter(100 * asked / all_questions, "accent")
    return format_html('<span class="stage-cell">{}{}</span>', words, meter)


@lru_cache(maxsize=512)
def _words(text: str, tone: str) -> SafeString:
    return format_html('<span class="{}">{}</span>', tone, text)
