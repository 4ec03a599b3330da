"""What stands beside the scores: languages, structured answers and statements that do not line up, as JSON values."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import Any

from django.utils.translation import gettext as _

from greenroom.evaluation.queries.cards import ClaimCard, ProficiencyCard, QuoteCard, SideCard, TagCard
from greenroom.evaluation.rules import proficiency
from greenroom.evaluation.words import SEVERITIES, claim_kind, claim_word, language_name
from greenroom.reports.rules import direction
from greenroom.stages import registry

RESUME = "resume"
Told = Callable[[str], str]
"""A sentence in the language of the report."""


def number(value: float | None, digits: int) -> str:
    return "–" if value is None else f"{value:.{digits}f}"


def quoted(quote: QuoteCard) -> dict[str, str]:
    return {"text": quote.text, "at": quote.at, "dir": direction.of(quote.text), "anchor": quote.anchor}


def fact(tag: TagCard) -> dict[str, Any]:
    return {"label": tag.label, "value": tag.value, "at": tag.quote.at}


def answer(tag: TagCard) -> dict[str, Any]:
    """A structured answer with its words: the value says what they mean."""
    return {
        "label": tag.label,
        "dir": direction.of(tag.label),
        "value": tag.value,
        "quote": quoted(tag.quote),
    }


def claim(card: ClaimCard, told: Told) -> dict[str, Any]:
    """Both statements, and what a person makes of them."""
    severity, _tone = SEVERITIES[card.severity]
    reason = told(card.reason)
    return {
        "kind": claim_kind(card.kind),
        "severity": str(severity),
        "reason": reason,
        "dir": direction.of(reason),
        "sides": [_side(card.first), _side(card.second)],
        "word": claim_word(card.word),
        "by": card.author,
    }


def _side(card: SideCard) -> dict[str, Any]:
    return {"where": str(registry.get(card.stage_kind or RESUME).label), **quoted(card.quote)}


def languages(
    cards: Iterable[ProficiencyCard], told: Told, *, scores: bool, reasons: bool
) -> list[dict[str, Any]]:
    """Each language with its categories. Levels go with the scores, and why with the reasons."""
    by_language: dict[str, list[ProficiencyCard]] = defaultdict(list)
    for card in cards:
        by_language[card.language].append(card)
    return [
        {
            "title": _("%(name)s proficiency") % {"name": language_name(code)},
            "overall": number(proficiency.overall(each.level for each in found), 1) if scores else "",
            "categories": [_category(each, told, scores=scores, reasons=reasons) for each in found],
        }
        for code, found in by_language.items()
    ]


def _category(card: ProficiencyCard, told: Told, *, scores: bool, reasons: bool) -> dict[str, Any]:
    reason = told(card.reason) if reasons else ""
    return {
        "name": card.category,
        "dir": direction.of(card.category),
        "judged": card.level is not None,
        "level": card.level if scores else None,
        "shown": number(card.level, 1) if scores else "",
        "reason": reason,
        "reason_dir": direction.of(reason),
        "quotes": [quoted(each) for each in card.quotes] if reasons else [],
    }
