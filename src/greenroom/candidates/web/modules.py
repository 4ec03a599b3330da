"""What stands on the Evaluations tab: what each evaluator found, and how long it took."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

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
from greenroom.evaluation.rules import proficiency
from greenroom.evaluation.words import CLAIM_WORDS, SEVERITIES, claim_kind, claim_word, language_name
from greenroom.stages import registry

CROSS_CHECK = "cross_check"
RESUME = "resume"
OPEN = ("", "ask")
"""What is said of a claim that is still worth a look."""


@dataclass(frozen=True)
class Side:
    """Where something was stated, and the words. tab: the one that has them."""

    where: str
    tab: str
    quote: QuoteCard


@dataclass(frozen=True)
class Claim:
    """word: what a person makes of it, in words, "" while nobody has said; author, said_at: whose word and since when.

    others: what else can be said of it, as value and words.
    """

    id: UUID | None
    kind: str
    severity: str
    tone: str
    reason: str
    sides: tuple[Side, Side]
    word: str
    author: str
    said_at: datetime | None
    others: Sequence[tuple[str, str]]
    is_open: bool


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
    """What a language was rated at, by category and overall."""

    name: str
    categories: Sequence[ProficiencyCard]

    @property
    def overall(self) -> float | None:
        return proficiency.overall(each.level for each in self.categories)


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
    def open_claims(self) -> int:
        """How many nobody has called explained, or no gap."""
        return sum(claim.is_open for claim in self.claims)

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
        id=card.id,
        kind=claim_kind(card.kind),
        severity=str(severity),
        tone=tone,
        reason=card.reason,
        sides=(_side(card.first), _side(card.second)),
        word=claim_word(card.word),
        author=card.author,
        said_at=card.said_at,
        others=[(value, str(words)) for value, words in CLAIM_WORDS.items() if value != card.word],
        is_open=card.word in OPEN,
    )


def _side(card: SideCard) -> Side:
    kind = card.stage_kind or RESUME
    return Side(str(registry.get(kind).label), kind, card.quote)


def _languages(cards: Sequence[ProficiencyCard]) -> list[Language]:
    by_language: dict[str, list[ProficiencyCard]] = defaultdict(list)
    for card in cards:
        by_language[card.language].append(card)
    return [Language(language_name(code), categories) for code, categories in by_language.items()]
