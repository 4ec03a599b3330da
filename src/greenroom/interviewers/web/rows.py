"""The table of interviewers: a column is an entry in COLUMNS, and a cell is a function of a row.

Drawn here because the template engine takes four times as long for a table.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache

from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from greenroom.core.ui import figures, markup
from greenroom.interviewers.queries.listing import Moment, Row
from greenroom.interviewers.web import cells
from greenroom.interviewers.web.cells import DASH, NOTHING, Reader, hidden
from greenroom.stages import registry as stages

BLOCK = SafeString(' class="block"')


Cell = Callable[[Row, Reader], SafeString]


@dataclass(frozen=True)
class Column:
    """label: its heading, which also stands beside each cell on a phone. style: what gives it its width.

    meaning: of a label that is an abbreviation.
    """

    label: Promise
    style: str
    cell: Cell
    is_number: bool = False
    meaning: Promise | None = None

    @property
    def heading(self) -> SafeString:
        words: object = self.label
        if self.meaning:
            words = format_html('<abbr title="{}">{}</abbr>', self.meaning, self.label)
        return format_html('<th role="columnheader" scope="col"{}>{}</th>', self._kind, words)

    @property
    def opening(self) -> SafeString:
        """The start tag of its cells."""
        return format_html('<td role="cell" data-label="{}"{}>', self.label, self._kind)

    @property
    def _kind(self) -> SafeString:
        return SafeString(' class="is-number"') if self.is_number else NOTHING


@dataclass(frozen=True)
class Table:
    """The parts of a table, ready to be put in their places. The name of an interviewer heads its row.

    The lines are most of the page and are put into it last: each part of a template that they went through copies them.
    """

    widths: SafeString
    headings: SafeString
    lines: tuple[bytes, ...]
    body = SafeString("<!--lines-->")  # where they go; what people wrote is escaped and cannot say so

    def put_into(self, page: bytes) -> bytes:
        """A page with the lines where its template says `{{ table.body }}`."""
        before, _body, after = page.partition(self.body.encode())
        return b"".join([before, *self.lines, after])


def table(rows: Iterable[Row], reader: Reader) -> Table:
    return Table(
        widths=SafeString("".join(f'<col class="{column.style}">' for column in COLUMNS)),
        headings=SafeString("".join(column.heading for column in COLUMNS)),
        lines=tuple(_row(row, reader) for row in rows),
    )


@lru_cache(maxsize=1024)  # of some 5 kB each
def _row(row: Row, reader: Reader) -> bytes:
    """A line of the table in UTF-8. Its buttons float at the end of its last cell."""
    muted = ' class="is-muted-row"' if row.is_archived else ""
    drawn = "</td>".join(column.opening + column.cell(row, reader) for column in COLUMNS)
    name, actions = _name(row, reader.base), _actions(row, reader)
    return f'<tr role="row" data-row{muted}>{name}{drawn}{actions}</td></tr>\n'.encode()


def _name(row: Row, base: str) -> SafeString:
    title, page = cells.escaped(row.title), "plan" if row.is_draft else "candidates"
    return SafeString(
        f'<th role="rowheader" scope="row"><span class="cell-line">{dot(row.tone)}<span class="cell-text">'
        f'<a class="cell-main" href="{base}{row.slug}/{page}/" title="{title}">{title}</a>'
        f'<span class="cell-sub">{_status(row.status, row.is_draft)}{row.slug}</span></span></span></th>'
    )


@lru_cache(maxsize=64)
def _status(word: str, is_draft: bool) -> SafeString:
    """A draft is seen to be one; the others are told by their dots, and to screen readers by the word."""
    if is_draft:
        return format_html("{} · ", word)
    return format_html('<span class="visually-hidden">{}. </span>', word)


def _workflow(row: Row, _reader: Reader) -> SafeString:
    return workflow(row.kinds, row.language) if row.kinds else DASH


@lru_cache(maxsize=512)
def workflow(kinds: tuple[str, ...], language: str) -> SafeString:  # noqa: ARG001  (the words are in it)
    """The picture of a workflow in the reader's language."""
    return markup.stage_strip({"icon": kind.icon, "name": str(kind.label)} for kind in map(stages.get, kinds))


