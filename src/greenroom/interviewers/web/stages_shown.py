"""The stages of an interviewer as they stand on its pages."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, ngettext_lazy

from greenroom.interviewers import registry
from greenroom.interviewers.models import Interviewer, QuestionVersion, Stage

Modality = QuestionVersion.Modality
COUNTED: dict[str, Any] = {
    Modality.QUALIFICATION: ngettext_lazy("%(n)d qualification", "%(n)d qualifications", "n"),
    Modality.CRITERION: ngettext_lazy("%(n)d criterion", "%(n)d criteria", "n"),
    Modality.OPEN: ngettext_lazy("%(n)d question", "%(n)d questions", "n"),
    Modality.STRUCTURED: ngettext_lazy("%(n)d structured question", "%(n)d structured questions", "n"),
    Modality.TAG: ngettext_lazy("%(n)d tag", "%(n)d tags", "n"),
    Modality.FORM: ngettext_lazy("%(n)d form question", "%(n)d form questions", "n"),
    Modality.SMS: ngettext_lazy("%(n)d text message", "%(n)d text messages", "n"),
}
UNASKED = frozenset({Modality.TAG})
"""Modalities that take a candidate no time."""


@dataclass(frozen=True)
class StageRow:
    """A stage in the list. holds: counts of what stands in it. rule: what may stop a candidate. lacks: what must
    not be missing before candidates come, "" where nothing does."""

    id: UUID
    number: int
    label: str | Promise
    about: str | Promise
    icon: str
    holds: str
    rule: str
    goes_on: str
    minutes: str
    weight: str
    lacks: str


def rows(interviewer: Interviewer) -> list[StageRow]:
    """In their order. The interviewer is read with its stages and live questions."""
    return [_row(stage, number) for number, stage in enumerate(interviewer.stages.all(), 1)]


def _row(stage: Stage, number: int) -> StageRow:
    kind = registry.get(stage.kind)
    counts = Counter(each.current.modality for each in stage.questions.all() if each.current)
    asked = sum(n for modality, n in counts.items() if modality not in UNASKED)
    minutes = kind.minutes(asked)
    holds = ", ".join(str(COUNTED[name] % {"n": counts[name]}) for name in kind.modalities if counts[name])
    lacking = bool(kind.needs) and not any(counts[name] for name in kind.needs)
    return StageRow(
        id=stage.id,
        number=number,
        label=kind.label,
        about=kind.about,
        icon=kind.icon,
        holds=holds or (_("No questions yet") if kind.modalities else ""),
        rule=stops_words(stage),
        goes_on=_("A person lets them on") if stage.waits_for_person else _("Goes on by itself"),
        minutes=ngettext("%(n)d minute", "%(n)d minutes", minutes) % {"n": minutes},
        weight=f"{stage.weight:g}",
        lacks=_("Needs at least one question.") if lacking else kind.lacks(kind.config(**stage.config)),
    )


def stops_words(stage: Stage) -> str:
    """The pass rule of a stage, in words."""
    least = f"{stage.minimum_score:g}" if stage.minimum_score is not None else ""
    if stage.enforces_dealbreakers and least:
        return _("Stops at a dealbreaker, or below a score of %(least)s") % {"least": least}
    if stage.enforces_dealbreakers:
        return _("Stops at a dealbreaker")
    if least:
        return _("Stops below a score of %(least)s") % {"least": least}
    return _("Always continue")
