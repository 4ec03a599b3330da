"""Text messages."""

from greenroom.outreach.senders.sms.channel import from_settings, is_simulated, our_number

__all__ = ["from_settings", "is_simulated", "our_number"]
