"""What a report is made of, read once for the page, the PDF and the shared page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from greenroom.accounts.models import Member
from greenroom.core import clock
from greenroom.evaluation.models import Note
from greenroom.evaluation.queries import reading, scorecards
from greenroom.evaluation.queries.cards import Scorecard
from greenroom.reports.documents import scorecard as document
from greenroom.reports.documents.scorecard import Beside
from greenroom.reports.queries import translations
from greenroom.reports.rules.options import Options


@dataclass(frozen=True)
class Report:
    """A scorecard, and everything else that its document says."""

    card: Scorecard
    options: Options
    beside: Beside
    is_blind: bool = False

    def data(self) -> dict[str, Any]:
        return document.build(self.card, read_at=clock.now(), options=self.options, beside=self.beside)

    def pdf(self) -> bytes:
        return document.pdf(self.card, read_at=clock.now(), options=self.options, beside=self.beside)


def get_for(
    member: Member,
    application_id: UUID,
    options: Options,
    *,
    chosen: Iterable[UUID] = (),
    is_blind: bool = False,
) -> Report:
    """The report of an application of the member's workspace. Raises NotFound to a stranger.

    chosen: attempts in place of the newest ones. is_blind: nobody is named, and no note is shown; as for a member who
    reads blind and has not asked who it is.
    """
    card = scorecards.get_for(member, application_id, chosen=chosen)
    said, remark = translations.of(card, options)
    if not is_blind and not reading.is_hidden(member, card.application):
        notes = _notes(application_id) if options.notes else []
        return Report(card, options, Beside(notes=notes, said=said, remark=remark))
    blind, mask = reading.masked(card)
    hidden = {mask.text(text): mask.text(other) for text, other in said.items()}
    return Report(blind, options, Beside(said=hidden, remark=remark), is_blind=True)


def _notes(application_id: UUID) -> list[tuple[str, str]]:
    rows = Note.objects.filter(application_id=application_id, removed_at=None).order_by("created_at")
    return [(note.author, note.text) for note in rows]
