"""What candidates ask for so that the way through fits them, and the breaks they take."""

from __future__ import annotations

from dataclasses import asdict

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from greenroom.candidates import events
from greenroom.candidates.models import Accommodation, Attempt, Candidate, Pause
from greenroom.candidates.queries import accommodations
from greenroom.candidates.rules.accommodations import TIMES, Accommodations
from greenroom.core import clock
from greenroom.core.actors import Actor
from greenroom.core.errors import Refused
from greenroom.core.events import emit


@transaction.atomic
def choose(*, candidate: Candidate, wanted: Accommodations) -> Accommodation:
    """Note what a candidate asks for. It holds from now on, in every interviewer, and nobody has to agree."""
    if wanted.time not in TIMES:
        raise Refused(_("Choose one of the times."), field="time")
    row, _made = Accommodation.objects.update_or_create(
        candidate=candidate,
        defaults=asdict(wanted),
        create_defaults={"workspace_id": candidate.workspace_id, **asdict(wanted)},
    )
    emit(
        events.AccommodationsChosen(candidate_id=candidate.id),
        by=Actor("candidate", candidate.id),
    )
    return row


def take_break(attempt: Attempt) -> None:
    """Stop the clock of an open attempt; nothing while it stands. Raises Refused where breaks were not asked for."""
    if not accommodations.of(attempt.application.candidate_id).breaks:
        raise Refused(_("Ask for breaks first."))
    try:
        with transaction.atomic():
            held = Attempt.objects.select_for_update(of=("self",), no_key=True).get(id=attempt.id)
            if held.status != Attempt.Status.OPEN or accommodations.is_paused(held):
                return
            Pause.objects.create(workspace_id=held.workspace_id, attempt=held)
            emit(events.BreakBegun(attempt_id=held.id), by=_candidate(attempt))
    except IntegrityError:  # begun in another tab at the same moment
        return


@transaction.atomic
def end_break(attempt: Attempt) -> None:
    """Let the clock go on; nothing while it does."""
    if Pause.objects.filter(attempt=attempt, ended_at=None).update(ended_at=clock.now()):
        emit(events.BreakEnded(attempt_id=attempt.id), by=_candidate(attempt))


def _candidate(attempt: Attempt) -> Actor:
    return Actor("candidate", attempt.application.candidate_id)
