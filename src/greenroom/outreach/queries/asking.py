"""Whether a message that was written earlier should still go."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from greenroom.core import clock
from greenroom.outreach import registry
from greenroom.outreach.models import Message
from greenroom.outreach.queries import policies, suppressions
from greenroom.outreach.rules.kinds import AT_ONCE, ESSENTIAL, KINDS
from greenroom.outreach.rules.policy import when


@dataclass(frozen=True)
class Verdict:
    """reason: why it does not go at all, "" where it may. later: when it may, where not now."""

    reason: str = ""
    later: datetime | None = None


def verdict(message: Message) -> Verdict:
    """What goes at once, and mail that is of no kind, always goes."""
    if message.workspace_id is None or message.kind not in KINDS or message.kind in AT_ONCE:
        return Verdict()
    if not registry.still_wanted(message.kind, message.about_id):
        return Verdict("unwanted")
    if message.kind not in ESSENTIAL and _is_suppressed(message.workspace_id, message):
        return Verdict("unsubscribed")
    now = clock.now()
    terms = policies.terms(message.workspace_id, {message.policy_id})[message.policy_id]
    moment = when(terms, message.kind, now, message.zone)
    if moment is None:
        return Verdict("policy")
    return Verdict(later=moment if moment > now else None)


def _is_suppressed(workspace_id: UUID, message: Message) -> bool:
    way = (message.channel, message.recipient.lower())
    return way in suppressions.among(workspace_id, [message.recipient])