def _stats(row: Row, _reader: Reader) -> SafeString:
    if not row.candidates:
        return format_html('<span class="none">{}</span>', _("No one yet"))
    return format_html(
        '<span class="stage-cell"><span class="cell-line"><strong class="medium">{}</strong>'
        '<span class="cell-sub push">{}%</span></span>{}</span>',
        row.candidates,
        row.completed,
        _meter(row.completed, row.language),
    )


@lru_cache(maxsize=512)
def _meter(completed: int, language: str) -> SafeString:  # noqa: ARG001  (the words are in it)
    return figures.meter(completed, label=_("%(n)d%% completed") % {"n": completed})


def _csat(row: Row, _reader: Reader) -> SafeString:
    return escape(row.rating) if row.rating else DASH


def _ats(_row: Row, _reader: Reader) -> SafeString:
    return _unlinked(get_language() or "")


@lru_cache(maxsize=64)
def _unlinked(language: str) -> SafeString:  # noqa: ARG001  (the words are in it)
    words = _("Not linked to an applicant tracking system")
    return format_html(
        '<span class="none" title="{}"><span aria-hidden="true">–</span>{}</span>', words, hidden(words)
    )


@lru_cache(maxsize=16)
def dot(tone: str) -> SafeString:
    return format_html('<span class="{}"></span>', markup.dot_class(tone))


def _subscribers(row: Row, _reader: Reader) -> SafeString:
    return SafeString(row.subscribers) if row.subscribers else SafeString('<span class="none">0</span>')


def _deadline(row: Row, _reader: Reader) -> SafeString:
    if row.deadline is None:
        return format_html('<span class="none">{}</span>', _("Not set"))
    note = NOTHING
    if row.warning:
        note = markup.badge(row.warning, "look", "clock")
    elif row.late:
        note = format_html('<span class="cell-sub look">{}</span>', row.late)
    return SafeString(f"<span>{_time(row.deadline, BLOCK)}{note}</span>")


def _created(row: Row, _reader: Reader) -> SafeString:
    return _time(row.created)


def _time(moment: Moment, kind: SafeString = NOTHING) -> SafeString:
    return SafeString(
        f'<time{kind} datetime="{moment.iso}" title="{moment.exact}" data-controller="local-time"'
        f' data-style="date">{cells.escaped(moment.text)}</time>'
    )


def _active(row: Row, _reader: Reader) -> SafeString:
    return escape(row.active) if row.active else DASH


def _actions(row: Row, reader: Reader) -> SafeString:
    pattern = _actions_like(row.is_draft, row.is_archived, reader.may_edit, reader.base, row.language)
    return SafeString(pattern.replace("{slug}", row.slug).replace("{title}", cells.escaped(row.title)))


@lru_cache(maxsize=64)
def _actions_like(is_draft: bool, is_archived: bool, may_edit: bool, base: str, language: str) -> str:  # noqa: ARG001  (see above)
    """The buttons of such a row as a pattern, with {slug} and {title} where rows differ."""
    given = {"is_draft": is_draft, "is_archived": is_archived, "may_edit": may_edit, "base": base}
    return render_to_string("interviewers/_row_actions.html", {**given, "slug": "{slug}", "title": "{title}"})


COLUMNS = (
    Column(gettext_lazy("Workflow"), "c-flow", _workflow),
    Column(gettext_lazy("Stats"), "c-stats", _stats),
    Column(gettext_lazy("ATS"), "c-ats", _ats, meaning=gettext_lazy("Applicant tracking system")),
    Column(
        gettext_lazy("CSAT"),
        "c-csat",
        _csat,
        is_number=True,
        meaning=gettext_lazy("Candidate satisfaction, 1 to 5"),
    ),
    Column(gettext_lazy("Spend"), "c-spend", cells.of_spend),
    Column(gettext_lazy("Labels"), "c-labels", cells.of_labels),
    Column(
        gettext_lazy("Subs"),
        "c-subs",
        _subscribers,
        is_number=True,
        meaning=gettext_lazy("Members who are told by e-mail"),
    ),
    Column(gettext_lazy("Deadline"), "c-dead", _deadline),
    Column(gettext_lazy("Created"), "c-created", _created, is_number=True),
    Column(gettext_lazy("Active"), "c-active", _active, is_number=True),
)
