"""The phones of the recruiter app: what is sent where no vendor is configured can be read, and answered, there."""

from __future__ import annotations

from greenroom.outreach.contract import Receipt
from greenroom.outreach.models import Message
from greenroom.outreach.senders.sms import segments

SLUG = "simulator"


class Simulator:
    """Takes every message. It counts as delivered once somebody has seen it."""

    def send(self, message: Message) -> Receipt:
        return Receipt(SLUG, f"sim-{message.id}", segments.count(message.body).parts)
