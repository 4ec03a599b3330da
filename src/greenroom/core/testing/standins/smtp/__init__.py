"""A stand-in for a mail server: the real protocol on a loopback port, failures on request."""

from greenroom.core.testing.standins.smtp.server import Received, SmtpStandIn

__all__ = ["Received", "SmtpStandIn"]
