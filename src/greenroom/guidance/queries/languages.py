"""Reading which languages interviews are held in, and in which voices."""

from __future__ import annotations

from uuid import UUID

from greenroom.guidance.models import SpokenLanguage
from greenroom.guidance.rules.languages import LANGUAGES, Spoken


def of(workspace_id: UUID) -> dict[str, Spoken]:
    """Each language there is; one that was never set is enabled, in the first voice there is."""
    rows = SpokenLanguage.objects.filter(workspace_id=workspace_id)
    kept = {row.language: Spoken(row.is_enabled, row.voice) for row in rows}
    return every(kept)


def every(kept: dict[str, Spoken]) -> dict[str, Spoken]:
    return {language: kept.get(language, Spoken()) for language in LANGUAGES}
