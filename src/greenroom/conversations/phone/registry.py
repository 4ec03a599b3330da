"""Who rings telephones for a workspace. Another carrier is a folder beside twilio and a line here."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings

from greenroom.conversations.phone import twilio
from greenroom.conversations.phone.contract import Caller
from greenroom.outreach.senders.sms import our_number


def caller(workspace_id: UUID) -> Caller | None:
    """None where no carrier is configured, there is no number to ring from, or no address for its sound."""
    number = our_number(workspace_id)
    if not settings.VOICE_PUBLIC_URL or not number.startswith("+"):
        return None
    return twilio.from_settings(number)
