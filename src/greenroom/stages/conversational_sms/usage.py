"""What a conversation by text message is charged for."""

from __future__ import annotations

from decimal import Decimal

from greenroom.candidates.models import Attempt
from greenroom.conversations.models import Turn


def messages(attempt: Attempt) -> Decimal:
    """Those we sent; what candidates send is theirs."""
    return Decimal(Turn.objects.filter(attempt=attempt, speaker=Turn.Speaker.INTERVIEWER).count())
