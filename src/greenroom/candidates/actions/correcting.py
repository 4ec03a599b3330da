"""Candidates put right what is held of them."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from greenroom.candidates import events
from greenroom.candidates.models import Candidate
from greenroom.candidates.rules import contact
from greenroom.core.actors import Actor
from greenroom.core.errors import Refused
from greenroom.core.events import emit
from greenroom.core.text import searchable


@dataclass(frozen=True, kw_only=True)
class Facts:
    """What a candidate can put right at once. phone: with its country code, or ""."""

    name: str
    phone: str
    language: str
    time_zone: str


@transaction.atomic
def correct(*, candidate: Candidate, facts: Facts) -> Candidate:
    """Their facts from now on. Raises Refused, with the field, for what cannot be right."""
    if facts.language not in {code for code, _name in settings.LANGUAGES}:
        raise Refused(_("Choose one of the languages."), field="language")
    if contact.known_time_zone(facts.time_zone) != facts.time_zone:
        raise Refused(_("Choose one of the time zones."), field="time_zone")
    checked = {
        **asdict(facts),
        "name": contact.check_name(facts.name),
        "phone": contact.check_phone(facts.phone),
    }
    held = Candidate.objects.select_for_update(no_key=True).get(id=candidate.id)
    changed = [name for name, value in checked.items() if getattr(held, name) != value]
    if not changed:
        return held
    for name in changed:
        setattr(held, name, checked[name])
    held.found_by = searchable(held.name, held.email)
    held.save(update_fields=[*changed, "found_by"])
    emit(
        events.CandidateCorrected(candidate_id=held.id, facts=" ".join(changed)),
        by=Actor("candidate", held.id),
    )
    return held
