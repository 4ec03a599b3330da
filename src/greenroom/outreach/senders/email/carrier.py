"""Who carries mail here: a provider where one is named, else a mail server where one is."""

from __future__ import annotations

from greenroom.outreach.contract import Sender
from greenroom.outreach.senders.email import anymail, smtp


def from_settings() -> Sender | None:
    return anymail.from_settings() or smtp.from_settings()
