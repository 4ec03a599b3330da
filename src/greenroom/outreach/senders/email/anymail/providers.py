"""The providers we offer, and what Anymail calls their settings."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from anymail.exceptions import AnymailNotSupportedWarning  # type: ignore[import-untyped]  # it has no types


@dataclass(frozen=True)
class Kind:
    """key, domain: what Anymail calls the secret of the account and its domain, "" where it takes none.

    webhook: the class that reads what the provider tells later. signed_by: what the key is called that its
    messages are signed with, "" where only a shared secret vouches for them.
    """

    backend: str
    webhook: str
    key: str = "api_key"
    url: str = "api_url"
    domain: str = ""
    signed_by: str = ""


KINDS = {
    "brevo": Kind("brevo.EmailBackend", "brevo.BrevoTrackingWebhookView"),
    "mailersend": Kind(
        "mailersend.EmailBackend",
        "mailersend.MailerSendTrackingWebhookView",
        key="api_token",
        signed_by="signing_secret",
    ),
    "mailgun": Kind(
        "mailgun.EmailBackend",
        "mailgun.MailgunTrackingWebhookView",
        domain="sender_domain",
        signed_by="webhook_signing_key",
    ),
    "postmark": Kind("postmark.EmailBackend", "postmark.PostmarkTrackingWebhookView", key="server_token"),
    "resend": Kind("resend.EmailBackend", "resend.ResendTrackingWebhookView", signed_by="signing_secret"),
    "sendgrid": Kind(
        "sendgrid.EmailBackend",
        "sendgrid.SendGridTrackingWebhookView",
        signed_by="tracking_webhook_verification_key",
    ),
    "ses": Kind("amazon_ses.EmailBackend", "amazon_ses.AmazonSESTrackingWebhookView", key="", url=""),
    "sparkpost": Kind("sparkpost.EmailBackend", "sparkpost.SparkPostTrackingWebhookView"),
}


@contextmanager
def unsupported_is_fine() -> Iterator[None]:
    """Anymail no longer tries SendGrid out itself. Our own tests do, against a stand-in."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", AnymailNotSupportedWarning)
        yield
