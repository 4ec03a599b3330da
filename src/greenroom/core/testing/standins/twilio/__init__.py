"""Twilio's messaging, as far as the product speaks with it."""

from greenroom.core.testing.standins.twilio.server import Sent, TwilioStandIn

__all__ = ["Sent", "TwilioStandIn"]
