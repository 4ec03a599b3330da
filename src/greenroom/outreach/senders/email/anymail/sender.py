"""Sending by a provider's HTTP API, through Anymail (anymail.dev)."""

from __future__ import annotations

from dataclasses import dataclass
from email.utils import parseaddr
from typing import Any

from anymail.exceptions import (  # type: ignore[import-untyped]  # it has no types
    AnymailAPIError,
    AnymailConfigurationError,
    AnymailError,
    AnymailRecipientsRefused,
    AnymailRequestsAPIError,
)
from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.utils.module_loading import import_string

from greenroom.outreach.contract import NeedsReconnect, Receipt, Rejected, RetryLater, SendFailure
from greenroom.outreach.models import Message
from greenroom.outreach.rules.headers import headers_of
from greenroom.outreach.senders.email.anymail.providers import KINDS, unsupported_is_fine

OURS = "greenroom_message"
"""The name under which a provider keeps our own id, and gives it back in what it tells later."""
TRIED_TOO_OFTEN = 429
AGAINST_US = frozenset({401, 402, 403, 404})


@dataclass(frozen=True)
class Provider:
    """slug: one of `providers.KINDS`. base_url: "" for the provider's own. domain: Mailgun's sender domain.

    timeout: seconds any one answer may take.
    """

    slug: str
    key: str = ""
    base_url: str = ""
    domain: str = ""
    timeout: float = 20.0

    def send(self, message: Message) -> Receipt:
        """One request, one message. Raises one of the three failures of the contract."""
        mail = _mail(message)
        try:
            mail.message()  # refuses headers with line breaks in them
            with unsupported_is_fine():
                self._backend().send_messages([mail])
        except AnymailConfigurationError as lacking:
            raise NeedsReconnect(f"{self.slug}: the settings lack something.") from lacking
        except AnymailRequestsAPIError as answer:
            raise self._refused(answer) from answer
        except AnymailRecipientsRefused as refused:
            raise Rejected(f"{self.slug} does not write to this address.") from refused
        except AnymailAPIError as broken:
            raise RetryLater(f"{self.slug} cannot be reached or hung up.") from broken
        except (AnymailError, ValueError) as unfit:
            raise Rejected(f"{self.slug} cannot carry this message: {type(unfit).__name__}") from unfit
        said = getattr(mail, "anymail_status", None)
        vendor_id = said.message_id if said is not None and isinstance(said.message_id, str) else ""
        return Receipt(self.slug, vendor_id[:120])

    def _backend(self) -> Any:
        kind = KINDS[self.slug]
        given = {kind.key: self.key, kind.domain: self.domain, kind.url: self.base_url}
        known = {name: value for name, value in given.items() if name and value}
        timing = {"timeout": self.timeout} if kind.url else {}
        return import_string(f"anymail.backends.{kind.backend}")(**known, **timing)

    def _refused(self, answer: AnymailRequestsAPIError) -> SendFailure:
        status = answer.status_code
        if status is None:
            return RetryLater(self._away(answer))
        if status == TRIED_TOO_OFTEN or status >= 500:
            return RetryLater(f"{self.slug} is busy or out of order ({status}).")
        if status in AGAINST_US:
            return NeedsReconnect(f"{self.slug} refuses this account ({status}): check its key and sender.")
        return Rejected(f"{self.slug} refuses this message ({status}).")

    def _away(self, failure: Exception) -> str:
        if any(kind.__name__.endswith("Timeout") for kind in type(failure).__mro__):
            return f"{self.slug} did not answer in time."
        return f"{self.slug} cannot be reached or hung up."


def _mail(message: Message) -> EmailMultiAlternatives:
    """The row as Django's mail. A second delivery after a crash has the same Message-ID, so that it can be told."""
    domain = parseaddr(message.sender)[1].rpartition("@")[2] or "localhost"
    headers = {"Message-ID": f"<{message.id}@{domain}>", "Auto-Submitted": "auto-generated"}
    mail = EmailMultiAlternatives(
        message.subject,
        message.body,
        message.sender,
        [message.recipient],
        headers={**headers, **headers_of(message)},
    )
    if message.html:
        mail.attach_alternative(message.html, "text/html")
    mail.metadata = {OURS: str(message.id)}  # type: ignore[attr-defined]  # Anymail reads it
    return mail


def from_settings() -> Provider | None:
    """The provider of the settings, or None where none is named."""
    if not settings.MAIL_PROVIDER:
        return None
    return Provider(
        settings.MAIL_PROVIDER,
        key=settings.MAIL_KEY,
        base_url=settings.MAIL_BASE_URL,
        domain=settings.MAIL_DOMAIN,
        timeout=settings.EMAIL_TIMEOUT,
    )
