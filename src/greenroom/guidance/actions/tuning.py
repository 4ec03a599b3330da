"""Asking the skill for other words of a rubric. Nothing is kept: a person reads them and saves."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from greenroom.accounts.models import Member
from greenroom.accounts.permissions import require
from greenroom.accounts.rules.roles import Permission
from greenroom.core.errors import Refused
from greenroom.guidance.rules import words
from greenroom.guidance.rules.proficiency import SCORES, Category
from greenroom.skills import desk
from greenroom.skills.improve_question.schema import QuestionImproved, QuestionToImprove
from greenroom.skills.models.contract import ModelFailure

LONGEST_WISH = 300


@dataclass(frozen=True)
class Reworded:
    """One text of a category. before: "" where there was none."""

    score: str
    before: str
    after: str
    reason: str


@dataclass(frozen=True)
class Proposal:
    """category: with the words proposed. engine: which one proposed them."""

    category: Category
    changes: tuple[Reworded, ...]
    note: str
    engine: str


def propose(category: Category, *, wish: str, language: str, by: Member) -> Proposal:
    """Other texts for the scores of a category, as wished ("stricter for senior roles").

    Raises Refused with the field "wish" where nothing is wished, or where the language model cannot be had.
    """
    require(by, Permission.MANAGE_WORKSPACE)
    wish = words.line(wish, field="wish", longest=LONGEST_WISH)
    words.given(wish, _("Say what should change."), field="wish")
    given = QuestionToImprove(
        text=category.name,
        anchors={score: text for score, text in category.anchors.items() if text.strip()},
        modality="criterion",
        wish=wish,
        language=language,
    )
    try:
        judgement = desk.judge("improve_question", given, engines=by.workspace.engines)
    except ModelFailure as failure:
        raise Refused(str(failure), field="wish") from failure
    improved: QuestionImproved = judgement.output
    reasons = {change.field.removeprefix("anchor "): change.reason for change in improved.changes}
    changes = tuple(
        Reworded(score, before, after, reasons.get(score, ""))
        for score in SCORES
        for before in [category.anchors.get(score, "")]
        for after in [improved.anchors.get(score, before)]
        if after != before
    )
    anchors = {**category.anchors, **{change.score: change.after for change in changes}}
    return Proposal(
        Category(category.name, anchors), changes, improved.note, judgement.model or judgement.engine
    )
