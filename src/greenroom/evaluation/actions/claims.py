"""What people make of statements that do not line up. It changes no score, and stops nobody."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from greenroom.accounts.models import Member
from greenroom.accounts.permissions import require
from greenroom.accounts.rules.roles import Permission
from greenroom.candidates.models import Application
from greenroom.core import clock
from greenroom.core.errors import NotFound, Refused
from greenroom.core.events import emit
from greenroom.evaluation import events
from greenroom.evaluation.models import Claim


@transaction.atomic
def say(application: Application, claim_id: UUID, *, word: str, by: Member) -> Claim:
    """Keep that a claim is to be asked about, was explained or is none; "" takes back what was said.

    The newest word of anybody stands, and who said it. Raises NotFound for no claim of this application.
    """
    require(by, Permission.DECIDE)
    if word and word not in Claim.Word.values:
        raise Refused(_("Say whether it is to be asked about, was explained or is no gap."), field="word")
    claim: Claim | None = (
        Claim.objects.select_for_update(of=("self",), no_key=True)
        .filter(id=claim_id, evaluation__attempt__application=application)
        .select_related("evaluation")
        .first()
    )
    if claim is None:
        raise NotFound
    if claim.word == word:
        return claim
    claim.word = word
    claim.said_by, claim.author = (by, str(by)) if word else (None, "")
    claim.said_at = clock.now() if word else None
    claim.save(update_fields=["word", "said_by", "author", "said_at"])
    emit(
        events.ClaimSpokenTo(claim_id=claim.id, attempt_id=claim.evaluation.attempt_id, word=word),
        by=by.actor,
    )
    return claim


def carry_over(found: Sequence[Claim], *, attempt_id: UUID) -> None:
    """Give claims that are about to be stored what people said of the same two quotes in an earlier run."""
    if not found:
        return
    said = Claim.objects.filter(evaluation__attempt_id=attempt_id).exclude(word="")
    rows = said.select_related("first", "second").order_by("evaluation__number")
    words = {_of(row): row for row in rows}
    for claim in found:
        earlier = words.get(_of(claim))
        if earlier is not None:
            claim.word, claim.author = earlier.word, earlier.author
            claim.said_by_id, claim.said_at = earlier.said_by_id, earlier.said_at


def _of(claim: Claim) -> tuple[str, str, str]:
    return claim.kind, claim.first.text, claim.second.text
