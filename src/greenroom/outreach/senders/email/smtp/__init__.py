"""Any SMTP server."""

from greenroom.outreach.senders.email.smtp.sender import Smtp, from_settings

__all__ = ["Smtp", "from_settings"]
