"""Twilio's programmable messaging."""

from greenroom.outreach.senders.sms.twilio.sender import Twilio, from_settings

__all__ = ["Twilio", "from_settings"]
