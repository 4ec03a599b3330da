"""Django's way of sending mail, into the outbox."""

from __future__ import annotations

from collections.abc import Sequence

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction

from greenroom.outreach.actions import outbox
from greenroom.outreach.rules.letters import Letter


class OutboxBackend(BaseEmailBackend):
    """Records each message, once for each recipient, in the transaction that sends it."""

    @transaction.atomic
    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        for email in email_messages:
            _record(email)
        return len(email_messages)


def _record(email: EmailMessage) -> None:
    if email.attachments:
        raise ValueError("a message of the outbox carries no attachments")
    email.message()  # Refuses headers with line breaks in them.
    html = next((str(part[0]) for part in getattr(email, "alternatives", []) if part[1] == "text/html"), "")
    for recipient in dict.fromkeys(email.recipients()):
        letter = Letter(
            sender=email.from_email,
            recipient=recipient,
            subject=str(email.subject),
            body=str(email.body),
            html=html,
        )
        outbox.record(letter)
