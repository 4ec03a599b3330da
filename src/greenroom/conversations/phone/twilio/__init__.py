"""Twilio's programmable voice."""

from greenroom.conversations.phone.twilio.caller import TwilioCaller, from_settings

__all__ = ["TwilioCaller", "from_settings"]
