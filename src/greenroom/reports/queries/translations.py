"""Reasons in the language of a report, where they have been translated."""

from __future__ import annotations

import hashlib
import json

from django.utils import translation
from django.utils.translation import gettext as _

from greenroom.evaluation.queries.cards import Scorecard
from greenroom.reports.documents.scorecard import sentences
from greenroom.reports.models import Translation
from greenroom.reports.rules.options import Options
from greenroom.skills.contract import MODEL

SKILL = "report_translation"


def digest(texts: list[str]) -> str:
    """Of the sentences that are translated together."""
    return hashlib.sha256(json.dumps(texts).encode()).hexdigest()


def wanted(card: Scorecard, options: Options) -> str:
    """The language its sentences are to be in; "" where they are in it as they are."""
    own = card.application.interviewer.language[:2]
    spoken = options.spoken(own)
    return "" if spoken == own or not sentences(card) else spoken


def can(card: Scorecard) -> bool:
    """Whether the workspace has a language model translate."""
    return bool(card.application.interviewer.workspace.engines.get(SKILL) == MODEL)


def standing(card: Scorecard, language: str) -> Translation | None:
    """The translation of exactly these sentences."""
    found: Translation | None = Translation.objects.filter(
        application=card.application, language=language, digest=digest(sentences(card))
    ).first()
    return found


def of(card: Scorecard, options: Options) -> tuple[dict[str, str], str]:
    """Each sentence to its translation, and why some are not translated; ({}, "") where none is wanted."""
    language = wanted(card, options)
    if not language:
        return {}, ""
    row = standing(card, language)
    with translation.override(language):
        if row is None and can(card):
            return {}, _(
                "Reasons are being translated. Until then they are in the language they were written in."
            )
        if row is None:
            return {}, _(
                "Reasons are in the language they were written in: no language model translates them here."
            )
        left = len(sentences(card)) > len(row.said)
        remark = _("Reasons were translated by a language model. Quotes and the transcript were not.")
        kept = _("Some stay in the language they were written in.")
        return dict(row.said), f"{remark} {kept}" if left else remark
