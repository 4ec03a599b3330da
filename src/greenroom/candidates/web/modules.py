"""What stands on the Evaluations tab: what each evaluator found, and how long it took."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from babel import Locale, UnknownLocaleError
from django.utils.translation import get_language, gettext_lazy

from greenroom.candidates.web.stage_views import StageView
from greenroom.evaluation import registry as evaluators
from greenroom.evaluation.queries.cards import (
    ClaimCard,
    EvaluationCard,
    ProficiencyCard,
    QuoteCard,
    Scorecard,
    SideCard,
    TagCard,
)
from greenroom.stages import registry

CROSS_CHECK = "cross_check"
RESUME = "resume"
CLAIM_KINDS = {
    "date": gettext_lazy("Dates"),
    "title": gettext_lazy("Job title"),
    "employer": gettext_lazy("Employer"),
    "skill": gettext_lazy("Skills"),
    "education": gettext_lazy("Education"),
    "other": gettext_lazy("Other"),
}
SEVERITIES = {
    1: (gettext_lazy("Worth asking"), ""),
    2: (gettext_lazy("Matters"), "look"),
    3: (gettext_lazy("Decisive if it holds"), "bad"),
}


@dataclass(frozen=True)
class Side:
    """Where something was stated, and the words. tab: the one that has them."""

    where: str
    tab: str
    quote: QuoteCard


@dataclass(frozen=True)
class Claim:
    kind: str
    severity: str
    tone: str
    reason: str
    sides: tuple[Side, Side]


@dataclass(frozen=True)
class Ran:
    """An evaluator of a stage. may_retry: it is of the newest go."""

    stage: str
    card: EvaluationCard
    may_retry: bool

    @property
    def is_unfinished(self) -> bool:
        return self.card.row.status in {"waiting", "running"}


@dataclass(frozen=True)
class Language:
    """What a language was rated at, by category."""

    name: str
    categories: Sequence[ProficiencyCard]


@dataclass(frozen=True, kw_only=True)
class Modules:
    """cross_checks: the runs that compared statements; unread: stages where none was asked for.

    structured: tags with a typed value; tags: the others.
    """

    claims: Sequence[Claim]
    cross_checks: Sequence[Ran]
    structured: Sequence[TagCard]
    tags: Sequence[TagCard]
    languages: Sequence[Language]
    ran: Sequence[Ran]
    unread: Sequence[StageView]

    @property
    def count(self) -> int:
        return len(self.ran)

    @property
    def is_comparing(self) -> bool:
        return any(each.is_unfinished for each in self.cross_checks)

    @property
    def compared(self) -> int:
        """How many statements stood beside one of the same matter, whether they agree or not."""
        return sum(each.card.row.about.get("compared", 0) for each in self.cross_checks)

    @property
    def had_both_sides(self) -> bool:
        return any(not each.card.row.about.get("why") for each in self.cross_checks)

    @property
    def compare_failed(self) -> bool:
        return any(each.card.row.status == "failed" for each in self.cross_checks)


def modules(card: Scorecard, stages: Sequence[StageView]) -> Modules:
    ran = [
        Ran(str(stage.kind.label), each, stage.is_newest) for stage in stages for each in stage.evaluations
    ]
    return Modules(
        claims=[_claim(claim) for claim in card.claims],
        cross_checks=[each for each in ran if each.card.row.evaluator == CROSS_CHECK],
        structured=[tag for tag in card.tags if tag.typed],
        tags=[tag for tag in card.tags if not tag.typed],
        languages=_languages(card.proficiency),
        ran=ran,
        unread=[stage for stage in stages if _is_unread(stage)],
    )


def _is_unread(stage: StageView) -> bool:
    """Whether the newest attempt was handed in before there was a comparison of what was written and said."""
    compared = any(each.row.evaluator == CROSS_CHECK for each in stage.evaluations)
    compares = any(each.name == CROSS_CHECK for each in evaluators.for_kind(stage.stage.kind))
    handed_in = stage.attempt is not None and stage.attempt.submitted_at is not None
    return compares and handed_in and stage.is_newest and not compared


def _claim(card: ClaimCard) -> Claim:
    severity, tone = SEVERITIES[card.severity]
    return Claim(
        kind=str(CLAIM_KINDS[card.kind]),
        severity=str(severity),
        tone=tone,
        reason=card.reason,
        sides=(_side(card.first), _side(card.second)),
    )


def _side(card: SideCard) -> Side:
    kind = card.stage_kind or RESUME
    return Side(str(registry.get(kind).label), kind, card.quote)


def _languages(cards: Sequence[ProficiencyCard]) -> list[Language]:
    by_language: dict[str, list[ProficiencyCard]] = defaultdict(list)
    for card in cards:
        by_language[card.language].append(card)
    return [Language(_language(code), categories) for code, categories in by_language.items()]


def _language(code: str) -> str:
    """ "English", in the reader's words."""
    try:
        found = Locale.parse(code, sep="-").get_display_name((get_language() or "en").replace("-", "_"))
    except (ValueError, UnknownLocaleError):
        return code
    return (found or code).capitalize()
