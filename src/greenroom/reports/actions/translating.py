"""Having reasons translated for a report in another language."""

from __future__ import annotations

from contextlib import suppress
from uuid import UUID

from django.db import IntegrityError, transaction

from greenroom.accounts.models import Member
from greenroom.core.errors import NotFound
from greenroom.core.jobs import enqueue
from greenroom.evaluation.queries import scorecards
from greenroom.evaluation.queries.cards import Scorecard
from greenroom.reports import jobs
from greenroom.reports.documents.scorecard import sentences
from greenroom.reports.models import Translation
from greenroom.reports.queries import translations
from greenroom.reports.rules.options import Options
from greenroom.skills.contract import MODEL
from greenroom.skills.desk import judge
from greenroom.skills.report_translation.schema import Part, PartsToTranslate, PartsTranslated


def ask(card: Scorecard, options: Options, *, member_id: UUID) -> None:
    """Have a worker translate, where that is wanted, possible, and not done."""
    language = translations.wanted(card, options)
    if not language or not translations.can(card) or translations.standing(card, language):
        return
    application_id = card.application.id
    enqueue(
        jobs.translate,
        key=f"translate:{application_id}:{language}",
        application_id=application_id,
        language=language,
        member_id=member_id,
    )


def translate_for(*, application_id: UUID, language: str, member_id: UUID) -> None:
    """As `translate`, for the member who asked; nothing once they or the application are gone."""
    member = Member.objects.filter(id=member_id).first()
    if member is None:
        return
    with suppress(NotFound):
        translate(scorecards.get_for(member, application_id), language)


def translate(card: Scorecard, language: str) -> None:
    """Translate now, once. Raises `ModelFailure` where the model cannot be had."""
    if translations.standing(card, language) is not None:
        return
    texts = sentences(card)
    interviewer = card.application.interviewer
    given = PartsToTranslate(
        source=interviewer.language[:2],
        target=language,
        parts=[Part(key=str(place), text=text) for place, text in enumerate(texts)],
    )
    judgement = judge(translations.SKILL, given, engines={translations.SKILL: MODEL})
    output: PartsTranslated = judgement.output
    said = {texts[int(part.key)]: part.text for part in output.parts if part.translated}
    try:
        with transaction.atomic():
            Translation.objects.create(
                workspace_id=card.application.workspace_id,
                application=card.application,
                language=language,
                digest=translations.digest(texts),
                said=said,
                model=judgement.model,
            )
    except IntegrityError:  # another worker was first
        return
