"""Mail providers that are spoken to over HTTP, through Anymail."""

from greenroom.outreach.senders.email.anymail.sender import Provider, from_settings

__all__ = ["Provider", "from_settings"]
