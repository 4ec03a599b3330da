"""Keeping how the lines of an interview were."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Count

from greenroom.candidates.models import Attempt
from greenroom.conversations.models import Call, CallSample

MOST = 5_000
"""Samples of one call: at one in five seconds, seven hours of it."""


@dataclass(frozen=True)
class Measured:
    """at: by our clock. Units as in CallSample."""

    at: datetime
    rtt_ms: int
    jitter_ms: int
    loss: float
    bitrate: int


@transaction.atomic
def keep(*, attempt: Attempt, measured: Sequence[Measured]) -> int:
    """Keep them with the calls they were measured in, and give how many belong to one.

    The same moment twice is one sample; what was measured before the first call, and more than `MOST` of one, is not
    kept.
    """
    calls = list(Call.objects.filter(attempt=attempt).order_by("-began_at"))
    held = dict(
        CallSample.objects.filter(call__in=calls).values_list("call").annotate(Count("id")).order_by()
    )
    rows = []
    for one in measured:
        call = next((each for each in calls if each.began_at <= one.at), None)
        if call is None or held.get(call.id, 0) >= MOST:
            continue
        held[call.id] = held.get(call.id, 0) + 1
        rows.append(CallSample(workspace_id=call.workspace_id, call=call, **vars(one)))
    CallSample.objects.bulk_create(rows, ignore_conflicts=True)
    return len(rows)
