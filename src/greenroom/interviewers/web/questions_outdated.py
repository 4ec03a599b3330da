"""Telling that people were scored by rubrics or weights that have changed since."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from greenroom.evaluation.queries import outdated, rescores
from greenroom.interviewers.models import Interviewer


@dataclass(frozen=True)
class Notice:
    """title: what changed; text: whom it concerns."""

    title: str
    text: str


def scored_before(interviewer: Interviewer) -> Notice | None:
    """None where nobody is concerned; at most four statements, and none before candidates were let in."""
    if interviewer.activated_at is None:
        return None
    if rescores.open_of(interviewer) is not None:
        return Notice(_("People were scored again."), _("It waits to be applied or discarded."))
    found = outdated.of_interviewer(interviewer)
    if not found.people:
        return None
    questions = len({each.now for each in found.questions})
    title = ngettext(
        "The scoring of %(n)s question has changed.", "The scoring of %(n)s questions has changed.", questions
    )
    people = ngettext("%(n)s person was scored before.", "%(n)s people were scored before.", found.people)
    return Notice(
        title % {"n": questions} if questions else _("A stage has another weight."),
        people % {"n": found.people},
    )
