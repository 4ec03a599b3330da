"""Cells of the table of interviewers that offer something to change: what it costs, and its labels."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from greenroom.core.ui import figures
from greenroom.core.ui.icons import icon
from greenroom.interviewers.queries.labels import Mark
from greenroom.interviewers.queries.listing import Row, Spend

NOTHING = SafeString()
DASH = SafeString('<span class="none">–</span>')


@dataclass(frozen=True)
class Reader:
    """Who reads the table. base: the address of the list. may_edit: whether they are offered what changes anything."""

    base: str
    may_edit: bool


def hidden(words: str) -> SafeString:
    return format_html('<span class="visually-hidden">{}</span>', words)


def of_spend(row: Row, reader: Reader) -> SafeString:
    return spend(row.spend, row.slug, row.title, reader)


def spend(amounts: Spend, slug: str, title: str, reader: Reader, *, focused: bool = False) -> SafeString:
    """What an interviewer cost, and for who may edit the pencil that changes its limit in place."""
    words, bar = _amounts(amounts, get_language() or "")
    pencil = ""
    if reader.may_edit:
        focus = " autofocus" if focused else ""
        url, edit = f"{reader.base}{slug}/budget/", escape(_("Edit the budget limit"))
        pencil = (
            f'<a class="button is-icon is-quiet is-small pencil" href="{url}" hx-get="{url}cell/"'
            f' hx-target="closest td" title="{edit}" aria-label="{edit}: {escaped(title)}"{focus}>'
            f"{icon('pencil', 'small')}</a>"
        )
    return SafeString(f'<span class="stage-cell"><span class="spend">{words}{pencil}</span>{bar}</span>')


@lru_cache(maxsize=8192)
def _amounts(amounts: Spend, language: str) -> tuple[SafeString, SafeString]:  # noqa: ARG001  (the words are in it)
    limit = amounts.limit or _("no limit")
    words = format_html('<span>{} <span class="muted">/ {}</span></span>', amounts.spent, limit)
    if amounts.percent is None:
        return words, NOTHING
    label = _("%(n)d%% of the budget is spent") % {"n": amounts.percent}
    return words, figures.meter(amounts.percent, "look" if amounts.is_high else "", label=label)


def of_labels(row: Row, reader: Reader) -> SafeString:
    manage = _manage(row, reader) if reader.may_edit else NOTHING
    return SafeString(f'<span class="label-cell">{labels(row, reader)}{manage}</span>')


def labels(row: Row, reader: Reader) -> SafeString:
    """The first label and how many more there are; all of them while the cell is pointed at or holds the focus."""
    parts = [_lacking(row, reader)] if row.lacking else []
    if row.marks:
        parts += [_first_of(row.marks), _more(row.marks, row.title), _every(row.marks)]
    elif not parts and not reader.may_edit:
        parts = [DASH]
    return SafeString(f'<span class="label-marks" id="labels-{row.slug}">{"".join(parts)}</span>')


def _first_of(marks: tuple[Mark, ...]) -> SafeString:
    return _chip(marks[0].short, marks[0].colour)


@lru_cache(maxsize=4096)
def _chip(words: str, colour: int) -> SafeString:
    return format_html(
        '<span class="label-chip is-{}"><span class="truncate">{}</span></span>', colour, words
    )


def _more(marks: tuple[Mark, ...], title: str) -> SafeString:
    """A button, so that the keyboard and a finger find the others; it does no more than hold the focus."""
    if len(marks) == 1:
        return NOTHING
    about = escape(_("Labels of %(title)s") % {"title": title})
    return SafeString(
        f'<button type="button" class="label-chip is-more" aria-label="{about}. {_spoken(marks)}">'
        f"+{len(marks) - 1}</button>"
    )


@lru_cache(maxsize=4096)
def _spoken(marks: tuple[Mark, ...]) -> SafeString:
    return escape("; ".join(f"{mark.name}: {mark.value}" for mark in marks))


@lru_cache(maxsize=4096)
def _every(marks: tuple[Mark, ...]) -> SafeString:
    lines = "".join(
        format_html(
            '<span class="label-line"><span class="muted">{}</span>{}</span>',
            mark.name,
            _chip(mark.value, mark.colour),
        )
        for mark in marks
    )
    return SafeString(f'<span class="label-all">{lines}</span>')


def _lacking(row: Row, reader: Reader) -> SafeString:
    """Which required labels are missing. Beside a label there is room for the sign alone."""
    words = ngettext("Label missing", "Labels missing", len(row.lacking))
    whole = f"{words}: {', '.join(row.lacking)}"
    shown = NOTHING if row.marks else format_html('<span aria-hidden="true">{}</span>', words)
    said = format_html("{}{}{}", icon("warn", "small"), shown, hidden(whole))
    if not reader.may_edit:
        return format_html('<span class="badge is-look" title="{}">{}</span>', whole, said)
    opens = _opens(f"{reader.base}{row.slug}/labels/")
    return format_html('<a class="badge is-look" title="{}" {}>{}</a>', whole, opens, said)


def _manage(row: Row, reader: Reader) -> SafeString:
    words, opens = escape(_("Manage labels")), _opens(f"{reader.base}{row.slug}/labels/")
    return SafeString(
        f'<a class="button is-icon is-quiet is-small pencil" title="{words}"'
        f' aria-label="{words}: {escaped(row.title)}" {opens}>{icon("plus", "small")}</a>'
    )


def _opens(url: str) -> SafeString:
    """A link that opens in the page's dialog where there is script. url: of slugs, which need no escaping."""
    return SafeString(f'href="{url}" hx-get="{url}" hx-target="#labels-dialog"')


@lru_cache(maxsize=4096)
def escaped(text: str) -> SafeString:
    """What several cells of a row say, escaped once."""
    return escape(text)
